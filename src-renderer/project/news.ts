import type { HostFailure, ProjectNotice } from '../../src-engine/contract'

/** What the lifecycle has to tell; the catalogue writes the sentences. */
export type LifecycleNews =
  | { readonly kind: 'saved'; readonly name: string; readonly folder: string }
  | { readonly kind: 'exported'; readonly name: string; readonly folder: string }
  | { readonly kind: 'recovered'; readonly name: string }
  | {
      readonly kind: 'file-failure'
      readonly action: 'open' | 'save' | 'export'
      readonly name: string
      readonly failure: HostFailure
    }
  /** The engine or the printer could not do its part; `detail` is for a bug report. */
  | {
      readonly kind: 'failed'
      readonly action: 'open' | 'save' | 'export' | 'recover'
      readonly name: string
      readonly detail: string
    }
  | { readonly kind: 'not-opened'; readonly name: string; readonly notices: readonly ProjectNotice[] }
  /** Opened, with reservations. */
  | { readonly kind: 'opened-with-notices'; readonly name: string; readonly notices: readonly ProjectNotice[] }
  | { readonly kind: 'autosave-failed'; readonly failure: HostFailure }
  | { readonly kind: 'autosave-broken'; readonly detail: string }
