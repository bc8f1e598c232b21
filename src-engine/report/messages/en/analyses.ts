import type { Catalogue } from '../catalogue'
import { count, list } from './words'

const effectName = (term: string): string => (term === '(Intercept)' ? 'intercept' : term)

const adjustments = {
  none: 'not adjusted for the number of tests',
  tukey: 'adjusted by Tukey’s method',
  sidak: 'adjusted by Šidák’s method',
  holm: 'adjusted by Holm’s method; intervals by Bonferroni’s',
  bonferroni: 'adjusted by Bonferroni’s method',
  fdr: 'adjusted for the false discovery rate; intervals by Bonferroni’s method',
} as const

export const analyses: Catalogue['analyses'] = {
  marginalMeans: {
    title: 'Estimated marginal means',
    slopeTitle: (covariate) => `Estimated slopes of ${covariate}`,
    mean: 'Mean',
    slope: 'Slope',
    contrastsTitle: 'Contrasts',
    contrast: 'Contrast',
    averagedOver: (names) => `Averaged over the levels of ${list(names)}, with equal weights.`,
    heldAt: ({ name, value }) => `${name} held at ${value}.`,
    adjusted: ({ method, nTests }) =>
      nTests === 1
        ? 'With one contrast at a time, there is nothing to adjust for.'
        : method === 'none'
          ? 'p-values and intervals are not adjusted for the number of tests.'
          : `p-values and intervals ${adjustments[method]}, for ${count(nTests)} tests.`,
    notEstimable: 'Not estimable: the data have no observations from which this mean could be told.',
    plotTitle: 'Estimated marginal means',
    plotDescription: ({ nMeans, level }) => `${count(nMeans)} estimated means with ${level} confidence intervals.`,
  },
  randomTests: {
    title: 'Tests of random effects',
    effect: 'Effect left out',
    statistic: 'LR χ²',
    mixture: 'df',
    p: 'p',
    pNaive: 'p (naive)',
    boundary:
      'p: a variance cannot be negative, so the likelihood-ratio statistic is compared with an equal mixture of two chi-square distributions (Stram and Lee 1994).',
    naive: 'p (naive) ignores that, and is too large.',
  },
  effectSizes: {
    title: 'Effect sizes',
    measure: 'Measure',
    value: 'Value',
    r2Marginal: 'Marginal R²',
    r2Conditional: 'Conditional R²',
    iccAdjusted: 'ICC, adjusted for the fixed effects',
    iccUnadjusted: 'ICC, of the whole variance',
    f2: 'Cohen’s f² of the fixed effects',
    varianceTitle: 'Variance by source',
    source: 'Source',
    variance: 'Variance',
    share: 'Share',
    fixedSource: 'Fixed effects',
    standardisedTitle: 'Standardised coefficients',
    standardised: 'Standardised estimate',
    marginalNote:
      'Marginal R² is the share of the variance that the fixed effects explain; conditional R², fixed and random effects together (Nakagawa and Schielzeth 2013).',
    slopesNote: 'Terms with slopes enter by their mean variance over the observations (Johnson 2014).',
  },
  ladder: {
    title: 'Simpler random structures',
    structure: 'Random structure',
    changed: 'Change',
    change: (change) => {
      switch (change.code) {
        case 'as-asked':
          return 'As asked'
        case 'uncorrelated':
          return `Effects of ${change.group} uncorrelated`
        case 'without-slope':
          return `Without the slope of ${change.term} in ${change.group}`
        case 'intercepts-only':
          return 'Random intercepts only'
        case 'without-term':
          return `Without ${change.group}`
        case 'no-random-effects':
          return 'No random effects'
      }
    },
    focal: (name) => `Estimate of ${name}`,
    verdict: 'Finding',
    sound: 'Fits',
    singular: 'Singular',
    refused: 'Not estimable',
    notConverged: 'Not converged',
    advised: 'Fits; smallest AIC',
    steady:
      'All structures have the same fixed effects, so that their criteria compare. Look whether the estimate of interest and its p-value change: where they do not, the choice matters little.',
    adviceNote:
      'Structures without random effects treat the observations as independent, which makes p-values too small where they are not.',
    adopt: (formula) => `Use ${formula}`,
  },
  approaches: {
    title: 'One question, seven analyses',
    approach: 'Analysis',
    names: {
      pooled: 'One regression, groups ignored',
      'group-as-fixed': 'Groups as fixed intercepts (ANCOVA)',
      aggregated: 'Regression on group means',
      'two-stage': 'A regression per group, slopes tested',
      'random-intercept': 'Random intercept',
      'group-interaction': 'Groups as fixed intercepts and slopes',
      'random-slope': 'Random intercept and slope',
    },
    rmse: 'RMSE',
    rmseNote:
      'RMSE: root mean square of the residuals on their degrees of freedom; of the group means and of the slopes for the analyses that use these.',
    mixedNote:
      'With groups as fixed intercepts and slopes, the estimate is the slope in the reference group. Ignoring the groups mixes differences between groups with those within.',
    singularNote: 'Singular: the data do not support this random slope; prefer the random intercept.',
  },
  comparison: {
    title: 'Comparison by likelihood',
    model: 'Model',
    parameters: 'Parameters',
    deviance: 'Deviance',
    aicc: 'AICc',
    weight: 'Akaike weight',
    chiSquare: 'LR χ²',
    df: 'df',
    refitted: 'The fixed effects differ, so all models were fitted by ML for this table.',
    byReml: 'The fixed effects are the same, so the models are compared by REML.',
    noTest: {
      'not-nested': 'No test: the model is not an extension of the one above it. Compare them by AIC or BIC.',
      'other-observations': 'No test: the models use different observations.',
      'same-size': 'No test: the models have the same number of parameters.',
    },
    testNote: 'Each test compares a model with the one above it.',
  },
  intervals: {
    profileTitle: 'Profile intervals',
    bootstrapTitle: 'Bootstrap intervals',
    parameter: 'Parameter',
    sd: ({ group, effect }) => `${group}: SD of ${effectName(effect)}`,
    correlation: ({ group, first, second }) =>
      `${group}: correlation of ${effectName(first)} and ${effectName(second)}`,
    sigma: 'Residual SD',
    bias: 'Bias',
    profileNote:
      'Intervals from the likelihood with all other parameters at their best, by maximum likelihood whatever the method of the fit; the estimates are those of maximum likelihood.',
    profileBoundNote:
      'An interval that ends at 0 (or at ±1 for a correlation) is cut off there: the data do not rule the bound out.',
    zetaTitle: 'Profile zeta plots',
    zetaDescription: ({ nParameters, level }) =>
      `Signed root of the rise of the deviance for ${count(nParameters)} parameters; a straight line means that Wald intervals serve. Horizontal lines mark the ${level} interval.`,
    zeta: 'ζ',
    value: 'Value',
    bootstrapNote: ({ nReplicates, seed }) =>
      `Percentile intervals of ${count(nReplicates)} refits to outcomes drawn from the model (seed ${seed}).`,
    bootstrapSingular: ({ nSingular, nReplicates }) =>
      `${count(nSingular)} of ${count(nReplicates)} refits were singular; their zero variances are part of the distribution.`,
    bootstrapNotConverged: ({ nNotConverged, nReplicates }) =>
      `${count(nNotConverged)} of ${count(nReplicates)} refits did not converge fully.`,
  },
}
