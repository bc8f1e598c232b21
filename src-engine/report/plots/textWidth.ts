const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u
const narrow = /[ ijltfrI.,:;'|()[\]\-!]/
const broad = /[mwMWQOGD@%]/

/**
 * Width of a text in pixels at a font size, estimated by classes of characters: layout must not depend on the fonts of the
 * machine, and there is no canvas to measure with outside a window.
 */
export function textWidth(text: string, fontSize: number): number {
  let em = 0
  for (const character of text) {
    em += wide.test(character) ? 1.05 : narrow.test(character) ? 0.36 : broad.test(character) ? 0.88 : 0.6
  }
  return em * fontSize
}
