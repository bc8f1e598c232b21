/**
 * A report is a list of typed blocks. The engine builds them from fits; the window, the PDF, the HTML and the
 * command line all show the same blocks, so no number is formatted twice.
 */

export interface Cell {
  /** As shown: rounded, true minus sign, locale-independent. */
  readonly text: string
  /** As computed, for copying and sorting; absent for headings and empty cells. */
  readonly value?: number | string
  /** Indices into the table's footnotes. */
  readonly notes?: readonly number[]
}

export interface TableColumn {
  readonly id: string
  readonly title: string
  readonly align: 'left' | 'right' | 'center'
}

export interface TableRow {
  readonly cells: readonly Cell[]
  /** 0: a row; 1: indented under the row above. */
  readonly indent?: number
  /** A heading that spans the table, the only cell being its text. */
  readonly heading?: boolean
}

interface BlockBase {
  /** Unique in a report; made of the model's id and the block's name, stable over refits. */
  readonly id: string
}

export interface HeadingBlock extends BlockBase {
  readonly kind: 'heading'
  readonly level: 1 | 2 | 3
  readonly text: string
}

export interface TextBlock extends BlockBase {
  readonly kind: 'text'
  /** Paragraphs. */
  readonly paragraphs: readonly string[]
  /** `note`: the analyst's own words. */
  readonly role: 'text' | 'note' | 'formula'
}

export interface TableBlock extends BlockBase {
  readonly kind: 'table'
  readonly title: string
  readonly columns: readonly TableColumn[]
  readonly rows: readonly TableRow[]
  readonly footnotes: readonly string[]
}

/** A mend that one click makes: `label` is its sentence, the rest is the `Mend` it comes from. */
export interface ConditionMend {
  readonly label: string
  readonly formula?: string
  readonly code: string
  readonly params?: Readonly<Record<string, string | number>>
}

export interface ConditionBlock extends BlockBase {
  readonly kind: 'condition'
  readonly severity: 'info' | 'warning' | 'error'
  readonly title: string
  readonly paragraphs: readonly string[]
  readonly mends: readonly ConditionMend[]
}

export interface EquationBlock extends BlockBase {
  readonly kind: 'equation'
  readonly title: string
  /** One aligned display per entry, LaTeX as KaTeX reads it. */
  readonly lines: readonly { readonly latex: string; readonly caption?: string }[]
}

/**
 * Points with optional per-point label, group and table row. On a category axis, coordinates index `categories`.
 * A NaN breaks a line. Of a `band`, what lies between `lower` and `upper` is
 * shaded. Of a `box`, the array along the value
 * axis holds five numbers per box (lower whisker, lower quartile, median, upper quartile, upper whisker), the other one
 * position per box.
 */
export interface PlotSeries {
  readonly name: string
  readonly mark: 'points' | 'line' | 'interval' | 'band' | 'bars' | 'box'
  readonly x: Float64Array
  readonly y: Float64Array
  /** Intervals along y (or x for horizontal plots). */
  readonly lower?: Float64Array
  readonly upper?: Float64Array
  /** Table row of each point, for finding the data behind it. */
  readonly rows?: Int32Array
  readonly labels?: readonly string[]
  /** `accent`, `muted`, `reference`, or an index into the categorical palette. */
  readonly tone: 'accent' | 'muted' | 'reference' | number
}

export interface PlotAxis {
  readonly title: string
  readonly scale: 'linear' | 'log' | 'category'
  /** For category axes, in order. */
  readonly categories?: readonly string[]
}

export interface PlotPanel {
  readonly title?: string
  readonly series: readonly PlotSeries[]
}

export interface PlotBlock extends BlockBase {
  readonly kind: 'plot'
  readonly title: string
  /** What a reader who cannot see the plot should know. */
  readonly description: string
  readonly x: PlotAxis
  readonly y: PlotAxis
  /** One, or several side by side with shared axes. */
  readonly panels: readonly PlotPanel[]
  /** Axes that each panel scales by itself; all are shared when absent. */
  readonly free?: 'x' | 'y' | 'both'
  readonly legend: boolean
  /** width / height of the whole. */
  readonly aspect: number
}

export type ReportBlock = HeadingBlock | TextBlock | TableBlock | ConditionBlock | EquationBlock | PlotBlock

/** How numbers are shown; the data are never rounded. */
export interface NumberStyle {
  /** Significant figures where no decimals are set. */
  readonly significant: number
  /** Decimals by column id (`estimate`, `stdError`, `pValue` …). */
  readonly decimals: Readonly<Record<string, number>>
}

export const defaultNumberStyle: NumberStyle = { significant: 3, decimals: {} }

export interface ReportDocument {
  readonly title: string
  readonly author: string
  /** ISO 8601 date shown under the title. */
  readonly date: string
  readonly language: 'en'
  readonly blocks: readonly ReportBlock[]
}
