const escapes: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
}

/** A name in upright type, whatever characters it holds; control characters become spaces. */
export function latexText(name: string): string {
  const clean = name.replace(/\p{Cc}/gu, ' ')
  return `\\text{${clean.replace(/[\\{}$&#%_^~]/g, (character) => escapes[character])}}`
}

/** A symbol with an index; nothing for an empty index. */
export function indexed(symbol: string, index: string): string {
  return index === '' ? symbol : `${symbol}_{${index}}`
}

/** Digits side by side, `10` and above separated by commas: `00`, `1{,}12`. */
export function digitIndex(digits: readonly number[]): string {
  return digits.some((digit) => digit > 9) ? digits.join('{,}') : digits.join('')
}

const commandWidths: readonly (readonly [RegExp, string])[] = [
  [/\\text\{((?:[^{}\\]|\\.|\\text\w+\{\})*)\}/g, '$1'],
  [/\\text(?:backslash|asciicircum|asciitilde)\{\}/g, 'x'],
  [/\\(?:left|right|,|;|quad|!)/g, ''],
  [/_\{([^{}]*)\}/g, '$1'],
  [/\\[a-zA-Z]+/g, 'x'],
  [/[{}\\&]/g, ''],
]

/** About how many characters wide a formula is once typeset; indices count half. */
export function latexWidth(latex: string): number {
  const indices = [...latex.matchAll(/_\{([^{}]*)\}/g)].reduce((sum, [, index]) => sum + index.length, 0)
  let plain = latex
  for (const [pattern, replacement] of commandWidths) plain = plain.replace(pattern, replacement)
  return plain.replace(/\s+/g, ' ').trim().length - indices / 2
}

/** Widest line of a display that an upright page holds. */
const lineWidth = 78

/** One side of an equation as summands, each with its sign. */
export interface Summand {
  readonly sign: '+' | '-'
  readonly latex: string
}

/** `left = a + b + …` as rows of an aligned display, broken before a sign where a line is full. */
export function brokenEquation(left: string, relation: string, summands: readonly Summand[]): string[] {
  const first = `${left} &${relation} `
  const indent = Math.min(latexWidth(left) + 3, lineWidth / 2)
  const rows: string[] = []
  let row = first
  let width = indent
  summands.forEach(({ sign, latex }, i) => {
    const piece = i === 0 ? (sign === '-' ? `-${latex}` : latex) : `${sign} ${latex}`
    const pieceWidth = latexWidth(piece) + 1
    if (i > 0 && width + pieceWidth > lineWidth) {
      rows.push(row.trimEnd())
      row = '&\\quad '
      width = indent + 2
    }
    row += `${piece} `
    width += pieceWidth
  })
  return [...rows, row.trimEnd()]
}

export function aligned(rows: readonly string[]): string {
  return `\\begin{aligned}\n${rows.join(' \\\\\n')}\n\\end{aligned}`
}

export function matrix(rows: readonly (readonly string[])[]): string {
  return `\\begin{pmatrix} ${rows.map((row) => row.join(' & ')).join(' \\\\ ')} \\end{pmatrix}`
}
