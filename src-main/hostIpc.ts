import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import * as v from 'valibot'
import type { HostEvent, HostEventMap } from '../src-engine/contract'
import { channels } from './channels'
import { dispatch, type HostHandlers } from './hostDispatch'
import { applicationOrigin, hasOrigin } from './origins'

export type SendEvent = <E extends HostEvent>(event: E, payload: HostEventMap[E]) => void

/**
 * Listens to the window. A message that does not come from the application's own top frame, that names no method, or
 * whose parameters are not what the method takes is refused before any handler runs.
 */
export function listenToWindow(handlers: HostHandlers, openDropped: (path: string) => Promise<unknown>): void {
  ipcMain.handle(channels.invoke, (event, method: unknown, params: unknown) => {
    refuseStrangers(event)
    return dispatch(handlers, method, params)
  })
  ipcMain.handle(channels.dropped, (event, path: unknown) => {
    refuseStrangers(event)
    return openDropped(v.parse(v.string(), path))
  })
}

function refuseStrangers(event: IpcMainInvokeEvent): void {
  const frame = event.senderFrame
  if (!frame || frame.parent !== null || !hasOrigin(frame.url, applicationOrigin)) {
    throw new Error('Refused: the message does not come from the application.')
  }
}
