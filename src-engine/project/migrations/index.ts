/** The JSON of a project file before it is checked, one value for each entry; a step may reshape any of it. */
export interface RawProject {
  readonly manifest: unknown
  /** In the order of their entries; the values of columns are still names of binary entries. */
  readonly tables: readonly unknown[]
  readonly models: unknown
  readonly results: unknown
  readonly report: unknown
}

/** Brings a project of format `from` to format `from + 1`. */
export interface Migration {
  readonly from: number
  readonly migrate: (project: RawProject) => RawProject
}

/** Every step since the first format, in order. */
export const migrations: readonly Migration[] = []

/** Applies the steps from one format to another; throws where a step is missing, which is a bug. */
export function migrate(project: RawProject, from: number, to: number, steps = migrations): RawProject {
  let current = project
  for (let version = from; version < to; version++) {
    const step = steps.find((candidate) => candidate.from === version)
    if (step === undefined) throw new Error(`no migration from project format ${version}`)
    current = step.migrate(current)
  }
  return current
}
