import katex from 'katex'
import type { EquationBlock } from '../../contract/reportBlocks'
import { escapeHtml } from './escape'

/** Equations as typeset mathematics in vector type; LaTeX that cannot be typeset is shown as it is. */
export function equationHtml({ title, lines }: EquationBlock): string {
  const displays = lines.map(({ latex, caption }) => {
    const label = caption === undefined ? '' : `<figcaption>${escapeHtml(caption)}</figcaption>`
    return `<figure class="equation">${label}<div role="math" aria-label="${escapeHtml(latex)}">${typeset(latex)}</div></figure>`
  })
  return `<section class="equations"><p class="block-title">${escapeHtml(title)}</p>${displays.join('')}</section>`
}

function typeset(latex: string): string {
  try {
    return katex.renderToString(latex, {
      displayMode: true,
      output: 'html',
      throwOnError: true,
      strict: false,
      trust: false,
      maxExpand: 1000,
    })
  } catch {
    return `<code>${escapeHtml(latex)}</code>`
  }
}
