/** Powers of ten that a double holds exactly. */
const exactPowers = Float64Array.from({ length: 23 }, (_, k) => Number(`1e${k}`))

const decoder = new TextDecoder()

/** What `parseNumber` returns for text that is no number; a number never has this value. */
export const notNumber = NaN

/**
 * Reads a decimal number from UTF-8 bytes: sign (also U+2212), digits, decimal mark, exponent; `Inf` as R writes it.
 * NaN where the text is something else. Correctly rounded: up to 15 digits with a small power of ten by one exact
 * multiplication or division (Clinger 1990), anything else by the host.
 */
export function parseNumber(bytes: Uint8Array, start: number, end: number, decimalMark: number): number {
  let at = start
  let isNegative = false
  if (bytes[at] === 45) {
    isNegative = true
    at++
  } else if (bytes[at] === 43) {
    at++
  } else if (bytes[at] === 0xe2 && bytes[at + 1] === 0x88 && bytes[at + 2] === 0x92) {
    isNegative = true
    at += 3
  }
  let mantissa = 0
  let nDigits = 0
  let nSignificant = 0
  let scale = 0
  let inFraction = false
  for (; at < end; at++) {
    const digit = bytes[at] - 48
    if (digit >= 0 && digit <= 9) {
      nDigits++
      if (nSignificant > 0 || digit > 0) nSignificant++
      if (nSignificant <= 15) mantissa = mantissa * 10 + digit
      if (inFraction) scale--
    } else if (bytes[at] === decimalMark && !inFraction) {
      inFraction = true
    } else {
      break
    }
  }
  if (nDigits === 0) return infinity(bytes, at, end, isNegative)
  if (at < end) {
    const exponent = readExponent(bytes, at, end)
    if (exponent === null) return notNumber
    scale += exponent
  }
  if (nSignificant > 15 || scale > 22 || scale < -22) return bySlowPath(bytes, start, end, decimalMark)
  const magnitude = scale < 0 ? mantissa / exactPowers[-scale] : mantissa * exactPowers[scale]
  return isNegative ? -magnitude : magnitude
}

function readExponent(bytes: Uint8Array, from: number, end: number): number | null {
  if ((bytes[from] | 32) !== 101) return null
  let at = from + 1
  const isNegative = bytes[at] === 45
  if (isNegative || bytes[at] === 43) at++
  if (at >= end || end - at > 4) return null
  let exponent = 0
  for (; at < end; at++) {
    const digit = bytes[at] - 48
    if (digit < 0 || digit > 9) return null
    exponent = exponent * 10 + digit
  }
  return isNegative ? -exponent : exponent
}

function infinity(bytes: Uint8Array, at: number, end: number, isNegative: boolean): number {
  const isInf = end - at === 3 && bytes[at] === 73 && bytes[at + 1] === 110 && bytes[at + 2] === 102
  return isInf ? (isNegative ? -Infinity : Infinity) : notNumber
}

function bySlowPath(bytes: Uint8Array, start: number, end: number, decimalMark: number): number {
  const text = decoder.decode(bytes.subarray(start, end)).replace('\u2212', '-')
  return Number(decimalMark === 46 ? text : text.replace(String.fromCharCode(decimalMark), '.'))
}
