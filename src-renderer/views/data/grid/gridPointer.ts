/** A cell as the grid's DOM names it. */
export interface GridPlace {
  readonly row: number
  readonly columnId: string
}

export interface PointerActions {
  readonly press: (place: GridPlace, extend: boolean) => void
  readonly drag: (place: GridPlace) => void
  readonly doublePress: (place: GridPlace) => void
  readonly menu: (place: GridPlace, x: number, y: number) => void
}

/** While the pointer is outside, the selection grows by a step this often. */
const autoScrollMs = 40

/** Turns mouse events in the grid's cells into actions. Returns how to stop. */
export function followPointer(element: HTMLElement, actions: PointerActions): () => void {
  let dragging: GridPlace | null = null
  let pointer = { x: 0, y: 0 }
  let timer: ReturnType<typeof setInterval> | null = null

  const onDown = (event: MouseEvent): void => {
    const place = placeOf(event.target)
    if (place === null) return
    // The grid would focus the pressed cell; with Shift the active cell has to stay.
    event.stopPropagation()
    event.preventDefault()
    if (event.button !== 0) return
    actions.press(place, event.shiftKey)
    dragging = place
    pointer = { x: event.clientX, y: event.clientY }
    window.addEventListener('mousemove', onMove)
    window.addEventListener('mouseup', onUp)
    timer = setInterval(growOutside, autoScrollMs)
  }
  const onMove = (event: MouseEvent): void => {
    pointer = { x: event.clientX, y: event.clientY }
    const place = placeOf(document.elementFromPoint(event.clientX, event.clientY), element)
    if (place === null || dragging === null) return
    dragging = place
    actions.drag(place)
  }
  const onUp = (): void => {
    dragging = null
    if (timer !== null) clearInterval(timer)
    timer = null
    window.removeEventListener('mousemove', onMove)
    window.removeEventListener('mouseup', onUp)
  }
  const growOutside = (): void => {
    const viewport = element.querySelector('.ag-body')?.getBoundingClientRect() ?? element.getBoundingClientRect()
    const dRow = pointer.y < viewport.top ? -1 : pointer.y > viewport.bottom ? 1 : 0
    if (dRow === 0 || dragging === null) return
    dragging = { ...dragging, row: Math.max(0, dragging.row + dRow) }
    actions.drag(dragging)
  }
  const onDouble = (event: MouseEvent): void => {
    const place = placeOf(event.target)
    if (place !== null && !place.columnId.startsWith('#')) actions.doublePress(place)
  }
  const onMenu = (event: MouseEvent): void => {
    const place = placeOf(event.target)
    if (place === null) return
    event.preventDefault()
    actions.menu(place, event.clientX, event.clientY)
  }

  element.addEventListener('mousedown', onDown, true)
  element.addEventListener('dblclick', onDouble, true)
  element.addEventListener('contextmenu', onMenu, true)
  return () => {
    onUp()
    element.removeEventListener('mousedown', onDown, true)
    element.removeEventListener('dblclick', onDouble, true)
    element.removeEventListener('contextmenu', onMenu, true)
  }
}

function placeOf(target: EventTarget | null, within?: Element): GridPlace | null {
  if (!(target instanceof Element) || target.closest('.cell-editor') !== null) return null
  if (within !== undefined && !within.contains(target)) return null
  const cell = target.closest('.ag-cell')
  const row = cell?.closest('.ag-row')?.getAttribute('row-index')
  const columnId = cell?.getAttribute('col-id')
  return typeof row !== 'string' || typeof columnId !== 'string' ? null : { row: Number(row), columnId }
}
