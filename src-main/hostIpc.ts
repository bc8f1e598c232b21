import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import * as v from 'valibot'
import type { HostEvent, HostEventMap, HostMap, HostMethod, HostParams, HostResult } from '../src-engine/contract'
import { channels } from './channels'
import { hostMethodSchema, hostSchemas } from './hostSchemas'
import { logProblem } from './log'
import { applicationOrigin, hasOrigin } from './origins'

export type HostHandlers = {
  readonly [M in HostMethod]: (params: HostParams<M>) => HostResult<M> | Promise<HostResult<M>>
}

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

/** @throws for an unknown method, for wrong parameters, and whatever the handler throws. */
export async function dispatch(handlers: HostHandlers, method: unknown, params: unknown): Promise<unknown> {
  const known = v.safeParse(hostMethodSchema, method)
  if (!known.success) throw new Error('Refused: there is no such method.')
  return call(handlers, known.output, params)
}

async function call<M extends HostMethod>(
  handlers: HostHandlers,
  method: M,
  params: unknown,
): Promise<HostMap[M]['result']> {
  const parsed = v.safeParse(hostSchemas[method], params)
  if (!parsed.success) throw new Error(`Refused: the parameters of ${method} are not valid.`)
  try {
    return await handlers[method](parsed.output)
  } catch (error) {
    logProblem(`${method} failed`, error)
    throw error
  }
}

function refuseStrangers(event: IpcMainInvokeEvent): void {
  const frame = event.senderFrame
  if (!frame || frame.parent !== null || !hasOrigin(frame.url, applicationOrigin)) {
    throw new Error('Refused: the message does not come from the application.')
  }
}
