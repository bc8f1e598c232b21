import * as v from 'valibot'
import type { HostMethod, HostParams } from '../src-engine/contract'

const bytes = v.instance(Uint8Array)
const token = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))
const fileName = v.pipe(v.string(), v.maxLength(255))
const title = v.pipe(v.string(), v.maxLength(1000))

/** What main accepts from the window, method by method; anything else is refused before a handler sees it. */
export const hostSchemas: { readonly [M in HostMethod]: v.GenericSchema<unknown, HostParams<M>> } = {
  'files.chooseData': v.null(),
  'files.chooseProject': v.null(),
  'files.open': v.strictObject({ token }),
  'files.saveProject': v.strictObject({ token: v.nullable(token), suggestedName: fileName, bytes }),
  'files.saveExport': v.strictObject({
    suggestedName: fileName,
    kind: v.picklist(['pdf', 'html', 'csv', 'svg', 'png']),
    bytes,
  }),
  'files.recent': v.null(),
  'files.clearRecent': v.null(),
  'samples.list': v.null(),
  'samples.read': v.strictObject({ id: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/)) }),
  'pdf.render': v.strictObject({ html: v.string() }),
  'recovery.write': v.strictObject({ name: title, bytes }),
  'recovery.read': v.null(),
  'recovery.clear': v.null(),
  'window.setDocument': v.strictObject({ title, dirty: v.boolean() }),
  'window.confirmDiscard': v.strictObject({ name: title }),
  'window.closeNow': v.null(),
  'theme.get': v.null(),
  'theme.set': v.strictObject({ theme: v.picklist(['system', 'light', 'dark']) }),
  'engine.restart': v.null(),
  'app.info': v.null(),
  'clipboard.writeImage': v.strictObject({ png: bytes }),
  'clipboard.readText': v.null(),
  'clipboard.write': v.strictObject({ text: v.string(), html: v.optional(v.string()) }),
}

export const hostMethodSchema = v.picklist(Object.keys(hostSchemas) as HostMethod[])
