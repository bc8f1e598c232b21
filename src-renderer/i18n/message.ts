/**
 * Messages are whole sentences with named places: `'{count} rows'`. A message that depends on a number has one sentence
 * per plural form; the number is the parameter `n`.
 */
export interface PluralMessage {
  readonly one: string
  readonly other: string
}

export type Message = string | PluralMessage

export type Section = Readonly<Record<string, Message>>

type NamesIn<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never

/** Names of the places in a message. */
export type ParamNames<M extends Message> = M extends string
  ? NamesIn<M>
  : M extends PluralMessage
    ? 'n' | NamesIn<M['one']> | NamesIn<M['other']>
    : never

export type ParamsFor<M extends Message> = Readonly<Record<ParamNames<M>, string | number>>

const pluralRules = new Intl.PluralRules('en')
const counts = new Intl.NumberFormat('en', { maximumFractionDigits: 20 })

/** A count, grouped by thousands. */
export function countText(n: number): string {
  return counts.format(n)
}

/** The sentence with its places filled. Numbers are grouped by thousands. */
export function fill(message: Message, params: Readonly<Partial<Record<string, string | number>>>): string {
  const text =
    typeof message === 'string'
      ? message
      : pluralRules.select(Number(params['n'])) === 'one'
        ? message.one
        : message.other
  return text.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = params[name]
    if (value === undefined) return place
    return typeof value === 'number' ? counts.format(value) : value
  })
}
