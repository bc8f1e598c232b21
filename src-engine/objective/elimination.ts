import type { GroupingBlock } from './groupingBlock'

/**
 * The order in which `Omega` is factored, found once per model. Blocks whose part of the matrix stays block diagonal
 * are *stages*: every level is eliminated by itself. The first block always is one; a block in which it is nested is
 * the next, and so on. The blocks left over (crossed ones) form the *trailing* system, together with X and y.
 *
 * Unknowns are numbered stage blocks first, then trailing blocks (level by level, effects of a level together), then
 * the p columns of X and y; the last p + 1 are called the border.
 */
export interface Elimination {
  readonly blocks: readonly GroupingBlock[]
  /** Number of random effects of all blocks, q. */
  readonly q: number
  /** Number of random effects in stages. */
  readonly qStages: number
  /** Columns of X and y together: p + 1. */
  readonly nBorder: number
  /** First unknown of each block. */
  readonly blockStart: Int32Array
  readonly stages: readonly StagePattern[]
  /** Whether every block has one effect per level. */
  readonly scalar: boolean
}

/**
 * Rows under the diagonal block of each level of a stage, in ascending order: those of levels of later blocks that it
 * is coupled to (fill included), then the border. Level c owns rows `ptr[c] … ptr[c + 1] − 1`.
 */
export interface StagePattern {
  readonly k: number
  readonly nLevels: number
  readonly ptr: Int32Array
  /** Number of the unknown in each row. */
  readonly row: Int32Array
  /** Block that each row belongs to; `borderBlock` for the border. */
  readonly rowBlock: Uint8Array
  /** Leading rows of each level that belong to later stages. */
  readonly nStageRows: Int32Array
  /** For each level and each later stage's group of rows, where the rows after the group are found in that stage. */
  readonly relativePtr: Int32Array
  readonly relative: Int32Array
  /** Whether no level has any rows but the border. */
  readonly borderOnly: boolean
}

export const borderBlock = 255

/** @param nBorder p + 1 */
export function planElimination(blocks: readonly GroupingBlock[], nBorder: number): Elimination {
  const nodeStart = new Int32Array(blocks.length + 1)
  const blockStart = new Int32Array(blocks.length + 1)
  blocks.forEach((b, t) => {
    nodeStart[t + 1] = nodeStart[t] + b.nLevels
    blockStart[t + 1] = blockStart[t] + b.nLevels * b.k
  })
  const lists: NodeLists[] = []
  for (let t = 0; t < blocks.length; t++) {
    if (t > 0 && !lists.every((list) => atMostOne(list, nodeStart[t], nodeStart[t + 1]))) break
    lists.push(coupledNodes(blocks, t, nodeStart, lists))
  }
  const nStages = lists.length
  const q = blockStart[blocks.length]
  const qStages = blockStart[nStages]
  const stages = lists.map((list, t) => layOut(blocks, t, list, nStages, nodeStart, blockStart, q, nBorder))
  return {
    blocks,
    q,
    qStages,
    nBorder,
    blockStart,
    stages: linkAncestors(stages, blocks, blockStart),
    scalar: blocks.every((b) => b.k === 1),
  }
}

/** Later nodes that each level of a block is coupled to, ascending. */
interface NodeLists {
  readonly ptr: Int32Array
  readonly node: Int32Array
}

function atMostOne(list: NodeLists, from: number, to: number): boolean {
  for (let c = 0; c + 1 < list.ptr.length; c++) {
    let count = 0
    for (let e = list.ptr[c]; e < list.ptr[c + 1]; e++) {
      const node = list.node[e]
      if (node >= from && node < to && ++count > 1) return false
    }
  }
  return true
}

/** Observations ordered by level: a counting sort. */
export function sortByLevel(codes: Int32Array, nLevels: number): { ptr: Int32Array; order: Int32Array } {
  const ptr = new Int32Array(nLevels + 1)
  for (const code of codes) ptr[code + 1]++
  for (let c = 0; c < nLevels; c++) ptr[c + 1] += ptr[c]
  const next = ptr.slice()
  const order = new Int32Array(codes.length)
  for (let i = 0; i < codes.length; i++) order[next[codes[i]]++] = i
  return { ptr, order }
}

function coupledNodes(
  blocks: readonly GroupingBlock[],
  t: number,
  nodeStart: Int32Array,
  earlier: readonly NodeLists[],
): NodeLists {
  const { nLevels, codes } = blocks[t]
  const ptr = new Int32Array(nLevels + 1)
  if (t === blocks.length - 1) return { ptr, node: new Int32Array(0) }
  const later = blocks.slice(t + 1)
  const sorted = sortByLevel(codes, nLevels)
  const seen = new Int32Array(nodeStart[blocks.length]).fill(-1)
  const children = childrenOf(t, nodeStart, earlier)
  const node: number[] = []
  for (let c = 0; c < nLevels; c++) {
    const own: number[] = []
    const add = (v: number): void => {
      if (seen[v] === c) return
      seen[v] = c
      own.push(v)
    }
    for (let e = sorted.ptr[c]; e < sorted.ptr[c + 1]; e++) {
      const i = sorted.order[e]
      for (let s = 0; s < later.length; s++) add(nodeStart[t + 1 + s] + later[s].codes[i])
    }
    for (const { list, level } of children[c] ?? []) {
      for (let e = list.ptr[level]; e < list.ptr[level + 1]; e++) {
        if (list.node[e] >= nodeStart[t + 1]) add(list.node[e])
      }
    }
    own.sort((a, b) => a - b)
    for (const v of own) node.push(v)
    ptr[c + 1] = node.length
  }
  return { ptr, node: Int32Array.from(node) }
}

/** For each level of stage t, the earlier levels whose first later node it is: their rows fill in here. */
function childrenOf(
  t: number,
  nodeStart: Int32Array,
  earlier: readonly NodeLists[],
): { list: NodeLists; level: number }[][] {
  const children: { list: NodeLists; level: number }[][] = []
  for (const list of earlier) {
    for (let level = 0; level + 1 < list.ptr.length; level++) {
      if (list.ptr[level] === list.ptr[level + 1]) continue
      const first = list.node[list.ptr[level]] - nodeStart[t]
      if (first >= 0 && first < nodeStart[t + 1] - nodeStart[t]) (children[first] ??= []).push({ list, level })
    }
  }
  return children
}

type Layout = Omit<StagePattern, 'relativePtr' | 'relative'>

function layOut(
  blocks: readonly GroupingBlock[],
  t: number,
  list: NodeLists,
  nStages: number,
  nodeStart: Int32Array,
  blockStart: Int32Array,
  q: number,
  nBorder: number,
): Layout {
  const { nLevels, k } = blocks[t]
  const blockOf = (node: number): number => {
    let b = t + 1
    while (node >= nodeStart[b + 1]) b++
    return b
  }
  const ptr = new Int32Array(nLevels + 1)
  for (let c = 0; c < nLevels; c++) {
    let size = nBorder
    for (let e = list.ptr[c]; e < list.ptr[c + 1]; e++) size += blocks[blockOf(list.node[e])].k
    ptr[c + 1] = ptr[c] + size
  }
  const row = new Int32Array(ptr[nLevels])
  const rowBlock = new Uint8Array(row.length)
  const nStageRows = new Int32Array(nLevels)
  for (let c = 0; c < nLevels; c++) {
    let at = ptr[c]
    for (let e = list.ptr[c]; e < list.ptr[c + 1]; e++) {
      const b = blockOf(list.node[e])
      const kb = blocks[b].k
      const first = blockStart[b] + (list.node[e] - nodeStart[b]) * kb
      for (let r = 0; r < kb; r++) {
        row[at] = first + r
        rowBlock[at] = b
        at++
      }
      if (b < nStages) nStageRows[c] += kb
    }
    for (let j = 0; j < nBorder; j++) {
      row[at] = q + j
      rowBlock[at] = borderBlock
      at++
    }
  }
  return { k, nLevels, ptr, row, rowBlock, nStageRows, borderOnly: list.node.length === 0 }
}

function linkAncestors(
  stages: readonly Layout[],
  blocks: readonly GroupingBlock[],
  blockStart: Int32Array,
): StagePattern[] {
  return stages.map((stage) => {
    const relativePtr = new Int32Array(stage.nLevels + 1)
    const relative: number[] = []
    for (let c = 0; c < stage.nLevels; c++) {
      const end = stage.ptr[c + 1]
      let at = stage.ptr[c]
      const lastStageRow = at + stage.nStageRows[c]
      while (at < lastStageRow) {
        const b = stage.rowBlock[at]
        const kb = blocks[b].k
        const ancestor = stages[b]
        const level = (stage.row[at] - blockStart[b]) / kb
        let place = ancestor.ptr[level]
        for (let e = at + kb; e < end; e++) {
          while (ancestor.row[place] !== stage.row[e]) place++
          relative.push(place - ancestor.ptr[level])
        }
        at += kb
      }
      relativePtr[c + 1] = relative.length
    }
    return { ...stage, relativePtr, relative: Int32Array.from(relative) }
  })
}
