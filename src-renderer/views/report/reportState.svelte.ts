import type { ProjectDocument } from '../../../src-engine/contract'
import { project } from '../../document/project'
import { engine } from '../../engine/engine.svelte'
import { isUnwanted } from '../../engine/engineFailure'
import { host } from '../../host/host'
import { messageOf } from '../../project/messageOf'
import { reportBuilder } from '../../project/session.svelte'
import type { BlocksByModel } from './modelBlocks'
import { LatestWins } from './preview/latestWins'

/** Pause after a change before the pages are made anew. */
const pauseMs = 500

/** The pages of the report as they would print now, and the blocks they can be made of. Outlives the view. */
class ReportState {
  /** Blocks of the fitted models; null before they are known. */
  models = $state.raw<BlocksByModel | null>(null)
  /** The newest pages, as PDF; the previous ones stay until the next are there. */
  pdf = $state.raw<Uint8Array | null>(null)
  /** The pages do not show the newest changes yet. */
  updating = $state(false)
  failure = $state<string | null>(null)

  #html = ''
  readonly #queue = new LatestWins<ProjectDocument>((document) => this.#render(document), pauseMs)

  /** Follows the project while the view is on screen; returns how to stop. Call inside an effect. */
  follow(document: ProjectDocument): void {
    this.updating = true
    this.#queue.ask(document, this.pdf === null ? 0 : pauseMs)
  }

  retry(): void {
    this.#html = ''
    this.follow(project.document)
  }

  async #render(document: ProjectDocument): Promise<void> {
    try {
      const { report, models } = await reportBuilder.build(document)
      this.models = models
      const html = await engine.request('report.html', { report, theme: 'print' })
      if (html !== this.#html || this.pdf === null) {
        this.pdf = await host.invoke('pdf.render', { html })
        this.#html = html
      }
      this.failure = null
    } catch (error) {
      if (!isUnwanted(error)) this.failure = messageOf(error)
    }
    if (document === project.document) this.updating = false
  }
}

export const reportState = new ReportState()
