import { defaultNumberStyle } from '../../src-engine/contract'
import { fitToJson } from '../../src-engine/fit/fitJson'
import { sentence } from '../../src-engine/report/messages'
import { atomicWrite } from '../files/atomicWrite'
import { fileFailure } from '../files/fileFailure'
import { fitRequest } from './fitRequest'
import { parseCommand, wantsJson, type ModelRequest } from './parseCommand'
import { InputError, usage } from './usage'

export interface Output {
  out(text: string): void
  err(text: string): void
}

/** @returns the exit status: 0, 2 for bad input, 1 for a bug of ours. */
export async function runCommand(args: readonly string[], output: Output): Promise<number> {
  try {
    const command = parseCommand(args)
    if (command.name === 'help') output.out(usage)
    else if (command.name === 'fit') await fit(command.model, command.json, output)
    else await report(command.source, command.out, output)
    return 0
  } catch (error) {
    return failure(error, wantsJson(args), output)
  }
}

async function fit(request: ModelRequest, json: boolean, output: Output): Promise<void> {
  const { fit, table, readMs, warnings } = await fitRequest(request)
  if (json) {
    output.out(`${JSON.stringify(fitToJson(fit, sentence, readMs))}\n`)
    return
  }
  for (const warning of warnings) output.err(`${warning}\n`)
  const { buildReport, toText } = await import('./reportTools')
  const blocks = buildReport(fit, { modelId: 'model', style: defaultNumberStyle, table })
  output.out(toText(blocks.filter(({ kind }) => kind !== 'plot' && kind !== 'equation')))
}

async function report(
  source: ModelRequest | { readonly project: string },
  path: string,
  output: Output,
): Promise<void> {
  const { reportOfModel, reportOfProject } = await import('./reportRequest')
  const { html, warnings } =
    'project' in source ? await reportOfProject(source.project) : await reportOfModel(source, new Date())
  for (const warning of warnings) output.err(`${warning}\n`)
  try {
    await atomicWrite(path, Buffer.from(html))
  } catch (error) {
    throw new InputError('out-not-written', `“${path}” could not be written: ${fileFailure(error).detail}`)
  }
}

function failure(error: unknown, json: boolean, output: Output): number {
  const isInput = error instanceof InputError
  const message = error instanceof Error ? error.message : String(error)
  if (json) {
    const code = isInput ? error.code : 'internal'
    output.out(`${JSON.stringify({ error: { code, message } })}\n`)
  }
  if (isInput) output.err(`henderson: ${message.replaceAll('\n', ' ')}\n`)
  else output.err(`henderson: internal error: ${error instanceof Error ? (error.stack ?? message) : message}\n`)
  return isInput ? 2 : 1
}
