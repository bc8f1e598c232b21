import { join } from 'node:path'
import * as v from 'valibot'
import type { ThemeChoice } from '../src-engine/contract'
import { jsonStore, type JsonStore } from './files/jsonStore'

export interface WindowBounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Settings {
  readonly theme: ThemeChoice
  readonly bounds: WindowBounds | null
}

const schema = v.object({
  theme: v.picklist(['system', 'light', 'dark']),
  bounds: v.nullable(v.object({ x: v.number(), y: v.number(), width: v.number(), height: v.number() })),
})

export function openSettings(userData: string): JsonStore<Settings> {
  return jsonStore<Settings>(join(userData, 'settings.json'), schema, { theme: 'system', bounds: null })
}
