import type { Catalogue } from '../catalogue'
import { analyses } from './analyses'
import { conditions } from './conditions'
import { equations, plots } from './figures'
import { imports, notices, typeReasons } from './files'
import { mends, problems, syntax } from './problems'
import { comparison, documentTexts, footnotes, summary, tables } from './tables'
import { count, list } from './words'

export const english: Catalogue = {
  language: 'en',
  count,
  list,
  problems,
  syntax,
  conditions,
  mends,
  imports,
  typeReasons,
  notices,
  summary,
  tables,
  footnotes,
  comparison,
  analyses,
  document: documentTexts,
  plots,
  equations,
}
