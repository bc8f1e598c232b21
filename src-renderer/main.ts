import { mount } from 'svelte'
import App from './App.svelte'
import { notices } from './components/notices.svelte'
import { connectEngine } from './engine/engine.svelte'
import { t } from './i18n/t'
import './styles/tokens.css'
import './styles/base.css'
import { theme } from './styles/theme.svelte'

function tellOf(problem: unknown): void {
  const detail = problem instanceof Error ? problem.message : String(problem)
  notices.show(t('shell.unexpected', { detail }), { severity: 'error' })
}

window.addEventListener('error', (event) => tellOf(event.error ?? event.message))
window.addEventListener('unhandledrejection', (event) => tellOf(event.reason))

connectEngine()
void theme.start()

const target = document.getElementById('app')
if (target === null) throw new Error('the page has no #app')
mount(App, { target })
