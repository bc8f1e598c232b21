import type { Catalogue } from '../catalogue'
import { count, counted, effect, familyName, linkName, size } from './words'

export const problems: Catalogue['problems'] = {
  'formula-empty': () => 'There is no model yet. Choose an outcome, then add variables to the fixed effects.',
  'formula-syntax': ({ found }) =>
    found === undefined || found === ''
      ? 'The formula cannot be read as it stands.'
      : `The formula cannot be read at “${found}”.`,
  'formula-no-outcome': () =>
    'The model has no outcome. Choose the variable that it should explain; it goes before the ~.',
  'unknown-variable': ({ variable, suggestion }) =>
    suggestion === undefined || suggestion === ''
      ? `The data have no variable named “${variable}”. Check the spelling, or choose a variable from the list.`
      : `The data have no variable named “${variable}”. Did you mean “${suggestion}”?`,
  'unknown-function': ({ name, functions }) =>
    functions === undefined
      ? `The formula language has no function “${name}”.`
      : `The formula language has no function “${name}”. It has ${functions}.`,
  'outcome-not-numeric': ({ variable, nLevels }) =>
    nLevels === undefined
      ? `The outcome “${variable}” holds text, not numbers. Choose a numeric outcome, or change its type in the data.`
      : `The outcome “${variable}” is a factor with ${counted(nLevels, 'level', 'levels')}. This model needs a numeric outcome: choose another variable, or change its type to continuous in the data.`,
  'outcome-constant': ({ variable, value }) =>
    `The outcome “${variable}” is ${value.toString().replace('-', '\u2212')} in every observation that the model can use, so there is nothing to explain. Choose another outcome, or check the filter and the missing values.`,
  'outcome-in-predictors': ({ variable }) =>
    `The outcome “${variable}” is also among the predictors, where it would explain itself. Take it out of the fixed or random effects.`,
  'outcome-out-of-range': ({ variable, family, value, row, nRows }) => {
    const needs: Record<typeof family, string> = {
      gaussian: 'finite numbers',
      binomial: 'the values 0 and 1, or proportions between 0 and 1 with a column of trials',
      poisson: 'whole numbers from 0 upwards',
      'negative-binomial': 'whole numbers from 0 upwards',
      gamma: 'numbers above 0',
    }
    const where =
      value !== undefined && row !== undefined
        ? ` Row ${count(row + 1)} holds ${value.toString().replace('-', '\u2212')}.`
        : nRows !== undefined
          ? ` ${counted(nRows, 'row holds something else', 'rows hold something else')}.`
          : ''
    return `A ${familyName[family]} model needs ${needs[family]} in the outcome “${variable}”.${where} Choose another family, or correct the data.`
  },
  'not-numeric': ({ variable, function: name }) =>
    name === undefined
      ? `“${variable}” is a factor and is used here as a number. Choose a numeric variable, or change its type to continuous in the data.`
      : `“${variable}” is a factor, and ${name}() works on numbers. Choose a numeric variable, or change its type to continuous in the data.`,
  'grouping-continuous': ({ variable, nDistinct }) =>
    nDistinct === undefined
      ? `“${variable}” is continuous, but a grouping factor needs levels that repeat. Change its type to nominal in the data if its numbers are codes, or choose another grouping factor.`
      : `“${variable}” is continuous with ${count(nDistinct)} different values, but a grouping factor needs levels that repeat. Change its type to nominal in the data if its numbers are codes, or choose another grouping factor.`,
  'grouping-one-level': ({ group, level }) =>
    level === undefined
      ? `The grouping factor “${group}” has a single level in the observations used. A variance between levels cannot be estimated from one level: its standard error would be without bound. Choose another grouping factor, or leave this random effect out.`
      : `The grouping factor “${group}” has a single level (“${level}”) in the observations used. A variance between levels cannot be estimated from one level: its standard error would be without bound. Choose another grouping factor, or leave this random effect out.`,
  'random-effects-exceed-observations': ({ group, nRandom, nObs }) =>
    `The random effects of “${group}” come to ${count(nRandom)} for ${counted(nObs, 'observation', 'observations')}. With as many random effects as observations, their variances cannot be told apart from the residual variance, so the model is not estimable. Drop a random slope, or use a grouping factor with more observations per level.`,
  'random-slope-not-varying': ({ group, variable }) =>
    `“${variable}” does not vary within any level of “${group}”, so a slope per level cannot be estimated. Drop the random slope of “${variable}”; its fixed effect can stay.`,
  'random-terms-overlap': ({ group, term }) =>
    `The random effects of “${group}” hold ${effect(term)} twice, so the two variances cannot be told apart. Take one of them out; note that a/b stands for a and a:b.`,
  'factor-one-level': ({ variable, level }) =>
    level === undefined
      ? `The factor “${variable}” has a single level in the observations used, so it has no effect to estimate. Take it out of the model, or check the filter and the missing values.`
      : `The factor “${variable}” has a single level (“${level}”) in the observations used, so it has no effect to estimate. Take it out of the model, or check the filter and the missing values.`,
  'no-observations': ({ nRows, variable, nMissing }) =>
    variable === undefined || nMissing === undefined
      ? `None of the ${count(nRows)} rows has a value in every variable of the model. Look for a variable that is mostly missing and take it out of the model.`
      : `None of the ${count(nRows)} rows has a value in every variable of the model. “${variable}” alone is missing in ${counted(nMissing, 'row', 'rows')}; take it out of the model, or complete it in the data.`,
  'too-few-observations': ({ nObs, nParameters }) =>
    `The model has ${counted(nParameters, 'parameter', 'parameters')} and only ${counted(nObs, 'observation', 'observations')} to estimate them from. Take terms out of the model, or use more data.`,
  'weights-invalid': ({ variable, row, value }) =>
    row === undefined || value === undefined
      ? `The weights in “${variable}” must be positive numbers, or zero to leave a row out.`
      : `The weights in “${variable}” must be positive numbers, or zero to leave a row out. Row ${count(row + 1)} holds ${value.toString().replace('-', '\u2212')}.`,
  'offset-invalid': ({ variable, row }) =>
    row === undefined
      ? `The offset “${variable}” must be a numeric variable with finite values.`
      : `The offset “${variable}” must have finite values. Correct row ${count(row + 1)}.`,
  'trials-invalid': ({ variable, row, value }) =>
    row === undefined || value === undefined
      ? `The trials in “${variable}” must be whole numbers from 1 upwards.`
      : `The trials in “${variable}” must be whole numbers from 1 upwards. Row ${count(row + 1)} holds ${value.toString().replace('-', '\u2212')}.`,
  'level-invalid': ({ level }) =>
    `A confidence level of ${(level * 100).toString().replace('-', '\u2212')}% is not possible. Choose one between 50% and 99.9%, for instance 95%.`,
  'non-finite-values': ({ variable, nRows, expression }) =>
    expression === undefined || expression === variable
      ? `“${variable}” is not finite in ${counted(nRows, 'row', 'rows')}. Correct these values, or set them to missing.`
      : `“${expression}” is not finite in ${counted(nRows, 'row', 'rows')} of “${variable}”: a logarithm or root of zero or of a negative number. Shift or correct these values, or leave the transformation out.`,
  'unsupported-family': ({ family, link }) =>
    link === undefined
      ? `This version cannot fit ${familyName[family]} models. Choose the normal family for a linear mixed model.`
      : `This version cannot fit ${familyName[family]} models with the ${linkName[link]} link. Choose another family or link.`,
  'effect-not-estimable': ({ variable }) =>
    `The effect of ${variable} cannot be told here: ${variable} takes the same value throughout, or the other terms determine it.`,
  'grid-too-large': ({ maxRows }) =>
    `The means would be averaged over more than ${count(maxRows)} combinations of levels. Take factors with many levels out of the fixed effects, or make them random.`,
  'model-too-large': ({ nBytes, limitBytes, group }) =>
    group === undefined
      ? `This model would need about ${size(nBytes)} of memory, and ${size(limitBytes)} is the limit. Drop a random slope, or an interaction of factors with many levels.`
      : `This model would need about ${size(nBytes)} of memory, most of it for “${group}”, and ${size(limitBytes)} is the limit. Drop a random slope of “${group}”, or use a coarser grouping factor.`,
}

export const syntax: Catalogue['syntax'] = {
  'unexpected-character': ({ found }) =>
    `“${found}” has no meaning in a formula. Put names with such characters between backquotes: \`my variable\`.`,
  'unclosed-backquote': () => 'A name starts with a backquote and does not end with one. Add the closing backquote.',
  'empty-name': () => 'There is nothing between the two backquotes. Write the variable’s name there.',
  'bad-number': ({ found }) =>
    `“${found}” is not a number. Write decimals with a point; a name that starts with a digit needs backquotes.`,
  'expected-term': ({ found }) =>
    found === ''
      ? 'The formula ends where a variable should follow. Add it, or delete the last operator.'
      : `A variable should stand where “${found}” is. Add it, or delete the operator before it.`,
  'expected-operator': ({ found }) =>
    found === ''
      ? 'Something is missing at the end of the formula.'
      : `An operator is missing before “${found}”: put +, : or * between two variables. A name with spaces needs backquotes.`,
  'unclosed-parenthesis': () => 'A parenthesis is opened and not closed. Add the closing parenthesis.',
  'unmatched-parenthesis': () => 'A parenthesis is closed that was never opened. Delete it, or add the opening one.',
  'tilde-missing': () => 'There is no ~ between the outcome and the predictors. Write outcome ~ predictors.',
  'second-tilde': () => 'A formula has one ~ only. Delete the second.',
  'dot-not-supported': () => 'The “.” for “all other variables” is not supported. Name the variables.',
  'random-needs-parentheses': () => 'A random effect stands between parentheses: (1 | group).',
  'random-misplaced': () =>
    'A random effect such as (1 | group) is added with + and cannot stand inside a product, a function or the outcome.',
  'random-subtracted': () => 'A random effect cannot be subtracted. Delete it instead.',
  'random-without-effects': () =>
    'This random effect is empty: (0 | group) has neither an intercept nor a slope. Write (1 | group) or (x | group).',
  'grouping-not-names': ({ found }) =>
    `To the right of | stand grouping factors joined by : or /, such as school/class. “${found}” is not one.`,
  'power-not-whole': ({ found }) =>
    `The power of a sum of terms must be a whole number from 1 upwards, not “${found}”. For the square of a variable write I(x^2).`,
  'number-not-term': ({ found }) =>
    `“${found}” is not a term. The only numbers in a sum are 1 for the intercept and 0 to leave it out; arithmetic goes inside I().`,
  'minus-misplaced': () => 'A minus sign cannot stand in a product of terms. Arithmetic goes inside I().',
  'operator-not-arithmetic': ({ found }) => `“${found}” joins terms of a model and cannot stand in arithmetic.`,
  'wrong-arguments': ({ found }) =>
    found === 'poly'
      ? 'poly() needs a variable and a degree: poly(x, 2).'
      : `${found}() takes exactly one variable or expression.`,
  'function-misplaced': ({ found }) => `${found}() is a term of its own and cannot stand inside another expression.`,
  'offset-subtracted': () => 'An offset is added with +. To subtract it, negate it inside: offset(-x).',
  'no-variable': ({ found }) => `“${found}” holds no variable, so it is the same in every row. Name a variable in it.`,
  'too-many-terms': () =>
    'The formula stands for several thousand terms. Write fewer variables into products and powers.',
  'too-deep': () => 'The formula nests too many parentheses. Simplify it.',
}

export const mends: Catalogue['mends'] = {
  'drop-random-term': ({ group, term }) =>
    term === undefined || term === '' ? `Drop the random effects of ${group}` : `Drop ${effect(term)} by ${group}`,
  uncorrelate: ({ group }) => `Leave the random effects of ${group} uncorrelated`,
  'drop-slope': ({ group, term }) => `Drop the random slope of ${term} by ${group}`,
  'drop-fixed-term': ({ term }) => `Drop ${term} from the fixed effects`,
  'use-ml': () => 'Fit by maximum likelihood',
  'make-factor': ({ variable }) => `Treat ${variable} as nominal`,
  'make-continuous': ({ variable }) => `Treat ${variable} as continuous`,
  'use-name': ({ suggestion }) => `Use ${suggestion}`,
  nest: ({ inner, outer }) => `Nest ${inner} within ${outer}`,
}
