import type { HostFailure } from '../../src-engine/contract'
import { t } from '../i18n/t'

/** What went wrong with a file, as a sentence. */
export function failureText({ code, detail }: HostFailure, name: string): string {
  switch (code) {
    case 'not-found':
      return t('shell.fileNotFound', { name })
    case 'no-permission':
      return t('shell.fileNoPermission', { name })
    case 'disk-full':
      return t('shell.fileDiskFull', { name })
    case 'too-large':
      return t('shell.fileTooLarge', { name })
    case 'other':
      return t('shell.fileOther', { name, detail })
  }
}
