import type { Catalogue } from '../catalogue'
import { count, counted, date, familyName, linkName, list } from './words'

const effectName = (term: string): string => (term === '(Intercept)' ? 'Intercept' : term)

const criterionNames = {
  ML: 'Deviance (−2 log-likelihood)',
  REML: 'REML criterion',
  Laplace: 'Deviance (−2 log-likelihood, Laplace)',
  AGQ: 'Deviance (−2 log-likelihood, quadrature)',
} as const

export const summary: Catalogue['summary'] = {
  title: 'Model',
  formula: 'Formula',
  outcome: 'Outcome',
  observations: 'Observations',
  observationsUsed: ({ nObs, nDropped, dropped }) => {
    if (nDropped === 0) return `${count(nObs)} used, none dropped`
    if (dropped.length === 0) return `${count(nObs)} used, ${count(nDropped)} dropped`
    const reasons = dropped.map(({ variable, nRows }) => `${variable} missing in ${count(nRows)}`)
    return `${count(nObs)} used, ${count(nDropped)} dropped (${reasons.join('; ')})`
  },
  groups: 'Groups',
  groupLevels: ({ group, nLevels }) => `${group}: ${counted(nLevels, 'level', 'levels')}`,
  method: 'Method',
  methodName: ({ method, family, link, isMixed, criterion }) => {
    if (family === 'gaussian' && link === 'identity') {
      if (!isMixed) return 'Linear model, least squares'
      return method === 'REML'
        ? 'Linear mixed model, restricted maximum likelihood (REML)'
        : 'Linear mixed model, maximum likelihood (ML)'
    }
    if (!isMixed) return 'Generalised linear model, maximum likelihood'
    return criterion === 'AGQ'
      ? 'Generalised linear mixed model, adaptive Gauss–Hermite quadrature'
      : 'Generalised linear mixed model, Laplace approximation'
  },
  family: 'Distribution',
  familyLink: ({ family, link }) => `${familyName[family]} with ${linkName[link]} link`,
  weights: 'Weights',
  offset: 'Offset',
  trials: 'Trials',
  criterion: (criterion) => criterionNames[criterion],
  logLik: (criterion) => (criterion === 'REML' ? 'Log-likelihood (restricted)' : 'Log-likelihood'),
  aic: 'AIC',
  bic: 'BIC',
  nParameters: 'Parameters',
  convergence: 'Convergence',
  converged: ({ nEvaluations, singular, nStarts, nAgreeing }) => {
    const after = `Converged after ${counted(nEvaluations, 'evaluation', 'evaluations')}`
    const starts = nStarts > 1 ? `; ${count(nAgreeing)} of ${count(nStarts)} starts agree` : ''
    return `${after}${starts}${singular ? '; singular' : ''}`
  },
  notConverged: ({ nEvaluations }) => `Not converged after ${counted(nEvaluations, 'evaluation', 'evaluations')}`,
  closedForm: 'Solved directly',
}

export const tables: Catalogue['tables'] = {
  fixed: {
    title: 'Fixed effects',
    term: 'Term',
    estimate: 'Estimate',
    stdError: 'SE',
    df: 'df',
    t: 't',
    z: 'z',
    p: 'p',
    lower: (level) => `${level} CI lower`,
    upper: (level) => `${level} CI upper`,
  },
  anova: {
    title: 'Tests of fixed effects',
    term: 'Term',
    numDf: 'df 1',
    denDf: 'df 2',
    f: 'F',
    chiSquare: 'χ²',
    p: 'p',
  },
  random: {
    title: 'Random effects',
    group: 'Group',
    effect: 'Effect',
    variance: 'Variance',
    sd: 'SD',
    correlationWith: (effect) => `Corr. with ${effectName(effect)}`,
    correlationNumber: (position) => `Corr. ${position}`,
    icc: 'ICC',
    residual: 'Residual',
  },
  modes: {
    title: (group) => `Conditional modes of ${group}`,
    level: 'Level',
    mode: (effect) => effectName(effect),
    stdError: () => 'SE',
  },
}

export const footnotes: Catalogue['footnotes'] = {
  coding: ({ variable, coding, reference, levels }) =>
    coding === 'treatment'
      ? `${variable}: treatment coding, each level compared with ${reference} (levels ${levels.join(', ')}).`
      : `${variable}: sum coding, effects are deviations from the mean of the levels and sum to zero (levels ${levels.join(', ')}; that of ${reference} is minus the sum of the others).`,
  indicators: ({ variable, levels }) => `${variable}: a coefficient for each level (${levels.join(', ')}).`,
  df: (method) => {
    switch (method) {
      case 'satterthwaite':
        return 'Degrees of freedom by Satterthwaite’s approximation.'
      case 'kenward-roger':
        return 'Standard errors and degrees of freedom by the method of Kenward and Roger.'
      case 'residual':
        return 'Residual degrees of freedom.'
      case 'asymptotic':
        return 'Tests and intervals by the normal approximation.'
    }
  },
  sample: ({ nObs, nDropped, groups }) => {
    const used = `${counted(nObs, 'observation', 'observations')} used`
    const dropped = nDropped === 0 ? 'none dropped' : `${count(nDropped)} dropped for missing values`
    if (groups.length === 0) return `${used}, ${dropped}.`
    return `${used}, ${dropped}; ${list(groups.map(({ group, nLevels }) => `${counted(nLevels, 'level', 'levels')} of ${group}`))}.`
  },
  criterion: ({ criterion, isMixed }) => {
    if (!isMixed && (criterion === 'ML' || criterion === 'REML')) return 'Fitted by least squares.'
    switch (criterion) {
      case 'REML':
        return 'Fitted by restricted maximum likelihood (REML).'
      case 'ML':
        return 'Fitted by maximum likelihood (ML).'
      case 'Laplace':
        return 'Fitted by maximum likelihood with the Laplace approximation.'
      case 'AGQ':
        return 'Fitted by maximum likelihood with adaptive Gauss–Hermite quadrature.'
    }
  },
  interval: ({ level, isNormal }) =>
    isNormal
      ? `${level} CI: Wald intervals from the normal distribution.`
      : `${level} CI: Wald intervals from the t distribution.`,
  aliased: 'Not estimable: other columns of the model determine this one.',
  anovaType: (type) => {
    switch (type) {
      case 'I':
        return 'Type I tests: each term after those before it.'
      case 'II':
        return 'Type II tests: each term after all others that do not contain it.'
      case 'III':
        return 'Type III tests: each term after all others.'
    }
  },
  icc: 'ICC: share of this variance in the sum of all variances.',
  correlationNumber: 'Corr. 1, 2, …: correlation with the first, second, … effect of the same term.',
  uncorrelated: (group) => `Correlations of the effects of ${group} are fixed at zero.`,
  noSpread: 'No correlation: an effect of zero variance has none.',
  weights: (variable) =>
    `Weighted by ${variable}: the variance of an observation is the residual variance divided by its weight.`,
  moreLevels: ({ shown, hidden }) =>
    `The first ${count(shown)} levels are shown; ${count(hidden)} more are in the table of the model view.`,
  modes: 'Deviations of each level from the fixed effects, with conditional standard errors.',
}

export const comparison: Catalogue['comparison'] = {
  title: 'Comparison of models',
  term: 'Term',
  fixedHeading: 'Fixed effects',
  varianceHeading: 'Variance components',
  fitHeading: 'Fit',
  varianceOf: ({ group, effect }) => `${group}: variance of ${effectName(effect).replace(/^Intercept$/, 'intercept')}`,
  covarianceOf: ({ group, first, second }) =>
    `${group}: correlation of ${effectName(first).replace(/^Intercept$/, 'intercept')} and ${effectName(second).replace(/^Intercept$/, 'intercept')}`,
  residualVariance: 'Residual variance',
  method: 'Criterion',
  objective: '−2 log-likelihood or REML criterion',
  logLik: 'Log-likelihood',
  aic: 'AIC',
  bic: 'BIC',
  nParameters: 'Parameters',
  nObs: 'Observations',
  errorsInBrackets: 'Standard errors in brackets.',
  mlAgainstReml:
    'ML and REML differ in the variances. ML takes the fixed effects as if they were known and so makes the variances too small, the more so the more coefficients there are for few observations. REML allows for the degrees of freedom that the fixed effects use; its variances are larger, and with them the standard errors and intervals. Report REML variances; use ML to compare models with different fixed effects. The two criteria do not compare with each other.',
  remlFixedEffects:
    'These models have different fixed effects, and their REML criteria, log-likelihoods, AIC and BIC refer to different transformed data: they do not compare. Fit them by ML to compare them.',
  differentData:
    'The models do not use the same number of observations: their log-likelihoods, AIC and BIC do not compare.',
  differentOutcomes: 'The models do not explain the same outcome: their log-likelihoods, AIC and BIC do not compare.',
  singular: (names) => `Singular fit, some random effects are empty: ${list(names)}.`,
}

export const documentTexts: Catalogue['document'] = {
  untitled: 'Report',
  madeWith: 'Made with Henderson',
  note: 'Note',
  whatToDo: 'What to do',
  continued: 'continued',
  tableContinued: (title) => `${title} (continued)`,
  tableNumber: ({ position, title }) => `Table ${position}. ${title}`,
  figureNumber: ({ position, title }) => `Figure ${position}. ${title}`,
  notes: 'Notes.',
  date,
  severity: { info: 'For information', warning: 'Please note', error: 'Problem' },
  plotOmitted: ({ title, description }) => `[Plot: ${title}. ${description}]`,
}
