/** A model whose factor would not fit in memory, found before anything is allocated. */
export class ModelTooLarge extends Error {
  readonly nBytes: number
  readonly limitBytes: number
  readonly nRandom: number

  constructor(nBytes: number, limitBytes: number, nRandom: number) {
    super(`The factor would take ${nBytes} bytes`)
    this.name = 'ModelTooLarge'
    this.nBytes = nBytes
    this.limitBytes = limitBytes
    this.nRandom = nRandom
  }
}
