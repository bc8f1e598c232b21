/** How the model view is arranged; kept while the application runs, no part of the document. */
class ModelViewState {
  /** Width of the builder in pixels. */
  builderWidth = $state(380)
  equationsOpen = $state(true)
  /** Where the results page was scrolled to when the view was left. */
  scrollTop = 0
  /** The models being compared; null while one model's results are shown. */
  comparing = $state.raw<readonly string[] | null>(null)
}

export const view = new ModelViewState()
