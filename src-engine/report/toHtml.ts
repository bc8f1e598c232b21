import type { ConditionBlock, PlotBlock, ReportBlock, ReportDocument, TextBlock } from '../contract/reportBlocks'
import { equationHtml } from './html/equations'
import { escapeHtml } from './html/escape'
import { mathStyles } from './html/mathFonts'
import { pageStyles, screenStyles } from './html/styles'
import { tableHtml } from './html/tables'
import { english, type Catalogue } from './messages'
import { plotSvg, printPalette } from './plots'

/** Nothing may run and nothing may be fetched: styles are inside, fonts and pictures are data. */
const contentPolicy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"

/**
 * A report as one page that needs nothing beside itself. `print` is laid out for A4; `screen` also for reading in a
 * browser. Charts are vector graphics, equations are type, and no text of the analyst is taken for markup.
 */
export function toHtml(report: ReportDocument, theme: 'print' | 'screen', texts: Catalogue = english): string {
  const counts = { table: 0, figure: 0 }
  const body = report.blocks.map((block) => blockHtml(block, counts, texts)).join('\n')
  const title = report.title.trim() === '' ? texts.document.untitled : report.title
  const byline = [report.author, texts.document.date(report.date)].filter((part) => part.trim() !== '').join(' · ')
  const styles = pageStyles + (theme === 'screen' ? screenStyles : '') + mathStyles(body)
  return `<!doctype html>
<html lang="${escapeHtml(report.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(contentPolicy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Henderson">
${report.author.trim() === '' ? '' : `<meta name="author" content="${escapeHtml(report.author)}">\n`}<title>${escapeHtml(title)}</title>
<style>${styles}</style>
</head>
<body>
<main>
<header>
<h1>${escapeHtml(title)}</h1>
${byline === '' ? '' : `<p class="byline">${escapeHtml(byline)}</p>\n`}</header>
${body}
${theme === 'screen' ? `<footer>${escapeHtml(texts.document.madeWith)}</footer>\n` : ''}</main>
</body>
</html>
`
}

interface Counts {
  table: number
  figure: number
}

function blockHtml(block: ReportBlock, counts: Counts, texts: Catalogue): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level + 1}>${escapeHtml(block.text)}</h${block.level + 1}>`
    case 'text':
      return textHtml(block)
    case 'table':
      return tableHtml(block, ++counts.table, texts)
    case 'condition':
      return conditionHtml(block, texts)
    case 'equation':
      return equationHtml(block)
    case 'plot':
      return plotHtml(block, ++counts.figure, texts)
  }
}

function textHtml({ role, paragraphs }: TextBlock): string {
  const inner = paragraphs.map((paragraph) =>
    role === 'formula' ? `<p class="formula">${escapeHtml(paragraph)}</p>` : `<p>${escapeHtml(paragraph)}</p>`,
  )
  return role === 'note' ? `<div class="note">${inner.join('')}</div>` : inner.join('\n')
}

function conditionHtml({ severity, title, paragraphs, mends }: ConditionBlock, texts: Catalogue): string {
  const items = mends.map(({ label, formula }) =>
    formula === undefined
      ? `<li>${escapeHtml(label)}</li>`
      : `<li>${escapeHtml(label)}: <code>${escapeHtml(formula)}</code></li>`,
  )
  return (
    `<section class="condition ${severity}">` +
    `<p class="title"><span class="severity">${escapeHtml(texts.document.severity[severity])}:</span> ${escapeHtml(title)}</p>` +
    paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join('') +
    (items.length > 0 ? `<ul>${items.join('')}</ul>` : '') +
    '</section>'
  )
}

function plotHtml(block: PlotBlock, position: number, texts: Catalogue): string {
  const caption = texts.document.figureNumber({ position, title: block.title })
  const label = `${block.title}. ${block.description}`
  return (
    `<div class="plot"><p class="block-title">${escapeHtml(caption)}</p>` +
    `<figure role="img" aria-label="${escapeHtml(label)}">${plotSvg(block, printPalette)}</figure>` +
    `<p class="description">${escapeHtml(block.description)}</p></div>`
  )
}
