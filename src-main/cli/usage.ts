/** Bad input: what is wrong in one sentence, with a code for programs. Ends the command with exit status 2. */
export class InputError extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

export const usage = `Usage:
  henderson fit --data FILE --formula "y ~ x + (x|g)" [options] [--json]
  henderson report --data FILE --formula "…" [options] --out report.html
  henderson report --project FILE --out report.html

Options:
  --factors a,b        columns to read as factors, whatever they look like
  --method M           REML (default) or ML
  --family F           gaussian (default), binomial, poisson, negative-binomial, gamma
  --link L             identity, logit, probit, cloglog, log, sqrt, inverse; the family's own by default
  --weights COL        prior weights: the residual variance is sigma² / weight
  --trials COL         number of trials of a proportion
  --offset COL         added to the linear predictor
  --nagq N             quadrature points; 1 (default) is Laplace
  --df METHOD          satterthwaite (default), kenward-roger, residual, asymptotic
  --anova TYPE         I, II or III (default)
  --contrasts C        treatment (default) or sum
  --level P            confidence level, 0.95 by default
  --json               print one JSON object instead of tables

Names in formulas may hold letters, digits, “.” and “_”; any other name is put between backquotes.
`
