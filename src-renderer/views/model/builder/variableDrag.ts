/** Variables on their way from the list to a place in the model. */

const mediaType = 'application/x-henderson-variables'

export function startVariableDrag(event: DragEvent, names: readonly string[]): void {
  if (event.dataTransfer === null) return
  event.dataTransfer.setData(mediaType, JSON.stringify(names))
  event.dataTransfer.effectAllowed = 'copy'
}

function namesOf(event: DragEvent): readonly string[] {
  const text = event.dataTransfer?.getData(mediaType) ?? ''
  if (text === '') return []
  const value: unknown = JSON.parse(text)
  return Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : []
}

/** Makes an element take variables; while some are over it, it carries `data-over`. */
export function variableTarget(ondrop: (names: readonly string[]) => void): (element: HTMLElement) => () => void {
  return (element) => {
    let depth = 0
    const carries = (event: DragEvent): boolean => event.dataTransfer?.types.includes(mediaType) ?? false
    const mark = (): void => {
      if (depth > 0) element.dataset['over'] = ''
      else delete element.dataset['over']
    }
    const enter = (event: DragEvent): void => {
      if (!carries(event)) return
      event.preventDefault()
      depth += 1
      mark()
    }
    const over = (event: DragEvent): void => {
      if (!carries(event)) return
      event.preventDefault()
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy'
    }
    const leave = (event: DragEvent): void => {
      if (!carries(event)) return
      depth = Math.max(0, depth - 1)
      mark()
    }
    const drop = (event: DragEvent): void => {
      if (!carries(event)) return
      depth = 0
      mark()
      // A target inside this one took them.
      if (event.defaultPrevented) return
      event.preventDefault()
      ondrop(namesOf(event))
    }
    element.addEventListener('dragenter', enter)
    element.addEventListener('dragover', over)
    element.addEventListener('dragleave', leave)
    element.addEventListener('drop', drop)
    return () => {
      element.removeEventListener('dragenter', enter)
      element.removeEventListener('dragover', over)
      element.removeEventListener('dragleave', leave)
      element.removeEventListener('drop', drop)
    }
  }
}
