import type { DataTable, FitResult } from '../../src-engine/contract'
import { fitModel } from '../../src-engine/fit/fitModel'
import { sentence } from '../../src-engine/report/messages'
import type { ModelRequest } from './parseCommand'
import { readTable } from './readTable'
import { InputError } from './usage'

export interface Fitted {
  readonly fit: FitResult
  readonly table: DataTable
  readonly readMs: number
  readonly warnings: readonly string[]
}

/** Reads the data and fits the model. @throws InputError with every reason why the model cannot be fitted. */
export async function fitRequest({ data, factors, spec }: ModelRequest): Promise<Fitted> {
  const { table, readMs, warnings } = await readTable(data, factors)
  const outcome = await fitModel(spec, table)
  if (outcome.status === 'refused') {
    const code = outcome.problems.at(0)?.code ?? 'refused'
    throw new InputError(code, outcome.problems.map((problem) => sentence(problem)).join(' '))
  }
  return { fit: outcome.fit, table, readMs, warnings }
}
