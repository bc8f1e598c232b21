import type { SymmetricPattern } from './pattern'

/**
 * The quotient graph of a partial elimination (George & Liu 1980; Amestoy, Davis & Duff 1996). A node is a variable
 * (not yet eliminated) or an element (the clique left by an eliminated pivot). A variable's list holds its elements
 * first, then its variables; an element's list holds its variables. Variables with the same neighbours are merged into
 * one supervariable, whose `weight` counts them.
 */
export class QuotientGraph {
  readonly n: number
  /** Where each node's list begins in `lists`. */
  readonly start: Int32Array
  readonly length: Int32Array
  /** How many of a variable's neighbours, at the front of its list, are elements. */
  readonly nElements: Int32Array
  /** Weight of a principal variable; 0 of one that was merged or eliminated; negative while in the newest element. */
  readonly weight: Int32Array
  /** 1 for an element that was not absorbed. */
  readonly isElement: Uint8Array
  /** The node into which a merged or mass-eliminated variable went, −1 for all others. */
  readonly mergedInto: Int32Array
  lists: Int32Array
  /** First free place in `lists`. */
  free: number

  constructor(pattern: SymmetricPattern) {
    const { n, columnStarts, rowIndices } = pattern
    this.n = n
    this.start = new Int32Array(n)
    this.length = new Int32Array(n)
    this.nElements = new Int32Array(n)
    this.weight = new Int32Array(n).fill(1)
    this.isElement = new Uint8Array(n)
    this.mergedInto = new Int32Array(n).fill(-1)
    for (let j = 0; j < n; j++) {
      for (let e = columnStarts[j]; e < columnStarts[j + 1]; e++) {
        const i = rowIndices[e]
        if (i === j) continue
        this.length[i]++
        this.length[j]++
      }
    }
    let total = 0
    for (let j = 0; j < n; j++) {
      this.start[j] = total
      total += this.length[j]
    }
    this.lists = new Int32Array(total + Math.ceil(total / 5) + 2 * n)
    this.free = total
    const next = this.start.slice()
    for (let j = 0; j < n; j++) {
      for (let e = columnStarts[j]; e < columnStarts[j + 1]; e++) {
        const i = rowIndices[e]
        if (i === j) continue
        this.lists[next[i]++] = j
        this.lists[next[j]++] = i
      }
    }
  }

  /** Makes room for one more list of up to n entries, by moving the live lists together. */
  ensureRoom(): void {
    if (this.free + this.n <= this.lists.length) return
    const live: number[] = []
    for (let node = 0; node < this.n; node++) {
      if ((this.isElement[node] || this.weight[node] !== 0) && this.length[node] > 0) live.push(node)
    }
    live.sort((a, b) => this.start[a] - this.start[b])
    let at = 0
    for (const node of live) {
      this.lists.copyWithin(at, this.start[node], this.start[node] + this.length[node])
      this.start[node] = at
      at += this.length[node]
    }
    this.free = at
    if (this.free + this.n > this.lists.length) {
      const larger = new Int32Array(this.free + 2 * this.n)
      larger.set(this.lists.subarray(0, at))
      this.lists = larger
    }
  }
}

/** Variables by approximate degree, in doubly linked lists. */
export class DegreeLists {
  readonly #head: Int32Array
  readonly #next: Int32Array
  readonly #previous: Int32Array
  #lowest = 0

  constructor(n: number) {
    this.#head = new Int32Array(n + 1).fill(-1)
    this.#next = new Int32Array(n).fill(-1)
    this.#previous = new Int32Array(n).fill(-1)
  }

  add(variable: number, degree: number): void {
    const first = this.#head[degree]
    this.#next[variable] = first
    this.#previous[variable] = -1
    if (first >= 0) this.#previous[first] = variable
    this.#head[degree] = variable
    if (degree < this.#lowest) this.#lowest = degree
  }

  remove(variable: number, degree: number): void {
    const next = this.#next[variable]
    const previous = this.#previous[variable]
    if (next >= 0) this.#previous[next] = previous
    if (previous >= 0) this.#next[previous] = next
    else this.#head[degree] = next
  }

  /** Removes and returns a variable of least degree; there must be one. */
  takeLowest(): number {
    while (this.#head[this.#lowest] < 0) this.#lowest++
    const variable = this.#head[this.#lowest]
    this.remove(variable, this.#lowest)
    return variable
  }
}
