let probe: HTMLElement | null = null

/**
 * The colour that a token has now, as `rgb(…)`. For canvases and charts, which do not read custom properties.
 * Ask again after `theme.dark` changed.
 */
export function resolveToken(name: `--${string}`): string {
  if (probe === null) {
    probe = document.createElement('span')
    probe.hidden = true
    document.body.append(probe)
  }
  probe.style.color = `var(${name})`
  return getComputedStyle(probe).color
}
