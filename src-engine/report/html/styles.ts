/** The page of a report: a statistical journal's tables, system type, A4 with page numbers. */
export const pageStyles = `
@page { size: A4; margin: 20mm 20mm 22mm; @bottom-center { content: counter(page) " / " counter(pages); font: 8pt system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; color: #545d66; } }
@page wide { size: A4 landscape; margin: 20mm 20mm 22mm; @bottom-center { content: counter(page) " / " counter(pages); font: 8pt system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; color: #545d66; } }
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: #fff; color: #16191c; font: 10pt/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; font-variant-numeric: tabular-nums; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
h1, h2, h3, h4 { line-height: 1.25; font-weight: 600; break-after: avoid; break-inside: avoid; overflow-wrap: anywhere; }
h1 { font-size: 19pt; margin: 0 0 3pt; letter-spacing: -0.01em; }
h2 { font-size: 13.5pt; margin: 22pt 0 8pt; padding-bottom: 3pt; border-bottom: 0.75pt solid #c3c9ce; }
h3 { font-size: 11.5pt; margin: 16pt 0 6pt; }
h4 { font-size: 10pt; margin: 12pt 0 4pt; }
p { margin: 0 0 6pt; orphans: 3; widows: 3; overflow-wrap: anywhere; }
header { margin-bottom: 18pt; }
.byline { color: #545d66; margin: 0; }
.formula { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace; font-size: 9pt; background: #f5f6f7; padding: 5pt 8pt; white-space: pre-wrap; }
.note { border-left: 2pt solid #0a6670; padding: 1pt 0 1pt 9pt; margin: 10pt 0; }
.note p:last-child { margin: 0; }
.note p { white-space: pre-line; }
/* A title stands before its table: Chromium 130 leaves a caption behind when the table moves to a turned page. */
.block-title { font-size: 9.5pt; font-weight: 600; text-align: left; }
.block-title { margin: 14pt 0 4pt; break-after: avoid; }

.table { margin: 14pt 0 16pt; }
.table.together { break-inside: avoid; }
.table.wide { page: wide; }
table { border-collapse: collapse; font-size: 9.5pt; line-height: 1.3; border-bottom: 1pt solid #16191c; max-width: 100%; }
.small table { font-size: 8.4pt; }
.tiny table { font-size: 7.4pt; }
.table .block-title { margin: 0 0 4pt; }
thead { display: table-header-group; border-top: 1pt solid #16191c; border-bottom: 0.5pt solid #16191c; }
tbody { border-top: 1pt solid #16191c; }
thead + tbody { border-top: 0; }
tr { break-inside: avoid; }
th, td { padding: 2.5pt 6pt; font-weight: 400; vertical-align: baseline; }
tr > :first-child { padding-left: 1pt; }
tr > :last-child { padding-right: 1pt; }
thead th { font-weight: 500; padding-top: 3.5pt; padding-bottom: 3.5pt; vertical-align: bottom; }
tbody tr:first-child > * { padding-top: 4pt; }
tbody tr:last-child > * { padding-bottom: 4pt; }
.left { text-align: left; overflow-wrap: anywhere; min-width: 4em; }
.right { text-align: right; white-space: nowrap; }
thead .right { white-space: normal; }
.center { text-align: center; }
.indent { padding-left: 12pt !important; }
.part th { text-align: left; font-weight: 600; padding-top: 7pt; break-after: avoid; }
.part { break-after: avoid; }
sup { font-size: 0.72em; line-height: 0; vertical-align: 0.5em; }
.notes { font-size: 8pt; line-height: 1.4; color: #3c444b; margin-top: 4pt; break-before: avoid; max-width: 150mm; }
.notes p { margin: 0 0 1pt; }

.condition { border: 0.75pt solid #c3c9ce; border-left-width: 3pt; padding: 6pt 9pt; margin: 10pt 0; break-inside: avoid; }
.condition.info { border-left-color: #2c5c9c; }
.condition.warning { border-left-color: #b27a16; }
.condition.error { border-left-color: #a8281f; }
.condition .title { font-weight: 600; margin: 0 0 3pt; }
.condition .severity { font-weight: 400; color: #545d66; }
.condition p { font-size: 9.5pt; margin: 0 0 4pt; }
.condition ul { margin: 0; padding: 0 0 0 14pt; font-size: 9.5pt; }
.condition code { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace; font-size: 8.5pt; overflow-wrap: anywhere; }

figure { margin: 0; }
.plot { margin: 14pt 0 16pt; break-inside: avoid; }
figure svg { display: block; width: 100%; height: auto; max-height: 228mm; }
.plot .block-title { margin: 0 0 5pt; }
.description { font-size: 8pt; line-height: 1.4; color: #3c444b; margin: 4pt 0 0; max-width: 150mm; }
.equations { margin: 14pt 0; }
figure.equation { margin: 0 0 7pt; break-inside: avoid; }
.equation figcaption { font-weight: 400; font-size: 8.5pt; color: #3c444b; margin: 0; }
.equation .katex-display { margin: 3pt 0 4pt; text-align: left; overflow-x: auto; overflow-y: hidden; padding: 2pt 0; }
.equation .katex-display > .katex { text-align: left; font-size: 10.5pt; }
.equation .katex-display > .katex > .katex-html { margin-left: 0; }
`

/** On screen the page stands in the middle of the window; wide tables scroll. */
export const screenStyles = `
@media screen {
  body { background: #eceef0; }
  main { max-width: 800px; margin: 24px auto; padding: 48px 56px; background: #fff; box-shadow: 0 1px 4px #0002; }
  .scroll { overflow-x: auto; }
  footer { margin-top: 24pt; font-size: 8pt; color: #545d66; }
  .wide table { max-width: none; }
}
@media print { footer { display: none; } }
@media screen and (max-width: 700px) { main { margin: 0; padding: 20px 16px; } }
`
