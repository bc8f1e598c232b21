import ams from 'katex/dist/fonts/KaTeX_AMS-Regular.woff2?inline'
import caligraphic from 'katex/dist/fonts/KaTeX_Caligraphic-Regular.woff2?inline'
import mainBold from 'katex/dist/fonts/KaTeX_Main-Bold.woff2?inline'
import mainItalic from 'katex/dist/fonts/KaTeX_Main-Italic.woff2?inline'
import mainRegular from 'katex/dist/fonts/KaTeX_Main-Regular.woff2?inline'
import mathItalic from 'katex/dist/fonts/KaTeX_Math-Italic.woff2?inline'
import size1 from 'katex/dist/fonts/KaTeX_Size1-Regular.woff2?inline'
import size2 from 'katex/dist/fonts/KaTeX_Size2-Regular.woff2?inline'
import size3 from 'katex/dist/fonts/KaTeX_Size3-Regular.woff2?inline'
import size4 from 'katex/dist/fonts/KaTeX_Size4-Regular.woff2?inline'
import stylesheet from 'katex/dist/katex.min.css?raw'

interface MathFont {
  readonly family: string
  readonly style: 'normal' | 'italic'
  readonly weight: 400 | 700
  readonly source: string
  /** What in typeset mathematics calls for it. */
  readonly usedBy: RegExp
}

const fonts: readonly MathFont[] = [
  { family: 'KaTeX_Main', style: 'normal', weight: 400, source: mainRegular, usedBy: /class="katex/ },
  { family: 'KaTeX_Math', style: 'italic', weight: 400, source: mathItalic, usedBy: /mathnormal/ },
  { family: 'KaTeX_Main', style: 'normal', weight: 700, source: mainBold, usedBy: /mathbf|textbf|boldsymbol/ },
  { family: 'KaTeX_Main', style: 'italic', weight: 400, source: mainItalic, usedBy: /mathit|textit/ },
  { family: 'KaTeX_AMS', style: 'normal', weight: 400, source: ams, usedBy: /amsrm|mathbb|textbb/ },
  { family: 'KaTeX_Caligraphic', style: 'normal', weight: 400, source: caligraphic, usedBy: /mathcal/ },
  { family: 'KaTeX_Size1', style: 'normal', weight: 400, source: size1, usedBy: /size1|small-op/ },
  { family: 'KaTeX_Size2', style: 'normal', weight: 400, source: size2, usedBy: /size2|large-op/ },
  { family: 'KaTeX_Size3', style: 'normal', weight: 400, source: size3, usedBy: /size3/ },
  { family: 'KaTeX_Size4', style: 'normal', weight: 400, source: size4, usedBy: /size4/ },
]

const rules = stylesheet.replace(/@font-face\{[^}]*\}/g, '')

/** Styles and the fonts that this typeset mathematics needs, inside; empty where there is none. */
export function mathStyles(typeset: string): string {
  if (!typeset.includes('class="katex')) return ''
  const faces = fonts
    .filter(({ usedBy }) => usedBy.test(typeset))
    .map(
      ({ family, style, weight, source }) =>
        `@font-face{font-family:${family};font-style:${style};font-weight:${weight};src:url(${source}) format("woff2")}`,
    )
  return faces.join('') + rules
}
