import { noticeSentence } from '../../src-engine/report/messages'
import type { HostFailure } from '../../src-engine/contract'
import { t } from '../i18n/t'
import type { LifecycleNews } from './news'

export interface Sentence {
  readonly severity: 'success' | 'info' | 'warning' | 'error'
  readonly text: string
}

/** What the window says of a piece of news; null for news that has a dialog of its own. */
export function newsSentence(news: LifecycleNews): Sentence | null {
  switch (news.kind) {
    case 'saved':
      return { severity: 'success', text: t('report.saved', { name: news.name }) }
    case 'exported':
      return { severity: 'success', text: t('report.exported', { name: news.name, folder: news.folder }) }
    case 'recovered':
      return { severity: 'info', text: t('report.recovered', { name: news.name }) }
    case 'file-failure':
      return { severity: 'error', text: fileFailure(news.action, news.name, news.failure) }
    case 'failed':
      return { severity: 'error', text: ourFailure(news.action, news.name, news.detail) }
    case 'not-opened': {
      const reason = news.notices.map((notice) => noticeSentence(notice)).join(' ')
      return { severity: 'error', text: t('report.notOpened', { name: news.name, reason }) }
    }
    case 'opened-with-notices':
      return null
    case 'autosave-failed':
      return {
        severity: 'warning',
        text:
          news.failure.code === 'disk-full'
            ? t('report.autosaveNoSpace')
            : t('report.autosaveOther', { detail: asSentence(news.failure.detail) }),
      }
    case 'autosave-broken':
      return { severity: 'warning', text: t('report.autosaveOther', { detail: asSentence(news.detail) }) }
  }
}

function fileFailure(action: 'open' | 'save' | 'export', name: string, { code, detail }: HostFailure): string {
  const other = { name, detail: asSentence(detail) }
  switch (action) {
    case 'open':
      if (code === 'not-found') return t('report.openNotFound', { name })
      if (code === 'no-permission') return t('report.openNoPermission', { name })
      if (code === 'too-large') return t('report.openTooLarge', { name })
      return t('report.openOther', other)
    case 'save':
      if (code === 'not-found') return t('report.saveNotFound', { name })
      if (code === 'no-permission') return t('report.saveNoPermission', { name })
      if (code === 'disk-full') return t('report.saveDiskFull', { name })
      return t('report.saveOther', other)
    case 'export':
      if (code === 'not-found') return t('report.exportNotFound', { name })
      if (code === 'no-permission') return t('report.exportNoPermission', { name })
      if (code === 'disk-full') return t('report.exportDiskFull', { name })
      return t('report.exportOther', other)
  }
}

function ourFailure(action: 'open' | 'save' | 'export' | 'recover', name: string, thrown: string): string {
  const params = { name, detail: asSentence(thrown) }
  switch (action) {
    case 'open':
      return t('report.openFailed', params)
    case 'save':
      return t('report.saveFailed', params)
    case 'export':
      return t('report.exportFailed', params)
    case 'recover':
      return t('report.recoverFailed', params)
  }
}

/** Details come from the system, with or without a full stop. */
function asSentence(detail: string): string {
  const text = detail.trim()
  return /[.!?]$/.test(text) ? text : `${text}.`
}
