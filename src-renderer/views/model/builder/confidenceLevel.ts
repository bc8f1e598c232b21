/** A confidence level as people write it: a percentage without needless decimals. */
export function percentFromLevel(level: number): string {
  return String(Number((level * 100).toFixed(6)))
}

/** The level in (0, 1) that a typed percentage means; null where it means none. A comma is read as a decimal point. */
export function levelFromPercent(text: string): number | null {
  const percent = Number(text.trim().replace(/%$/, '').replace(',', '.'))
  if (text.trim() === '' || !Number.isFinite(percent) || percent <= 0 || percent >= 100) return null
  return Number((percent / 100).toFixed(8))
}
