import type { IconName } from './icons'

/** One line of a menu. */
export type MenuItem =
  | {
      readonly kind?: 'item'
      readonly label: string
      readonly icon?: IconName
      /** Shown at the right, e.g. `Ctrl+C`. */
      readonly shortcut?: string
      readonly disabled?: boolean
      readonly checked?: boolean
      readonly danger?: boolean
      readonly run: () => void
    }
  | { readonly kind: 'separator' }
  | { readonly kind: 'heading'; readonly label: string }

/** Where a menu opens: under an element or at a point of the window. */
export type MenuAnchor = HTMLElement | { readonly x: number; readonly y: number }
