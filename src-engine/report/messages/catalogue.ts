import type {
  ConditionParams,
  ImportProblemParams,
  MendParams,
  ProjectNoticeParams,
  SpecProblemParams,
  TypeReasonParams,
} from '../../contract/problemParams'
import type { SyntaxReason } from '../../formula'
import type { ComparisonTexts, DocumentTexts, FootnoteTexts, SummaryTexts, TableTexts } from './tableTexts'
import type { AnalysisTexts } from './analysisTexts'
import type { EquationTexts, PlotTexts } from './figureTexts'

/** A sentence written from its values. */
type Sentences<Params> = { readonly [Code in keyof Params]: (params: Params[Code]) => string }

/** What a reader sees of a finding: a title and whole paragraphs, the last of them saying what to do. */
export interface Finding {
  readonly title: string
  readonly paragraphs: readonly string[]
}

/**
 * Every word that reports, tables, plots and problems show, in one language. Entries are whole sentences or whole labels
 * with typed parameters; nothing outside glues them together. A language that lacks a code does not compile.
 */
export interface Catalogue {
  /** BCP 47 tag, for the `lang` of documents. */
  readonly language: string
  /** A whole number with the language's grouping: `8,525`. */
  readonly count: (value: number) => string
  /** A list of names: `a, b and c`. */
  readonly list: (names: readonly string[]) => string
  readonly problems: Sentences<SpecProblemParams>
  /** `found`: the text at the place; empty at the end of the formula. */
  readonly syntax: Readonly<Record<SyntaxReason, (params: { readonly found: string }) => string>>
  readonly conditions: { readonly [Code in keyof ConditionParams]: (params: ConditionParams[Code]) => Finding }
  readonly mends: Sentences<MendParams>
  readonly imports: Sentences<ImportProblemParams>
  readonly typeReasons: Sentences<TypeReasonParams>
  readonly notices: Sentences<ProjectNoticeParams>
  readonly summary: SummaryTexts
  readonly tables: TableTexts
  readonly footnotes: FootnoteTexts
  readonly comparison: ComparisonTexts
  readonly analyses: AnalysisTexts
  readonly document: DocumentTexts
  readonly plots: PlotTexts
  readonly equations: EquationTexts
}
