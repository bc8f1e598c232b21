import { SvelteSet } from 'svelte/reactivity'

/** Ids of the cards that are folded; kept while the application runs, no part of the document. */
export const foldedAnalyses = new SvelteSet<string>()

/** The analysis that was added last, until its first blocks are there. */
export const awaited = $state<{ id: string | null }>({ id: null })
