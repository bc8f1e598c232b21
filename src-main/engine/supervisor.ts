import { MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron'
import type { HostEventMap } from '../../src-engine/contract'
import { logProblem } from '../log'

export interface SupervisorEvents {
  died(news: HostEventMap['engine-died']): void
  started(news: HostEventMap['engine-started']): void
  /** Where the window's end of a fresh channel goes; false when no window can take it yet. */
  deliver(port: MessagePortMain): void
}

const quickDeathMs = 5000
const longestPauseMs = 10_000

/** Keeps one engine process running, and connects the window to it. The engine holds nothing that cannot be sent again. */
export class EngineSupervisor {
  readonly #entry: string
  readonly #events: SupervisorEvents
  #child: UtilityProcess | null = null
  #startedAt = 0
  #quickDeaths = 0
  #unresponsive = false
  #wanted = false
  #windowReady = false

  constructor(entry: string, events: SupervisorEvents) {
    this.#entry = entry
    this.#events = events
  }

  start(): void {
    this.#wanted = true
    const child = utilityProcess.fork(this.#entry, [], { serviceName: 'Henderson engine', stdio: 'inherit' })
    this.#child = child
    this.#startedAt = Date.now()
    child.once('spawn', () => {
      if (child.pid !== undefined) this.#events.started({ pid: child.pid })
    })
    child.once('exit', (code) => this.#onExit(child, code))
    if (this.#windowReady) this.#connect()
  }

  /** The window has loaded (again): it gets a channel of its own. */
  windowReady(): void {
    this.#windowReady = true
    this.#connect()
  }

  windowGone(): void {
    this.#windowReady = false
  }

  /** Ends an engine that does not answer; another is started. */
  restart(): void {
    const child = this.#child
    if (!child) return
    this.#unresponsive = true
    kill(child)
  }

  stop(): void {
    this.#wanted = false
    if (this.#child) kill(this.#child)
  }

  #connect(): void {
    if (!this.#child) return
    const { port1, port2 } = new MessageChannelMain()
    this.#child.postMessage(null, [port1])
    this.#events.deliver(port2)
  }

  #onExit(child: UtilityProcess, code: number): void {
    if (this.#child !== child) return
    this.#child = null
    if (!this.#wanted) return
    const reason = this.#unresponsive ? 'unresponsive' : isSignal(code) ? 'killed' : 'crashed'
    this.#unresponsive = false
    logProblem(`the engine process ended (${reason}, exit code ${code}) and is started again`)
    this.#events.died({ reason, exitCode: code })
    const quick = reason === 'crashed' && Date.now() - this.#startedAt < quickDeathMs
    this.#quickDeaths = quick ? this.#quickDeaths + 1 : 0
    const pauseMs = quick ? Math.min(longestPauseMs, 100 * 2 ** this.#quickDeaths) : 0
    setTimeout(() => {
      if (this.#wanted && !this.#child) this.start()
    }, pauseMs)
  }
}

/** Ended from outside rather than failed by itself: by a signal, or by a request to end, which shows as 0. */
function isSignal(code: number): boolean {
  const low = code & 0x7f
  return process.platform !== 'win32' && (code === 0 || low === 9 || low === 15)
}

/** At once: a busy loop would not get to a polite request, and the engine holds nothing that needs closing. */
function kill(child: UtilityProcess): void {
  if (child.pid === undefined || process.platform === 'win32') {
    child.kill()
    return
  }
  try {
    process.kill(child.pid, 'SIGKILL')
  } catch (error) {
    logProblem('the engine process had ended already', error)
  }
}
