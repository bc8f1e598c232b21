/** Words on the blocks of a report: tables, plots, equations, conditions. */
export const blocks = {
  copyTable: 'Copy table',
  copyLatex: 'Copy as LaTeX',
  copyImage: 'Copy as image',
  saveSvg: 'Save as SVG',
  savePng: 'Save as PNG',
  copySvg: 'Copy as SVG',
  showAllRows: (n: number) => `Show all ${n.toLocaleString('en-GB')} rows`,
  showFewerRows: 'Show fewer rows',
  severity: { info: 'Information', warning: 'Warning', error: 'Error' },
}
