/** From a gesture in the builder to the new numbers on screen, as performance marks and a measure. */

const gesture = 'henderson:gesture'
const painted = 'henderson:painted'

/** Name of the measure that `markPainted` records. */
export const latencyMeasure = 'henderson:gesture-to-painted'

let pending = false

/** A gesture changed the model. */
export function markGesture(): void {
  performance.clearMarks(gesture)
  performance.mark(gesture)
  pending = true
}

/** The results of the last gesture are in the page; measured once they are painted. */
export function markPainted(): void {
  if (!pending) return
  pending = false
  requestAnimationFrame(() => {
    setTimeout(() => {
      performance.clearMarks(painted)
      performance.mark(painted)
      performance.measure(latencyMeasure, gesture, painted)
    })
  })
}
