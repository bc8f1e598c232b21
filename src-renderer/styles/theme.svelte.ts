import type { ThemeChoice } from '../../src-engine/contract'
import { host } from '../host/host'

/** Light or dark: what the user chose, and what is shown. */
class Theme {
  choice = $state<ThemeChoice>('system')
  /** Whether the dark colours are on screen; charts redraw when this changes. */
  dark = $state(false)

  #systemDark = window.matchMedia('(prefers-color-scheme: dark)').matches

  /** Reads the choice that main keeps, and follows it and the system from here on. */
  async start(): Promise<void> {
    this.#show()
    host.on('theme-changed', ({ dark }) => {
      this.#systemDark = dark
      void this.#read()
    })
    await this.#read()
  }

  choose(choice: ThemeChoice): void {
    this.choice = choice
    this.#show()
    void host.invoke('theme.set', { theme: choice })
  }

  async #read(): Promise<void> {
    this.choice = await host.invoke('theme.get', null)
    this.#show()
  }

  #show(): void {
    this.dark = this.choice === 'system' ? this.#systemDark : this.choice === 'dark'
    document.documentElement.dataset['theme'] = this.dark ? 'dark' : 'light'
  }
}

export const theme = new Theme()
