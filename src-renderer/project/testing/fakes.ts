import {
  defaultModelSpec,
  emptyProject,
  type DecodedProject,
  type FileRef,
  type FitResult,
  type HostFailure,
  type HostMethod,
  type HostParams,
  type HostResult,
  type MethodName,
  type OpenedFile,
  type ParamsOf,
  type ProjectDocument,
  type ResultOf,
} from '../../../src-engine/contract'
import type { LifecycleNews } from '../news'
import type { LifecyclePorts } from '../ports'

/** A small fit for tests: a random intercept over two groups. */
export function fitFor(overrides: Partial<FitResult> = {}): FitResult {
  const none = new Float64Array(0)
  return {
    spec: { ...defaultModelSpec, formula: 'y ~ x + (1 | g)' },
    formula: 'y ~ x + (1 | g)',
    outcome: 'y',
    family: 'gaussian',
    link: 'identity',
    method: 'REML',
    criterion: 'REML',
    dfMethod: 'satterthwaite',
    anovaType: 'III',
    nObs: 20,
    nDropped: 0,
    dropped: [],
    objective: 100,
    logLik: -50,
    aic: 108,
    bic: 112,
    nParameters: 4,
    dfResidual: 16,
    converged: true,
    singular: false,
    conditions: [],
    fixed: [
      { name: '(Intercept)', estimate: 10, stdError: 2, df: 9, statistic: 5, pValue: 0.001, lower: 5, upper: 15 },
      { name: 'x', estimate: 1e-9, stdError: 0.5, df: 18, statistic: 2e-9, pValue: 1, lower: -1, upper: 1 },
    ],
    aliased: [],
    vcov: [
      [4, 0],
      [0, 0.25],
    ],
    random: [
      {
        group: 'g',
        nLevels: 5,
        terms: ['(Intercept)'],
        correlated: true,
        variance: [0],
        sd: [0],
        correlation: [[1]],
        icc: 0,
      },
    ],
    sigma: 3,
    theta: [0],
    thetaNames: ['g:(Intercept)'],
    anova: [],
    conditionalModes: [],
    rows: {
      index: new Int32Array(0),
      y: none,
      fitted: none,
      fittedFixed: none,
      residual: none,
      pearson: none,
      scaled: none,
    },
    coding: [],
    timing: { readMs: 0, frameMs: 0, fitMs: 0, inferenceMs: 0, nEvaluations: 0 },
    engineVersion: '0.1.0',
    inputHash: '',
    ...overrides,
  }
}

type HostAnswers = { [M in HostMethod]?: (params: HostParams<M>) => HostResult<M> | Promise<HostResult<M>> }
type EngineAnswers = { [M in MethodName]?: (params: ParamsOf<M>) => ResultOf<M> | Promise<ResultOf<M>> }

export const fileRef = (name: string, token = name): FileRef => ({ token, name, folder: 'home' })

export const failure = (code: HostFailure['code']): HostFailure => ({ failed: true, code, detail: code })

export const opened = (
  name: string,
  document: ProjectDocument | null,
  more: Partial<DecodedProject> = {},
): OpenedFile => {
  const bytes = new TextEncoder().encode(JSON.stringify({ document, readOnly: false, notices: [], ...more }))
  return { file: fileRef(name), bytes }
}

/** A world for the lifecycle: a document, a host and an engine whose answers a test may replace. */
export class World {
  document: ProjectDocument = emptyProject
  saved: ProjectDocument = emptyProject
  news: LifecycleNews[] = []
  calls: { method: string; params: unknown }[] = []
  host: HostAnswers = {}
  engine: EngineAnswers = {}
  readonly #listeners = new Set<() => void>()

  edit(change: Partial<ProjectDocument>): void {
    this.document = { ...this.document, ...change }
    for (const listener of this.#listeners) listener()
  }

  called(method: string): unknown[] {
    return this.calls.filter((call) => call.method === method).map((call) => call.params)
  }

  ports(): LifecyclePorts {
    return {
      host: { invoke: (method, params) => this.#invoke(method, params) },
      engine: { request: (method, params) => this.#request(method, params) },
      document: {
        get: () => this.document,
        isDirty: () => this.document !== this.saved,
        load: (document, { saved }) => {
          this.saved = saved ? document : emptyProject
          this.document = document
          for (const listener of this.#listeners) listener()
        },
        markSaved: (document) => (this.saved = document),
        subscribe: (listener) => {
          this.#listeners.add(listener)
          return () => this.#listeners.delete(listener)
        },
      },
      report: (document) =>
        Promise.resolve({ title: document.report.title, author: '', date: '2026-01-01', language: 'en', blocks: [] }),
      say: (news) => this.news.push(news),
      now: () => new Date('2026-01-01T12:34:00Z'),
      untitled: () => 'Untitled project',
    }
  }

  async #invoke<M extends HostMethod>(method: M, params: HostParams<M>): Promise<HostResult<M>> {
    this.calls.push({ method, params })
    const answer = this.host[method]
    if (answer) return answer(params)
    if (method === 'app.info') return { version: '0.1.0', electron: '', chrome: '', platform: '' } as HostResult<M>
    return null
  }

  async #request<M extends MethodName>(method: M, params: ParamsOf<M>): Promise<ResultOf<M>> {
    this.calls.push({ method, params })
    const answer = this.engine[method]
    if (answer) return answer(params)
    if (method === 'project.encode') {
      const { document } = params as ParamsOf<'project.encode'>
      return opened('', document).bytes
    }
    if (method === 'project.decode') {
      const { bytes } = params as ParamsOf<'project.decode'>
      return JSON.parse(new TextDecoder().decode(bytes)) as ResultOf<M>
    }
    throw new Error(`no answer for ${method}`)
  }
}
