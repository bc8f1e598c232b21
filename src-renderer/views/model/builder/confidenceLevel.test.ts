import { describe, expect, it } from 'vitest'
import { levelFromPercent, percentFromLevel } from './confidenceLevel'

describe('the confidence level', () => {
  it('is shown as a percentage without rounding noise', () => {
    expect(percentFromLevel(0.95)).toBe('95')
    expect(percentFromLevel(0.999)).toBe('99.9')
  })

  it('is read with a point or a comma, with or without the sign', () => {
    expect(levelFromPercent('99,5')).toBe(0.995)
    expect(levelFromPercent(' 90 % ')).toBe(0.9)
  })

  it('lies between 0 and 100, both excluded', () => {
    for (const text of ['0', '100', '-5', 'many', '']) expect(levelFromPercent(text)).toBeNull()
  })
})
