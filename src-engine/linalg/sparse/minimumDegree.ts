import type { SymmetricPattern } from './pattern'
import { DegreeLists, QuotientGraph } from './quotientGraph'

/**
 * A fill-reducing order for Cholesky by approximate minimum degree (Amestoy, Davis & Duff 1996, SIAM J. Matrix Anal.
 * Appl. 17, 886–905): quotient graph, element absorption (aggressive too), mass elimination, indistinguishable
 * variables, and their upper bound on the external degree.
 * @returns the permutation: entry k is the index eliminated as the k-th
 */
export function approximateMinimumDegree(pattern: SymmetricPattern): Int32Array {
  return new MinimumDegree(pattern).run()
}

/** Flags are renewed before they can pass the range of 32-bit integers. */
const FLAG_LIMIT = 2 ** 30

class MinimumDegree {
  readonly #graph: QuotientGraph
  readonly #byDegree: DegreeLists
  /** Approximate external degree of a variable; weight of the variables of an element. */
  readonly #degree: Int32Array
  /** For an element met in this step, `#flag` + the weight of its variables outside the newest element. */
  readonly #outside: Int32Array
  #flag = 1
  #largestElement = 0
  readonly #hash: Int32Array
  readonly #bucketHead: Int32Array
  readonly #bucketNext: Int32Array
  readonly #pivots: number[] = []
  #nEliminated = 0

  constructor(pattern: SymmetricPattern) {
    const n = pattern.n
    this.#graph = new QuotientGraph(pattern)
    this.#byDegree = new DegreeLists(n)
    this.#degree = this.#graph.length.slice()
    this.#outside = new Int32Array(n)
    this.#hash = new Int32Array(n)
    this.#bucketHead = new Int32Array(n).fill(-1)
    this.#bucketNext = new Int32Array(n)
    for (let i = n - 1; i >= 0; i--) this.#byDegree.add(i, this.#degree[i])
  }

  run(): Int32Array {
    while (this.#nEliminated < this.#graph.n) {
      const pivot = this.#byDegree.takeLowest()
      const pivotWeight = this.#formElement(pivot)
      this.#measureElements(pivot)
      const massWeight = this.#updateVariables(pivot)
      this.#nEliminated += pivotWeight + massWeight
      this.#mergeIndistinguishable(pivot)
      this.#finishElement(pivot)
      this.#pivots.push(pivot)
    }
    return this.#permutation()
  }

  /** Turns the pivot into an element: its variables and those of its elements, which it absorbs. */
  #formElement(pivot: number): number {
    const graph = this.#graph
    graph.ensureRoom()
    const { lists, start, length, nElements, weight, isElement } = graph
    const pivotWeight = weight[pivot]
    weight[pivot] = 0
    const first = graph.free
    let free = first
    let total = 0
    const listEnd = start[pivot] + length[pivot]
    const elementEnd = start[pivot] + nElements[pivot]
    for (let at = start[pivot]; at < listEnd; at++) {
      const node = lists[at]
      const isVariable = at >= elementEnd
      if (!isVariable && !isElement[node]) continue
      const from = isVariable ? at : start[node]
      const to = isVariable ? at + 1 : from + length[node]
      for (let inner = from; inner < to; inner++) {
        const i = lists[inner]
        if (weight[i] <= 0) continue
        total += weight[i]
        weight[i] = -weight[i]
        this.#byDegree.remove(i, this.#degree[i])
        lists[free++] = i
      }
      if (!isVariable) isElement[node] = 0
    }
    isElement[pivot] = 1
    start[pivot] = first
    length[pivot] = free - first
    graph.free = free
    this.#degree[pivot] = total
    return pivotWeight
  }

  /** For every element that touches the newest: the weight of its variables outside the newest. */
  #measureElements(pivot: number): void {
    const { lists, start, length, nElements, weight, isElement } = this.#graph
    const outside = this.#outside
    const degree = this.#degree
    const flag = this.#flag
    const end = start[pivot] + length[pivot]
    for (let at = start[pivot]; at < end; at++) {
      const i = lists[at]
      const elementEnd = start[i] + nElements[i]
      for (let inner = start[i]; inner < elementEnd; inner++) {
        const element = lists[inner]
        if (!isElement[element]) continue
        outside[element] = (outside[element] >= flag ? outside[element] : degree[element] + flag) + weight[i]
      }
    }
  }

  /**
   * Rewrites the lists of the newest element's variables, bounds their degrees, eliminates those that have no neighbour
   * outside it, and hashes the rest. Returns the weight eliminated.
   */
  #updateVariables(pivot: number): number {
    const { lists, start, length, nElements, weight, isElement, mergedInto, n } = this.#graph
    const outside = this.#outside
    const flag = this.#flag
    let massWeight = 0
    const end = start[pivot] + length[pivot]
    for (let at = start[pivot]; at < end; at++) {
      const i = lists[at]
      const first = start[i]
      const elementEnd = first + nElements[i]
      const listEnd = first + length[i]
      let to = first
      let degree = 0
      let hash = pivot
      for (let inner = first; inner < elementEnd; inner++) {
        const element = lists[inner]
        if (!isElement[element]) continue
        const beyond = outside[element] - flag
        if (beyond > 0) {
          degree += beyond
          hash += element
          lists[to++] = element
        } else {
          isElement[element] = 0
        }
      }
      const nKept = to - first
      for (let inner = elementEnd; inner < listEnd; inner++) {
        const j = lists[inner]
        if (weight[j] <= 0) continue
        degree += weight[j]
        hash += j
        lists[to++] = j
      }
      if (to === first) {
        mergedInto[i] = pivot
        massWeight -= weight[i]
        weight[i] = 0
        continue
      }
      // The new element goes first; the first variable and the first element move to the ends of their parts.
      lists[to] = lists[first + nKept]
      lists[first + nKept] = lists[first]
      lists[first] = pivot
      nElements[i] = nKept + 1
      length[i] = to - first + 1
      this.#degree[i] = Math.min(this.#degree[i], degree)
      const bucket = hash % n
      this.#hash[i] = bucket
      this.#bucketNext[i] = this.#bucketHead[bucket]
      this.#bucketHead[bucket] = i
    }
    this.#degree[pivot] -= massWeight
    this.#renewFlag(this.#degree[pivot] + massWeight)
    return massWeight
  }

  #renewFlag(elementWeight: number): void {
    this.#largestElement = Math.max(this.#largestElement, elementWeight)
    this.#flag += this.#largestElement + 1
    if (this.#flag > FLAG_LIMIT) {
      this.#outside.fill(0)
      this.#flag = 1
    }
  }

  /** Merges variables of the newest element that have the same neighbours. */
  #mergeIndistinguishable(pivot: number): void {
    const { lists, start, length, weight } = this.#graph
    const end = start[pivot] + length[pivot]
    for (let at = start[pivot]; at < end; at++) {
      if (weight[lists[at]] >= 0) continue
      const bucket = this.#hash[lists[at]]
      let i = this.#bucketHead[bucket]
      this.#bucketHead[bucket] = -1
      for (; i >= 0; i = this.#bucketNext[i]) {
        if (this.#bucketNext[i] >= 0) this.#absorbTwins(i)
      }
    }
  }

  /** Merges into `i` every later variable of its bucket with the same list. */
  #absorbTwins(i: number): void {
    const { lists, start, length, nElements, weight, mergedInto } = this.#graph
    const mark = this.#outside
    const flag = this.#flag
    const end = start[i] + length[i]
    for (let at = start[i] + 1; at < end; at++) mark[lists[at]] = flag
    let previous = i
    for (let j = this.#bucketNext[i]; j >= 0; j = this.#bucketNext[j]) {
      let same = length[j] === length[i] && nElements[j] === nElements[i]
      const last = start[j] + length[j]
      for (let at = start[j] + 1; same && at < last; at++) same = mark[lists[at]] === flag
      if (!same) {
        previous = j
        continue
      }
      mergedInto[j] = i
      weight[i] += weight[j]
      weight[j] = 0
      this.#bucketNext[previous] = this.#bucketNext[j]
    }
    this.#flag++
  }

  /** Drops merged variables from the newest element and puts the others back among the candidates. */
  #finishElement(pivot: number): void {
    const graph = this.#graph
    const { lists, start, length, weight, isElement, n } = graph
    const first = start[pivot]
    const end = first + length[pivot]
    const total = this.#degree[pivot]
    let to = first
    for (let at = first; at < end; at++) {
      const i = lists[at]
      if (weight[i] >= 0) continue
      weight[i] = -weight[i]
      const degree = Math.min(this.#degree[i] + total - weight[i], n - this.#nEliminated - weight[i])
      this.#degree[i] = degree
      this.#byDegree.add(i, degree)
      lists[to++] = i
    }
    length[pivot] = to - first
    graph.free = to
    if (to === first) isElement[pivot] = 0
  }

  /** Pivots in order, each followed by the variables merged into it. */
  #permutation(): Int32Array {
    const { n, mergedInto } = this.#graph
    const rank = new Int32Array(n).fill(-1)
    this.#pivots.forEach((pivot, k) => (rank[pivot] = k))
    const starts = new Int32Array(this.#pivots.length + 1)
    for (let i = 0; i < n; i++) {
      let node = i
      while (rank[node] < 0) node = mergedInto[node]
      for (let at = i; rank[at] < 0; at = mergedInto[at]) rank[at] = rank[node]
      starts[rank[node] + 1]++
    }
    for (let k = 0; k < this.#pivots.length; k++) starts[k + 1] += starts[k]
    const order = new Int32Array(n)
    for (const pivot of this.#pivots) order[starts[rank[pivot]]++] = pivot
    for (let i = 0; i < n; i++) if (mergedInto[i] >= 0) order[starts[rank[i]]++] = i
    return order
  }
}
