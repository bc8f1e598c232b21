import type { MenuCommand, OpenedFile } from '../../src-engine/contract'

/** What a part of the window does for menu commands and for files that arrive. */
export type CommandHandlers = { readonly [C in MenuCommand]?: () => unknown } & {
  /** Takes a file that was opened, dropped or given at start; returns whether it is one of its kind. */
  readonly openFile?: (opened: OpenedFile) => boolean
}

const registered: CommandHandlers[] = []

/** Adds handlers; those added last are asked first. Returns how to take them away. */
export function handleCommands(handlers: CommandHandlers): () => void {
  registered.unshift(handlers)
  return () => {
    const at = registered.indexOf(handlers)
    if (at >= 0) registered.splice(at, 1)
  }
}

/** Runs a command as if chosen in the menu. Returns whether something took it. */
export function runCommand(command: MenuCommand): boolean {
  for (const handlers of registered) {
    const run = handlers[command]
    if (run === undefined) continue
    run()
    return true
  }
  return false
}

/** Hands a file to whoever knows its kind. */
export function openFile(opened: OpenedFile): boolean {
  return registered.some((handlers) => handlers.openFile?.(opened) === true)
}
