import type { ThemeChoice } from '../../src-engine/contract'
import { host } from '../host/host'

/** Light or dark: what the user chose, and what is shown. */
class Theme {
  choice = $state<ThemeChoice>('system')
  /** Whether the dark colours are on screen; charts redraw when this changes. */
  dark = $state(false)

  readonly #system = window.matchMedia('(prefers-color-scheme: dark)')

  /** Reads the choice kept by main and follows the system from here on. */
  async start(): Promise<void> {
    this.#show()
    this.#system.addEventListener('change', () => this.#show())
    host.on('theme-changed', () => this.#show())
    this.choice = await host.invoke('theme.get', null)
    this.#show()
  }

  choose(choice: ThemeChoice): void {
    this.choice = choice
    this.#show()
    void host.invoke('theme.set', { theme: choice })
  }

  #show(): void {
    this.dark = this.choice === 'system' ? this.#system.matches : this.choice === 'dark'
    document.documentElement.dataset['theme'] = this.dark ? 'dark' : 'light'
  }
}

export const theme = new Theme()
