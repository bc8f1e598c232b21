/** Calls `enter` while an element is on screen or close to it, and what it returns once it is not. */
export function inSight(enter: () => () => void): (element: HTMLElement) => () => void {
  return (element) => {
    let leave: (() => void) | null = null
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.at(-1)?.isIntersecting === true) leave ??= enter()
        else {
          leave?.()
          leave = null
        }
      },
      { rootMargin: '200px' },
    )
    observer.observe(element)
    return () => {
      observer.disconnect()
      leave?.()
    }
  }
}
