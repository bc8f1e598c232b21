/** Seeded random numbers: the same seed gives the same numbers on every machine. */
export interface RandomSource {
  /** Uniform on the open interval (0, 1), 53 bits. */
  uniform(): number
  /** Standard normal. */
  normal(): number
  /** Uniform integer in [0, n). */
  integer(n: number): number
}

/**
 * xoshiro128** (Blackman & Vigna 2021, ACM TOMS 47) seeded by splitmix32; normals by the polar method
 * (Marsaglia & Bray 1964).
 */
export function createRandom(seed: number): RandomSource {
  let mix = seed >>> 0
  const next32 = (): number => {
    mix = (mix + 0x9e3779b9) | 0
    let z = mix
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b)
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
    return (z ^ (z >>> 16)) | 0
  }
  let s0 = next32()
  let s1 = next32()
  let s2 = next32()
  let s3 = next32()
  const bits = (): number => {
    const product = Math.imul(s1, 5)
    const result = Math.imul((product << 7) | (product >>> 25), 9)
    const t = s1 << 9
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= t
    s3 = (s3 << 11) | (s3 >>> 21)
    return result >>> 0
  }
  const uniform = (): number => ((bits() >>> 5) * 67108864 + (bits() >>> 6) + 0.5) / 9007199254740992
  let spare = NaN
  const normal = (): number => {
    if (!Number.isNaN(spare)) {
      const z = spare
      spare = NaN
      return z
    }
    for (;;) {
      const u = 2 * uniform() - 1
      const v = 2 * uniform() - 1
      const s = u * u + v * v
      if (s >= 1 || s === 0) continue
      const factor = Math.sqrt((-2 * Math.log(s)) / s)
      spare = v * factor
      return u * factor
    }
  }
  return { uniform, normal, integer: (n) => Math.floor(uniform() * n) }
}
