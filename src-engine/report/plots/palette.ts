/** Colours of a plot. Marks hold 3:1 and text 4.5:1 against the background. */
export interface Palette {
  readonly background: string
  /** Titles and axis titles. */
  readonly ink: string
  /** Axis labels. */
  readonly inkMuted: string
  /** Axis lines and ticks. */
  readonly axis: string
  readonly grid: string
  readonly accent: string
  /** Points that stand behind lines. */
  readonly muted: string
  /** Lines of comparison: zero, the normal distribution. */
  readonly reference: string
  readonly band: string
  /** In order of use; told apart with colour-blind eyes (derived from Okabe & Ito 2008). */
  readonly categorical: readonly string[]
}

export const lightPalette: Palette = {
  background: '#ffffff',
  ink: '#1b2024',
  inkMuted: '#545d66',
  axis: '#868f97',
  grid: '#e6e9eb',
  accent: '#0a6670',
  muted: '#7b858e',
  reference: '#545d66',
  band: '#e3e8ea',
  categorical: ['#0a6670', '#c2570c', '#5b4db1', '#8f7a00', '#b3336d', '#3d7a2a', '#4a6fa5', '#6b5a4d'],
}

export const darkPalette: Palette = {
  background: '#181b1f',
  ink: '#e4e8eb',
  inkMuted: '#a0a9b2',
  axis: '#737c85',
  grid: '#2c3137',
  accent: '#5cc3ce',
  muted: '#808a94',
  reference: '#a0a9b2',
  band: '#2a3036',
  categorical: ['#5cc3ce', '#f09a52', '#a99cf0', '#d8c34c', '#ef86b4', '#8cc777', '#8fb3e3', '#b8a797'],
}

/** For paper: no background to print, darker lines. */
export const printPalette: Palette = {
  ...lightPalette,
  ink: '#000000',
  inkMuted: '#333a40',
  axis: '#5a636b',
  grid: '#e2e5e7',
  muted: '#6f7981',
  reference: '#444c53',
}
