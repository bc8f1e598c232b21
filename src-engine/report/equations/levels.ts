import type { Atom, Product } from './atoms'
import { digitIndex, indexed, type Summand } from './latex'
import { keyOf, type Grouping, type Structure } from './structure'

/** One equation of one level: the outcome's, or that of a coefficient. */
export interface LevelEquation {
  readonly left: string
  readonly right: readonly Summand[]
  /** The coefficient is one and the same everywhere. */
  readonly isConstant: boolean
}

export interface Levels {
  /** Level 1 first; within a level, one equation for each coefficient of the level below. */
  readonly levels: readonly (readonly LevelEquation[])[]
  /** The fixed part with the coefficients of the highest level, and the random effects with what they multiply. */
  readonly fixed: readonly Summand[]
  readonly random: readonly Summand[]
  /** Symbols of the random effects of each grouping factor, in the order of its effects. */
  readonly effects: readonly (readonly RandomEffect[])[]
}

export interface RandomEffect {
  readonly latex: string
  /** Its digits, for naming its variance. */
  readonly digits: string
  readonly block: number
}

interface Item {
  readonly product: Product
  /** Atoms not yet written at a lower level. */
  readonly rest: readonly Atom[]
  readonly position: number
}

interface RandomItem extends Item {
  readonly group: number
}

/** Symbols of coefficients from level 1 up, for so many levels; those of the highest are the fixed effects. */
function coefficientSymbols(nLevels: number): readonly string[] {
  return ['\\psi', '\\pi', '\\beta', '\\gamma'].slice(-Math.min(4, Math.max(1, nLevels)))
}

/**
 * Writes a model level by level (Raudenbush & Bryk 2002): each coefficient of a level is an outcome of the next, with the
 * variables that vary there and its random effect. Crossed factors share one second level.
 */
export class LevelWriter {
  private readonly structure: Structure
  /** Level at which each grouping factor's effects enter: one each when nested, all at the second when crossed. */
  private readonly nLevels: number
  private readonly symbols: readonly string[]
  private readonly written: LevelEquation[][]
  private readonly fixed: { position: number; summand: Summand }[] = []
  private readonly random: { group: number; position: number; summand: Summand }[] = []
  private readonly effects: RandomEffect[][]

  constructor(structure: Structure) {
    this.structure = structure
    this.nLevels = structure.groups.length === 0 ? 1 : structure.nested ? structure.groups.length + 1 : 2
    this.symbols = structure.groups.length === 0 ? ['\\beta'] : coefficientSymbols(this.nLevels)
    this.written = Array.from({ length: this.nLevels }, () => [])
    this.effects = structure.groups.map(() => [])
  }

  write(outcome: string, error: Summand | null, offsets: readonly Summand[]): Levels {
    const { fixed, groups } = this.structure
    const items = fixed.map((product, position): Item => ({ product, rest: product.atoms, position }))
    const random = groups.flatMap(({ effects }, group) =>
      effects.map(({ product }, position): RandomItem => ({ product, rest: product.atoms, position, group })),
    )
    this.equation(0, outcome, items, random, [], [...offsets, ...(error === null ? [] : [error])])
    return {
      levels: this.written,
      fixed: this.fixed.sort((a, b) => a.position - b.position).map(({ summand }) => summand),
      random: this.random.sort((a, b) => a.group - b.group || a.position - b.position).map(({ summand }) => summand),
      effects: this.effects,
    }
  }

  /** Letters that count the units of a level and of all above it. */
  index(level: number): string {
    const { groups, nested } = this.structure
    const all = groups.map(({ letter }) => letter).join('')
    if (groups.length === 0) return level === 0 ? 'i' : ''
    if (nested)
      return level === 0
        ? `i${all}`
        : groups
            .slice(level - 1)
            .map(({ letter }) => letter)
            .join('')
    return level === 0 ? `i(${all})` : level === 1 ? all : ''
  }

  private levelOfGroup(group: number): number {
    return this.structure.nested ? group + 1 : 1
  }

  /** Level at which an atom varies, and the index that it carries there. */
  private placeOf(atom: Atom): { level: number; index: string } {
    const group = this.structure.levelOf(atom.variables)
    if (group < 0) return { level: 0, index: this.index(0) }
    const level = this.levelOfGroup(group)
    return { level, index: this.structure.nested ? this.index(level) : this.structure.groups[group].letter }
  }

  private product(atoms: readonly Atom[]): string {
    return atoms.map((atom) => atom.write(this.placeOf(atom).index)).join('\\,')
  }

  private equation(
    level: number,
    left: string,
    items: readonly Item[],
    random: readonly RandomItem[],
    digits: readonly number[],
    tail: readonly Summand[],
  ): void {
    const here = random.filter(({ group }) => this.levelOfGroup(group) === level)
    const above = random.filter(({ group }) => this.levelOfGroup(group) > level)
    const isTop = level === this.nLevels - 1
    const bases = this.bases(level, [...items, ...above])
    const right: Summand[] = []
    const position = this.written[level].length
    this.written[level].push({ left, right, isConstant: false })
    bases.forEach(({ key, atoms }, m) => {
      const own = items.filter((item) => this.baseKey(level, item) === key)
      const ownRandom = above.filter((item) => this.baseKey(level, item) === key)
      const next = [...digits, m]
      const { symbol, sums } = this.coefficient(level, next, atoms, isTop)
      const product = this.product(atoms)
      right.push({ sign: '+', latex: sums + (product === '' ? symbol : `${symbol}\\,${product}`) })
      if (isTop) {
        for (const item of own) this.addFixed(item, next)
      } else {
        this.equation(
          level + 1,
          symbol,
          own.map((item) => this.without(level, item)),
          ownRandom.map((item) => this.without(level, item)),
          next,
          [],
        )
      }
    })
    for (const item of here) right.push({ sign: '+', latex: this.randomEffect(item, digits) })
    right.push(...tail)
    const isConstant = level > 0 && here.length === 0 && bases.length === 1 && bases[0].atoms.length === 0
    this.written[level][position] = { left, right, isConstant }
  }

  private coefficient(
    level: number,
    digits: readonly number[],
    atoms: readonly Atom[],
    isTop: boolean,
  ): { symbol: string; sums: string } {
    const summed = atoms.flatMap(({ sum }) => sum ?? [])
    const index =
      digitIndex(digits) + summed.map(({ letter }) => letter).join('') + (isTop ? '' : this.index(level + 1))
    return {
      symbol: indexed(this.symbols[Math.min(level, this.symbols.length - 1)], index),
      sums: summed.map(({ from }) => `\\sum_{${from}} `).join(''),
    }
  }

  private addFixed({ product, position }: Item, digits: readonly number[]): void {
    const { symbol, sums } = this.coefficient(this.nLevels - 1, digits, product.atoms, true)
    const written = this.product(product.atoms)
    this.fixed.push({
      position,
      summand: { sign: '+', latex: sums + (written === '' ? symbol : `${symbol}\\,${written}`) },
    })
  }

  /** Writes a random effect where it enters, and notes it for the combined form and its distribution. */
  private randomEffect({ product, rest, group, position }: RandomItem, digits: readonly number[]): string {
    const grouping: Grouping = this.structure.groups[group]
    const taken = new Set(this.effects[group].map((effect) => effect.digits))
    let name = digitIndex(digits)
    while (taken.has(name)) name += "'"
    const summed = product.atoms.flatMap(({ sum }) => sum ?? []).map(({ letter }) => letter)
    const index = this.structure.nested ? this.index(this.levelOfGroup(group)) : grouping.letter
    const symbol = indexed(grouping.symbol, name + summed.join('') + index)
    this.effects[group][position] = { latex: symbol, digits: name, block: grouping.effects[position].block }
    const written = this.product(product.atoms)
    const sums = product.atoms
      .flatMap(({ sum }) => sum ?? [])
      .map(({ from }) => `\\sum_{${from}} `)
      .join('')
    const latex = sums + (written === '' ? symbol : `${symbol}\\,${written}`)
    this.random.push({ group, position, summand: { sign: '+', latex } })
    const left = this.product(rest)
    return left === '' ? symbol : `${symbol}\\,${left}`
  }

  private ownAtoms(level: number, item: Item): readonly Atom[] {
    return item.rest.filter((atom) => this.placeOf(atom).level === level)
  }

  private baseKey(level: number, item: Item): string {
    return keyOf({ atoms: this.ownAtoms(level, item) })
  }

  private without<T extends Item>(level: number, item: T): T {
    return { ...item, rest: item.rest.filter((atom) => this.placeOf(atom).level !== level) }
  }

  /** Distinct products at a level in order of appearance, the constant first. */
  private bases(level: number, items: readonly Item[]): { key: string; atoms: readonly Atom[] }[] {
    const found = new Map<string, readonly Atom[]>()
    for (const item of items) {
      const atoms = this.ownAtoms(level, item)
      const key = keyOf({ atoms })
      if (!found.has(key)) found.set(key, atoms)
    }
    return [...found]
      .map(([key, atoms]) => ({ key, atoms }))
      .sort((a, b) => Math.min(1, a.atoms.length) - Math.min(1, b.atoms.length))
  }
}
