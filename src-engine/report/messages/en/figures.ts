import type { Catalogue } from '../catalogue'
import { count, counted, effect, familyName, list } from './words'

export const plots: Catalogue['plots'] = {
  fitted: 'Fitted value',
  residual: 'Residual',
  pearsonResidual: 'Pearson residual',
  scaledResidual: 'Standardised residual',
  rootScaledResidual: '√|Standardised residual|',
  normalQuantile: 'Normal quantile',
  sampleQuantile: 'Sample quantile',
  conditionalMode: 'Conditional mode',
  row: 'Row',
  points: 'Observations',
  smooth: 'Smooth',
  zero: 'Zero',
  referenceLine: 'Normal distribution',
  band: (level) => `${level} band`,
  interval: (level) => `${level} interval`,
  observations: 'Observations',
  groupLine: (group) => `Line of ${group}`,
  groupLines: (group) => `Lines by ${group}`,
  commonLine: 'Common line',
  outliers: 'Far from the box',
  effect: (term) => (term === '(Intercept)' ? 'Intercept' : term),
  thinned: ({ drawn, all }) => `${count(drawn)} of ${count(all)} points are drawn, evenly chosen.`,
  linesThinned: ({ drawn, all }) => `${count(drawn)} of ${count(all)} lines are drawn, evenly chosen.`,
  residualsFitted: {
    title: 'Residuals against fitted values',
    description: ({ nObs, low, high, smoothLow, smoothHigh }) =>
      `Residuals of ${counted(nObs, 'observation', 'observations')} against their fitted values. Residuals run from ${low} to ${high}; the smooth line runs from ${smoothLow} to ${smoothHigh} and would lie at zero if the model left no trend.`,
  },
  qqResiduals: {
    title: 'Normal quantiles of the residuals',
    description: ({ nObs, outside, level }) =>
      `Standardised residuals of ${counted(nObs, 'observation', 'observations')} against quantiles of the normal distribution. ${outside === 0 ? `All lie within the ${level} band.` : `${counted(outside, 'point lies', 'points lie')} outside the ${level} band, which holds for each point by itself.`}`,
  },
  qqRandom: {
    title: (group) => `Normal quantiles of the random effects of ${group}`,
    description: ({ group, nLevels, outside, level }) =>
      `Conditional modes of the ${counted(nLevels, 'level', 'levels')} of ${group} against quantiles of the normal distribution. ${outside === 0 ? `All lie within the ${level} band.` : `${counted(outside, 'point lies', 'points lie')} outside the ${level} band, which holds for each point by itself.`}`,
  },
  scaleLocation: {
    title: 'Spread against fitted values',
    description: ({ nObs, smoothLow, smoothHigh }) =>
      `Square root of the absolute standardised residuals of ${counted(nObs, 'observation', 'observations')} against fitted values. The smooth line runs from ${smoothLow} to ${smoothHigh}; it would be level if the spread were the same everywhere.`,
  },
  residualsByGroup: {
    title: (group) => `Residuals by ${group}`,
    description: ({ group, nLevels, lowest, highest, boxes }) =>
      boxes
        ? `Box plots of the residuals in each of the ${counted(nLevels, 'level', 'levels')} of ${group}, ordered by their median, from ${lowest} to ${highest}.`
        : `Residuals in each of the ${counted(nLevels, 'level', 'levels')} of ${group}, levels ordered by their median residual, from ${lowest} to ${highest}.`,
    descriptionPart: ({ shown, nLevels }) =>
      `${count(shown)} of ${count(nLevels)} levels are drawn, evenly chosen in that order.`,
  },
  caterpillar: {
    title: (group) => `Conditional modes of ${group}`,
    description: ({ group, nLevels, level, effect: term, lowest, highest, nApart }) =>
      `Conditional modes of the ${counted(nLevels, 'level', 'levels')} of ${group} with ${level} intervals, ordered by ${effect(term)}, from ${lowest} to ${highest}. The intervals of ${counted(nApart, 'level', 'levels')} do not reach zero.`,
  },
  dataLines: {
    title: ({ outcome, x }) => `${outcome} against ${x}`,
    description: ({ outcome, x, group, nGroups, nObs, facets }) => {
      const points = `${outcome} against ${x}, ${counted(nObs, 'observation', 'observations')}`
      if (group === null) return `${points}, with the fitted line.`
      return facets
        ? `${points}, one panel for each of the ${counted(nGroups, 'level', 'levels')} of ${group}, with the line fitted to that level and the common line.`
        : `${points}, with a line for each of the ${counted(nGroups, 'level', 'levels')} of ${group} and the common line.`
    },
    byGroup: ({ outcome, group, nGroups, nObs }) =>
      `${outcome} of ${counted(nObs, 'observation', 'observations')} in each of the ${counted(nGroups, 'level', 'levels')} of ${group}, with the mean fitted value of each level and the common mean.`,
    otherVariables: 'Fitted values also depend on other variables; the lines summarise them as straight lines.',
  },
}

export const equations: Catalogue['equations'] = {
  title: 'Equations',
  combined: ({ indices }) => {
    const meanings = indices.map(({ letter, group }) =>
      group === null ? `${letter} counts observations` : `${letter} counts levels of ${group}`,
    )
    return `Combined form, where ${list(meanings)}`
  },
  levelOne: 'Level 1, observations',
  levelAbove: ({ level, groups }) => `Level ${level}, ${list(groups)}`,
  distribution: 'Random effects',
  residual: 'Residuals',
  family: (family) => `Distribution of the outcome, ${familyName[family]}`,
}
