import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { World } from './pretend-slack/world.ts'

/** What outlives a restart: the pretend workspace, and how far its clock was moved from the machine's, in milliseconds. */
export interface SavedState {
  world: World
  offset: number
}

/** Reads what an earlier run kept; undefined when there is nothing to go on with. */
export function loadState(file: string): SavedState | undefined {
  if (!existsSync(file)) return undefined
  try {
    const kept: SavedState = JSON.parse(readFileSync(file, 'utf8'), (_, value: unknown) =>
      isMap(value) ? new Map(value.map) : value,
    )
    return kept.world.teams instanceof Map && Number.isFinite(kept.offset) ? kept : undefined
  } catch {
    return undefined
  }
}

/** Writes whole or not at all, so that a run cut short leaves the last good state. */
export function saveState(file: string, kept: SavedState): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}.draft`
  const text = JSON.stringify(kept, (_, value: unknown) =>
    value instanceof Map ? { map: [...value] } : value,
  )
  writeFileSync(draft, text, { mode: 0o600 })
  renameSync(draft, file)
}

function isMap(value: unknown): value is { map: [unknown, unknown][] } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'map' in value &&
    Array.isArray(value.map) &&
    Object.keys(value).length === 1
  )
}

export interface StateSaver {
  /** Something changed; it is written a moment later, many changes at once. */
  schedule(): void
  flush(): void
  stop(): void
}

export function stateSaver(file: string, current: () => SavedState, milliseconds = 300): StateSaver {
  let timer: NodeJS.Timeout | undefined
  const write = () => {
    clearTimeout(timer)
    timer = undefined
    saveState(file, current())
  }
  return {
    schedule() {
      timer ??= setTimeout(write, milliseconds)
    },
    flush: write,
    stop() {
      if (timer) write()
    },
  }
}
