import { contextBridge, ipcRenderer, webUtils } from 'electron'
import {
  enginePortMessage,
  type HendersonBridge,
  type HostEvent,
  type HostFailure,
  type OpenedFile,
} from '../src-engine/contract/hostMap'
import { channels } from './channels'

type Listener = (payload: unknown) => void

const listeners = new Map<string, Set<Listener>>()
const waiting: { event: string; payload: unknown }[] = []

/** Events that come before the page listens are kept for it. */
ipcRenderer.on(channels.event, (_ipc, event: HostEvent, payload: unknown) => {
  const heard = listeners.get(event)
  if (!heard || heard.size === 0) waiting.push({ event, payload })
  else for (const listener of heard) listener(payload)
})

ipcRenderer.on(channels.enginePort, (ipc) => {
  window.postMessage(enginePortMessage, window.location.origin, ipc.ports)
})

const bridge: HendersonBridge = {
  invoke: (method, params) => ipcRenderer.invoke(channels.invoke, method, params),
  on(event, listener) {
    const heard = listeners.get(event) ?? new Set<Listener>()
    listeners.set(event, heard)
    const wrapped = (payload: unknown): void => {
      ;(listener as Listener)(payload)
    }
    heard.add(wrapped)
    for (const early of waiting.filter((entry) => entry.event === event)) {
      waiting.splice(waiting.indexOf(early), 1)
      wrapped(early.payload)
    }
    return () => {
      heard.delete(wrapped)
    }
  },
  openDropped(file) {
    const path = file instanceof File ? webUtils.getPathForFile(file) : ''
    return ipcRenderer.invoke(channels.dropped, path) as Promise<OpenedFile | HostFailure>
  },
}

contextBridge.exposeInMainWorld('henderson', bridge)
