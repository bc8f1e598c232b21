import type { Catalogue } from '../catalogue'
import type { ConditionParams } from '../../../contract/problemParams'
import type { Finding } from '../catalogue'
import { count, counted, effect } from './words'

const signed = (value: number): string => (value < 0 ? '\u22121' : '+1')

const stillValid =
  'The estimates are the best there are for this model, and the fixed effects can be read as they stand; only this part of the random effects is empty.'

function singular(p: ConditionParams['singular']): Finding {
  const isIntercept = p.term === '(Intercept)'
  if (p.collapse === 'variance-zero') {
    const among = p.nLevels === undefined ? `levels of ${p.group}` : `${count(p.nLevels)} levels of ${p.group}`
    return isIntercept
      ? {
          title: `No variation between levels of ${p.group}`,
          paragraphs: [
            `The random intercept of ${p.group} adds nothing beyond the residual variation: its variance is estimated as zero, so the ${among} differ no more than chance alone would make them differ.`,
            `${stillValid} What to do: leave the random intercept out, or keep it because the design asks for it and report a variance of zero.`,
          ],
        }
      : {
          title: `The random slope of ${p.term} by ${p.group} has no variance`,
          paragraphs: [
            `The random slope of ${p.term} adds nothing beyond the other effects of ${p.group}: its variance is estimated as zero, so the effect of ${p.term} is the same in all ${among} as far as these data can tell.`,
            `${stillValid} What to do: drop the random slope and see whether the estimates that matter to you move; if they do not, report the simpler model.`,
          ],
        }
  }
  if (p.collapse === 'correlation-one' && p.other !== undefined) {
    const way = signed(p.correlation ?? 1)
    const slope = isIntercept ? p.other : p.term
    const partner = isIntercept ? p.term : p.other
    const beyond = partner === '(Intercept)' ? 'the intercept' : `the slope of ${partner}`
    return {
      title: `The random effects of ${p.group} are one effect`,
      paragraphs: [
        `The random slope of ${slope} adds nothing beyond ${beyond}: across the levels of ${p.group} their correlation is estimated as ${way}, so that a level’s slope follows exactly from ${partner === '(Intercept)' ? 'its intercept' : `its slope of ${partner}`}. The data show one direction of variation where the model asks for two.`,
        `${stillValid} A correlation at its limit should not be interpreted. What to do: leave the random effects uncorrelated, or drop the random slope of ${slope}, and see whether the estimates that matter to you move; if they do not, report the simpler model.`,
      ],
    }
  }
  const direction = p.direction === undefined || p.direction === '' ? effect(p.term) : p.direction
  return {
    title: `The random effects of ${p.group} are more than the data support`,
    paragraphs: [
      `The covariance matrix of the random effects of ${p.group} is flat in one direction: ${direction} does not vary between levels once the other effects are known.`,
      `${stillValid} What to do: leave the random effects of ${p.group} uncorrelated, or drop the slope with the smallest variance, and see whether the estimates that matter to you move; if they do not, report the simpler model.`,
    ],
  }
}

export const conditions: Catalogue['conditions'] = {
  singular,
  'not-converged': ({ nEvaluations, gradient }) => ({
    title: 'The fit has not converged',
    paragraphs: [
      gradient === undefined
        ? `After ${counted(nEvaluations, 'evaluation', 'evaluations')} the likelihood could still be improved, so the numbers below are not final.`
        : `After ${counted(nEvaluations, 'evaluation', 'evaluations')} the likelihood could still be improved (largest gradient ${gradient.toPrecision(2).replace('-', '\u2212')}), so the numbers below are not final.`,
      'Do not report them. What to do: centre and scale numeric predictors, or simplify the random effects.',
    ],
  }),
  'saddle-point': () => ({
    title: 'The optimum is not a maximum in every direction',
    paragraphs: [
      'The likelihood is flat or rises in at least one direction of the variance parameters, so their standard errors and degrees of freedom are not reliable.',
      'What to do: simplify the random effects, beginning with the term of the smallest variance.',
    ],
  }),
  'several-optima': ({ nStarts, nAgreeing }) => ({
    title: 'The likelihood has more than one peak',
    paragraphs: [
      `The search was begun from ${count(nStarts)} starting points; ${count(nAgreeing)} of them ended at the highest peak, which is the one reported. The others ended at a lower one.`,
      'Another program may stop at the lower peak and show other variances. What to do: nothing, if the variances reported make sense; otherwise simplify the random effects.',
    ],
  }),
  'rank-deficient': ({ columns, nColumns, rank }) => ({
    title: 'Some coefficients cannot be estimated',
    paragraphs: [
      `Of ${counted(nColumns, 'coefficient', 'coefficients')}, ${count(rank)} can be estimated. Other columns of the model determine these exactly: ${columns}. They are left out; the fit and the other tests are valid, but a coefficient that is left out is not zero, it has no value of its own.`,
      'What to do: drop the term, or look for empty cells in interactions and for variables that repeat the same information.',
    ],
  }),
  'few-levels': ({ group, nLevels }) => ({
    title: `${group} has few levels`,
    paragraphs: [
      `A variance between levels is estimated from ${counted(nLevels, 'level', 'levels')} of ${group} only, so it is very uncertain, and tests depend on the degrees of freedom. The fixed effects remain valid with Satterthwaite’s degrees of freedom.`,
      `What to do: nothing, if ${group} is there to allow for the design. With fewer than five or six levels, ${group} can also enter as a fixed effect.`,
    ],
  }),
  'few-observations-per-level': ({ group, nLevels, nObs, nSingle }) => ({
    title: `Few observations per level of ${group}`,
    paragraphs: [
      nSingle === undefined
        ? `${group} has ${counted(nLevels, 'level', 'levels')} for ${counted(nObs, 'observation', 'observations')}, so its variance is hard to tell from the residual variance.`
        : `${group} has ${counted(nLevels, 'level', 'levels')} for ${counted(nObs, 'observation', 'observations')}, and ${counted(nSingle, 'level has', 'levels have')} a single observation, so its variance is hard to tell from the residual variance.`,
      'What to do: read the two variances together, and prefer few random slopes.',
    ],
  }),
  'slope-between-groups': ({ group, term }) => ({
    title: `${term} does not vary within ${group}`,
    paragraphs: [
      `Every level of ${group} has a single value of ${term}, so its random slope does not describe different effects of ${term} in different levels; it only lets the variance between levels depend on ${term}.`,
      `What to do: drop the random slope of ${term} by ${group}, unless that is what you mean. The fixed effect of ${term} can stay.`,
    ],
  }),
  'implicit-nesting': ({ inner, outer }) => ({
    title: `${inner} looks nested within ${outer}`,
    paragraphs: [
      `The same labels of ${inner} occur in several levels of ${outer}. As the model stands, equal labels mean the same unit everywhere. If ${inner} “a” in one ${outer} is another unit than ${inner} “a” in the next, the model is wrong and its standard errors are too.`,
      `What to do: if they are different units, nest ${inner} within ${outer}; if they are the same units, leave the model as it is.`,
    ],
  }),
  'dropped-rows': ({ nDropped, nRows, nObs }) => ({
    title: `${counted(nDropped, 'row was', 'rows were')} left out`,
    paragraphs: [
      `${count(nDropped)} of ${counted(nRows, 'row', 'rows')} ${nDropped === 1 ? 'has' : 'have'} a missing value in a variable of the model and ${nDropped === 1 ? 'is' : 'are'} left out; ${count(nObs)} ${nObs === 1 ? 'is' : 'are'} used.`,
      'What to do: nothing, if values are missing for reasons unrelated to the outcome. Models with different variables may then use different rows and should not be compared by AIC or BIC.',
    ],
  }),
  'dropped-levels': ({ variable, levels, nLevels }) => ({
    title: `Levels of ${variable} do not occur`,
    paragraphs: [
      `${counted(nLevels, 'level', 'levels')} of ${variable} ${nLevels === 1 ? 'has' : 'have'} no observation with values in every variable of the model and ${nLevels === 1 ? 'is' : 'are'} left out: ${levels}.`,
      'What to do: nothing, if that is what the data are; otherwise look for missing values in these rows.',
    ],
  }),
  'zero-weights': ({ variable, nRows }) => ({
    title: `${counted(nRows, 'row has', 'rows have')} no weight`,
    paragraphs: [
      `${counted(nRows, 'row', 'rows')} with a zero in ${variable} ${nRows === 1 ? 'does' : 'do'} not take part in the fit. What to do: nothing, if that is meant.`,
    ],
  }),
  'near-constant-residuals': ({ sigma }) => ({
    title: 'Almost no residual variation',
    paragraphs: [
      `The residual standard deviation is ${sigma.toPrecision(2)}, next to nothing beside the outcome’s: the model reproduces the data almost exactly.`,
      'What to do: look whether a predictor is computed from the outcome, or whether every observation has a random effect of its own.',
    ],
  }),
  'badly-scaled': ({ variable }) => ({
    title: `${variable} is on a very different scale`,
    paragraphs: [
      `The values of ${variable} are many orders of magnitude larger or smaller than those of the other variables. The engine scales them internally, and the results are valid, but coefficients are hard to read.`,
      `What to do: express ${variable} in another unit, for instance thousands, or centre it.`,
    ],
  }),
  separation: ({ term }) => ({
    title: `${term} predicts the outcome perfectly`,
    paragraphs: [
      `For some values of ${term} the outcome is always the same, so its coefficient grows without limit, and its estimate and standard error mean nothing.`,
      `What to do: merge sparse levels of ${term}, drop it, or report the raw frequencies.`,
    ],
  }),
  'df-not-available': ({ method, used, reason }) => ({
    title: 'Degrees of freedom by another method',
    paragraphs: [
      used === undefined || used === ''
        ? `The degrees of freedom by ${dfMethodName(method)} are not available for this fit. Tests use the normal distribution, which is too optimistic in small samples.`
        : `The degrees of freedom by ${dfMethodName(method)} are not available for this fit; ${dfMethodName(used)} is used instead.`,
      reason === 'needs-reml'
        ? 'The method is made for variances estimated by REML. What to do: fit by REML, or report the method used.'
        : reason === 'too-large'
          ? 'The method needs products of all random effects that are connected with each other, and here they are too many. With this many levels the two methods hardly differ. What to do: report the method used.'
          : 'What to do: simplify the random effects if the fit is singular, and read p-values near a limit with care.',
    ],
  }),
}

function dfMethodName(method: string): string {
  switch (method) {
    case 'kenward-roger':
      return 'Kenward and Roger'
    case 'satterthwaite':
      return 'Satterthwaite’s approximation'
    default:
      return method
  }
}
