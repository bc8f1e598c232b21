/** Words on the blocks of a report: tables, plots, equations, conditions. */
export const blocks = {
  copyTable: 'Copy the table (Ctrl+C)',
  copyLatex: 'Copy as LaTeX',
  copyImage: 'Copy as an image',
  copySvg: 'Copy as SVG text',
  saveSvg: 'Save as SVG…',
  savePng: 'Save as PNG…',
  showAllRows: { one: 'Show the {n} row', other: 'Show all {n} rows' },
  showFewerRows: 'Show fewer rows',
  plotFile: 'plot',
  info: 'Information',
  warning: 'Warning',
  error: 'Error',
} as const
