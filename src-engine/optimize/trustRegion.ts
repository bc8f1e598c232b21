/** Eigenvalues ascending and eigenvectors as columns of a symmetric n × n matrix. */
export type SymmetricEigenSolver = (
  a: Float64Array,
  n: number,
) => { readonly values: Float64Array; readonly vectors: Float64Array }

/** What the minimiser needs beside values: where to start, and a guess of the curvature there. */
export interface TrustRegionOptions {
  readonly start: Float64Array
  /** Diagonal of the Hessian at the start, positive. */
  readonly curvature: Float64Array
  /** Stops when the model promises less than this, in units of the objective. */
  readonly tolerance: number
  readonly maxEvaluations: number
  readonly eigen: SymmetricEigenSolver
}

export type Stop = 'converged' | 'no-progress' | 'limit'

/**
 * A minimiser as an ask/tell machine: `ask` gives the point to evaluate, `tell` takes the value and the gradient
 * there. It never calls the model.
 */
export interface TrustRegion {
  readonly done: boolean
  readonly stop: Stop | null
  readonly nEvaluations: number
  /** Best point so far, its value and gradient. */
  readonly x: Float64Array
  readonly value: number
  readonly gradient: Float64Array
  /** The present guess of the second derivatives, on the diagonal. */
  curvature(): Float64Array
  ask(): Float64Array
  tell(value: number, gradient: Float64Array): void
  /** Goes on from the best point with a Hessian computed elsewhere, to a tighter tolerance. */
  resume(hessian: Float64Array, tolerance: number): void
}

/**
 * Trust-region quasi-Newton method with symmetric rank-one updates (Conn, Gould & Toint 1991, Math. Prog. 50;
 * Nocedal & Wright 2006, ch. 4 and 6). The subproblem is solved exactly in the eigenbasis, so that directions of
 * negative curvature are used and a saddle point is not a place to stop.
 */
export function createTrustRegion(options: TrustRegionOptions): TrustRegion {
  const n = options.start.length
  const B = new Float64Array(n * n)
  for (let i = 0; i < n; i++) B[i * n + i] = options.curvature[i]!
  // Steps are measured in units of the curvature at the start: a radius of 1 changes the objective by about 1/2.
  const unit = Float64Array.from(options.curvature, (c) => Math.sqrt(c))
  let x: Float64Array = options.start.slice()
  let value = NaN
  let gradient: Float64Array = new Float64Array(n)
  let radius = Math.max(2, 0.5 * scaledNorm(x, unit))
  let trial = x
  let step: Float64Array = new Float64Array(n)
  let promised = 0
  let nEvaluations = 0
  let stop: Stop | null = null
  let nRejected = 0
  let tolerance = options.tolerance

  function propose(): void {
    const solution = solveSubproblem(B, gradient, unit, radius, n, options.eigen)
    step = solution.step
    promised = solution.promised
    trial = x.map((v, i) => v + step[i])
  }

  function updateHessian(gNew: Float64Array): void {
    // r = y − B s in units where B starts as the identity.
    const r = new Float64Array(n)
    let rs = 0
    let rr = 0
    let ss = 0
    for (let i = 0; i < n; i++) {
      let bs = 0
      for (let j = 0; j < n; j++) bs += B[j * n + i] * step[j]
      r[i] = gNew[i] - gradient[i] - bs
      rs += r[i] * step[i]
      rr += (r[i] / unit[i]) ** 2
      ss += (step[i] * unit[i]) ** 2
    }
    if (Math.abs(rs) <= 1e-8 * Math.sqrt(rr * ss)) return
    for (let j = 0; j < n; j++) for (let i = 0; i < n; i++) B[j * n + i] += (r[i] * r[j]) / rs
  }

  return {
    get done() {
      return stop !== null
    },
    get stop() {
      return stop
    },
    get nEvaluations() {
      return nEvaluations
    },
    get x() {
      return x
    },
    get value() {
      return value
    },
    get gradient() {
      return gradient
    },
    curvature: () => Float64Array.from({ length: n }, (_, i) => B[i * n + i]),
    ask: () => trial,
    tell(trialValue, trialGradient) {
      nEvaluations++
      if (nEvaluations === 1) {
        value = trialValue
        gradient = trialGradient.slice()
        propose()
        if (promised <= tolerance) stop = 'converged'
        return
      }
      const noise = 4e-15 * Math.max(1, Math.abs(value)) * 8
      const gained = value - trialValue
      const usable = Number.isFinite(trialValue)
      if (usable) updateHessian(trialGradient)
      // Below the noise of the objective a smaller gradient is the better witness.
      const smaller =
        usable && Math.abs(gained) <= noise && scaledGradient(trialGradient, unit) < scaledGradient(gradient, unit)
      const ratio = smaller ? 1 : gained / promised
      const length = scaledNorm(step, unit)
      if (!usable || ratio < 0.1) radius = 0.25 * length
      else if (ratio > 0.75 && length > 0.8 * radius) radius *= 2.5
      if (usable && (gained > 0 || smaller)) {
        x = trial
        value = trialValue
        gradient = trialGradient.slice()
        nRejected = 0
      } else {
        nRejected++
        // What the model still promises cannot be told from rounding.
        if (usable && promised <= noise) stop = 'converged'
      }
      propose()
      if (promised <= tolerance) stop = 'converged'
      else if (nRejected > 12) stop = promised <= 100 * noise ? 'converged' : 'no-progress'
      else if (nEvaluations >= options.maxEvaluations) stop = 'limit'
    },
    resume(hessian, tighter) {
      tolerance = tighter
      B.set(hessian)
      stop = null
      nRejected = 0
      radius = Math.max(radius, 0.1)
      propose()
      if (promised <= tolerance) stop = 'converged'
    },
  }
}

const scaledNorm = (x: Float64Array, unit: Float64Array): number => Math.hypot(...x.map((v, i) => v * unit[i]))
const scaledGradient = (g: Float64Array, unit: Float64Array): number => Math.hypot(...g.map((v, i) => v / unit[i]))

/**
 * Minimises gᵀs + ½ sᵀBs subject to |unit · s| ≤ radius (Moré & Sorensen 1983), in the eigenbasis of the scaled B.
 */
function solveSubproblem(
  B: Float64Array,
  g: Float64Array,
  unit: Float64Array,
  radius: number,
  n: number,
  eigen: SymmetricEigenSolver,
): { step: Float64Array; promised: number } {
  const scaled = new Float64Array(n * n)
  for (let j = 0; j < n; j++) for (let i = 0; i < n; i++) scaled[j * n + i] = B[j * n + i] / (unit[i] * unit[j])
  const { values, vectors } = eigen(scaled, n)
  const coordinates = new Float64Array(n)
  for (let e = 0; e < n; e++) {
    let sum = 0
    for (let i = 0; i < n; i++) sum += (vectors[e * n + i] * g[i]) / unit[i]
    coordinates[e] = sum
  }
  const flat = 1e-10 * Math.max(1e-10, Math.abs(values[n - 1]), Math.abs(values[0]))
  const along = (shift: number): Float64Array =>
    coordinates.map((c, e) => {
      const d = values[e] + shift
      return Math.abs(c) < 1e-300 || d <= flat ? (c === 0 || d > flat ? 0 : -c / flat) : -c / d
    })
  const lowest = values[0]
  let s = along(0)
  if (lowest < flat || Math.hypot(...s) > radius) {
    let low = Math.max(0, -lowest)
    let high = low + Math.hypot(...coordinates) / radius + flat
    for (let iteration = 0; iteration < 100 && high - low > 1e-10 * high; iteration++) {
      const middle = 0.5 * (low + high)
      if (Math.hypot(...along(middle)) > radius) low = middle
      else high = middle
    }
    s = along(high)
    if (lowest < -flat) {
      // The hard case: the gradient hardly sees the direction of negative curvature, so walk along it to the edge.
      const rest = radius * radius - s.reduce((sum, v) => sum + v * v, 0)
      if (rest > 1e-12 * radius * radius) s[0] = (coordinates[0] > 0 ? -1 : 1) * Math.sqrt(s[0] * s[0] + rest)
    }
  }
  let promised = 0
  for (let e = 0; e < n; e++) promised -= coordinates[e] * s[e] + 0.5 * values[e] * s[e] * s[e]
  const step = new Float64Array(n)
  for (let e = 0; e < n; e++) for (let i = 0; i < n; i++) step[i] += (vectors[e * n + i] * s[e]) / unit[i]
  return { step, promised }
}
