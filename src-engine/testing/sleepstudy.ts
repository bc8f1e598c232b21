import type { DataTable } from '../contract/columns'
import type { FitResult } from '../contract/fitResult'
import { defaultModelSpec } from '../contract/modelSpec'

/**
 * The sleep-deprivation study of Belenky et al. (2003) and its fit by REML, put together by hand from published estimates,
 * so that presentation can be tested without an engine. Fitted values and modes follow from the estimates.
 */

const reactions: Readonly<Record<string, readonly number[]>> = {
  '308': [249.56, 258.7047, 250.8006, 321.4398, 356.8519, 414.6901, 382.2038, 290.1486, 430.5853, 466.3535],
  '309': [222.7339, 205.2658, 202.9778, 204.707, 207.7161, 215.9618, 213.6303, 217.7272, 224.2957, 237.3142],
  '310': [199.0539, 194.3322, 234.32, 232.8416, 229.3074, 220.4579, 235.4208, 255.7511, 261.0125, 247.5153],
  '330': [321.5426, 300.4002, 283.8565, 285.133, 285.7973, 297.5855, 280.2396, 318.2613, 305.3495, 354.0487],
  '331': [287.6079, 285, 301.8206, 320.1153, 316.2773, 293.3187, 290.075, 334.8177, 293.7469, 371.5811],
  '332': [234.8606, 242.8118, 272.9613, 309.7688, 317.4629, 309.9976, 454.1619, 346.8311, 330.3003, 253.8644],
  '333': [283.8424, 289.555, 276.7693, 299.8097, 297.171, 338.1665, 332.0265, 348.8399, 333.36, 362.0428],
  '334': [265.4731, 276.2012, 243.3647, 254.6723, 279.0244, 284.1912, 305.5248, 331.5229, 335.7469, 377.299],
  '335': [241.6083, 273.9472, 254.4907, 270.8021, 251.4519, 254.6362, 245.4523, 235.311, 235.7541, 237.2466],
  '337': [312.3666, 313.8058, 291.6112, 346.1222, 365.7324, 391.8385, 404.2601, 416.6923, 455.8643, 458.9167],
  '349': [236.1032, 230.3167, 238.9256, 254.922, 250.7103, 269.7744, 281.5648, 308.102, 336.2806, 351.6451],
  '350': [256.2968, 243.4543, 256.2046, 255.5271, 268.9165, 329.7247, 379.4445, 362.9184, 394.4872, 389.0527],
  '351': [250.5265, 300.0576, 269.8939, 280.5891, 271.8274, 304.6336, 287.7466, 266.5955, 321.5418, 347.5655],
  '352': [221.6771, 298.1939, 326.8785, 346.8555, 348.7402, 352.8287, 354.4266, 360.4326, 375.6406, 388.5417],
  '369': [271.9235, 268.4369, 257.2424, 277.6566, 314.8222, 317.2135, 298.1353, 348.1229, 340.28, 366.5131],
  '370': [225.264, 234.5235, 238.9008, 240.473, 267.5373, 344.1937, 281.1481, 347.5855, 365.163, 372.2288],
  '371': [269.8804, 272.4428, 277.8989, 281.7895, 279.1705, 284.512, 259.2658, 304.6306, 350.7807, 369.4692],
  '372': [269.4117, 273.474, 297.5968, 310.6316, 287.1726, 329.6076, 334.4818, 343.2199, 369.1417, 364.1236],
}

const levels = Object.keys(reactions)
const y = Float64Array.from(levels.flatMap((level) => reactions[level]))
const days = Float64Array.from(y, (_, i) => i % 10)
const codes = Int32Array.from(y, (_, i) => Math.floor(i / 10))
const n = y.length

export const sleepstudyTable: DataTable = {
  id: 'sleepstudy',
  name: 'sleepstudy',
  version: 1,
  nRows: n,
  columns: [
    {
      id: 'c1',
      name: 'Reaction',
      type: 'continuous',
      version: 1,
      kind: 'numeric',
      values: y,
      label: 'Reaction time',
      unit: 'ms',
    },
    { id: 'c2', name: 'Days', type: 'continuous', version: 1, kind: 'numeric', values: days },
    { id: 'c3', name: 'Subject', type: 'nominal', version: 1, kind: 'factor', codes, levels },
  ],
}

const beta = [251.405104848484, 10.4672859595955] as const
const psi = { a: 612.090012455823, b: 9.6043321672317, d: 35.0716581876538 }
const sigma = 25.591815578799
const objective = 1743.62827195849

/** Inverse of the symmetric matrix [a b; b d]. */
function invert(m: { a: number; b: number; d: number }): { a: number; b: number; d: number } {
  const det = m.a * m.d - m.b * m.b
  return { a: m.d / det, b: -m.b / det, d: m.a / det }
}

const k = levels.length
const modes = new Float64Array(2 * k)
const stdErrors = new Float64Array(2 * k)
const precision = invert(psi)
for (let g = 0; g < k; g++) {
  let r0 = 0
  let r1 = 0
  for (let i = 10 * g; i < 10 * g + 10; i++) {
    const r = (y[i] - beta[0] - beta[1] * days[i]) / sigma ** 2
    r0 += r
    r1 += r * days[i]
  }
  const c = invert({
    a: precision.a + 10 / sigma ** 2,
    b: precision.b + 45 / sigma ** 2,
    d: precision.d + 285 / sigma ** 2,
  })
  modes[g] = c.a * r0 + c.b * r1
  modes[k + g] = c.b * r0 + c.d * r1
  stdErrors[g] = Math.sqrt(c.a)
  stdErrors[k + g] = Math.sqrt(c.d)
}

const fittedFixed = days.map((d) => beta[0] + beta[1] * d)
const fitted = fittedFixed.map((f, i) => f + modes[codes[i]] + modes[k + codes[i]] * days[i])
const residual = y.map((value, i) => value - fitted[i])
const sd = [Math.sqrt(psi.a), Math.sqrt(psi.d)]
const correlation = psi.b / (sd[0] * sd[1])

export const sleepstudyFit: FitResult = {
  spec: { ...defaultModelSpec, formula: 'Reaction ~ Days + (Days | Subject)' },
  formula: 'Reaction ~ Days + (Days | Subject)',
  outcome: 'Reaction',
  family: 'gaussian',
  link: 'identity',
  method: 'REML',
  criterion: 'REML',
  dfMethod: 'satterthwaite',
  anovaType: 'III',
  nObs: n,
  nDropped: 0,
  dropped: [],
  objective,
  logLik: -objective / 2,
  aic: objective + 12,
  bic: objective + 6 * Math.log(n),
  nParameters: 6,
  dfResidual: n - 2,
  converged: true,
  singular: false,
  conditions: [],
  fixed: [
    {
      name: '(Intercept)',
      estimate: beta[0],
      stdError: 6.8245568289784,
      df: 16.9999980748801,
      statistic: 36.838299,
      pValue: 1.17e-17,
      lower: 237.00655,
      upper: 265.80366,
    },
    {
      name: 'Days',
      estimate: beta[1],
      stdError: 1.54578885423785,
      df: 17.0000012048345,
      statistic: 6.771485,
      pValue: 3.26378573127342e-6,
      lower: 7.205953,
      upper: 13.728619,
    },
  ],
  aliased: [],
  vcov: [
    [46.574576, -1.451052],
    [-1.451052, 2.389463],
  ],
  random: [
    {
      group: 'Subject',
      nLevels: k,
      terms: ['(Intercept)', 'Days'],
      correlated: true,
      variance: [psi.a, psi.d],
      sd,
      correlation: [
        [1, correlation],
        [correlation, 1],
      ],
      icc: null,
    },
  ],
  sigma,
  theta: [0.96674, 0.015169, 0.2309],
  thetaNames: ['Subject.(Intercept)', 'Subject.Days.(Intercept)', 'Subject.Days'],
  anova: [
    { term: 'Days', numDf: 1, denDf: 17.0000012048345, statistic: 45.8530084039497, pValue: 3.26378573127342e-6 },
  ],
  conditionalModes: [{ group: 'Subject', terms: ['(Intercept)', 'Days'], levels, modes, stdErrors }],
  rows: {
    index: Int32Array.from(y, (_, i) => i),
    y,
    fitted,
    fittedFixed,
    residual,
    pearson: residual,
    scaled: residual.map((r) => r / sigma),
  },
  coding: [],
  timing: { readMs: 0, frameMs: 1, fitMs: 4, inferenceMs: 2, nEvaluations: 19 },
  engineVersion: '0.1.0',
  inputHash: 'sleepstudy-by-hand',
}
