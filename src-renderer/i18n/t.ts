import { analyses } from './en/analyses'
import { blocks } from './en/blocks'
import { data } from './en/data'
import { model } from './en/model'
import { report } from './en/report'
import { shell } from './en/shell'
import { steps } from './en/steps'
import { fill, type Message, type ParamNames, type ParamsFor } from './message'

const english = { shell, data, model, analyses, report, blocks, steps }

type Catalogue = typeof english
type SectionName = keyof Catalogue

/** `section.key` of every message. */
export type MessageKey = {
  [S in SectionName]: `${S}.${Extract<keyof Catalogue[S], string>}`
}[SectionName]

type MessageAt<K extends MessageKey> = K extends `${infer S}.${infer Name}`
  ? S extends SectionName
    ? Name extends keyof Catalogue[S]
      ? Extract<Catalogue[S][Name], Message>
      : never
    : never
  : never

type Arguments<K extends MessageKey> = [ParamNames<MessageAt<K>>] extends [never]
  ? []
  : [params: ParamsFor<MessageAt<K>>]

const flat = new Map<string, Message>(
  Object.entries(english).flatMap(([section, messages]) =>
    Object.entries<Message>(messages).map(([name, message]): [string, Message] => [`${section}.${name}`, message]),
  ),
)

/** The sentence of a key, with its parameters. Both are checked at compile time. */
export function t<K extends MessageKey>(key: K, ...args: Arguments<K>): string {
  return fill(flat.get(key) ?? key, args[0] ?? {})
}

/** A message kept as a value, for names of undo steps and notices that are shown later. */
export interface Phrase {
  readonly key: MessageKey
  readonly params: Readonly<Record<string, string | number>>
}

export function phrase<K extends MessageKey>(key: K, ...args: Arguments<K>): Phrase {
  return { key, params: args[0] ?? {} }
}

export function sayPhrase({ key, params }: Phrase): string {
  return fill(flat.get(key) ?? key, params)
}
