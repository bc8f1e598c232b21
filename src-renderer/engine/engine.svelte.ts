import { enginePortMessage } from '../../src-engine/contract'
import { notices } from '../components/notices.svelte'
import { project } from '../document/project'
import { host } from '../host/host'
import { t } from '../i18n/t'
import { EngineClient } from './client'

/** The engine of this window. `engine.request('model.fit', …)`. */
export const engine = new EngineClient({
  tables: () => project.document.tables.map((entry) => entry.table),
  restart: () => void host.invoke('engine.restart', null),
})

/** Whether an engine is there to answer; requests made before wait for it. */
export const engineState = $state({ connected: false })

/** Takes up ports as main brokers them and tells of restarts. Call once, before anything is mounted. */
export function connectEngine(): void {
  project.subscribe(() => engine.tablesChanged())
  window.addEventListener('message', (event) => {
    const port = event.ports.at(0)
    if (event.source !== window || event.data !== enginePortMessage || port === undefined) return
    engine.attach(port)
    engineState.connected = true
  })
  host.on('engine-died', ({ reason }) => {
    engineState.connected = false
    const nGivenUp = engine.died(reason)
    if (nGivenUp > 0) notices.show(t('shell.engineGaveUp'), { severity: 'error' })
    else
      notices.show(reason === 'unresponsive' ? t('shell.engineKilled') : t('shell.engineDied'), { severity: 'warning' })
  })
}
