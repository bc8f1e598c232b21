import * as v from 'valibot'
import type { HostMethod, HostParams, HostResult } from '../src-engine/contract'
import { hostMethodSchema, hostSchemas } from './hostSchemas'
import { logProblem } from './log'

export type HostHandlers = {
  readonly [M in HostMethod]: (params: HostParams<M>) => HostResult<M> | Promise<HostResult<M>>
}

/** @throws for an unknown method, for wrong parameters, and whatever the handler throws. */
export async function dispatch(handlers: HostHandlers, method: unknown, params: unknown): Promise<unknown> {
  const known = v.safeParse(hostMethodSchema, method)
  if (!known.success) throw new Error('Refused: there is no such method.')
  return call(handlers, known.output, params)
}

async function call<M extends HostMethod>(handlers: HostHandlers, method: M, params: unknown): Promise<HostResult<M>> {
  const parsed = v.safeParse(hostSchemas[method], params)
  if (!parsed.success) throw new Error(`Refused: the parameters of ${method} are not valid.`)
  try {
    return await handlers[method](parsed.output)
  } catch (error) {
    logProblem(`${method} failed`, error)
    throw error
  }
}
