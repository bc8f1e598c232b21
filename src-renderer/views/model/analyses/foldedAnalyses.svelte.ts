import { SvelteSet } from 'svelte/reactivity'

/** Ids of the cards that are folded; kept while the application runs, no part of the document. */
export const foldedAnalyses = new SvelteSet<string>()
