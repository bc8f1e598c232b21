export { darkPalette, lightPalette, printPalette, type Palette } from './palette'
export { plotOption, type PlotOptions } from './plotOption'
export { plotSvg, reportSize, type PlotSize } from './plotSvg'
