import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { World } from './pretend-slack/world.ts'

/** What survives a restart: the pretend workspace, and its clock's offset from the machine's, in milliseconds. */
export interface SavedState {
  world: World
  offset: number
}

/** Reads the state of an earlier run; undefined when there is none that can be read. */
export function loadState(file: string): SavedState | undefined {
  if (!existsSync(file)) return undefined
  try {
    const state: SavedState = JSON.parse(readFileSync(file, 'utf8'), (_, value: unknown) =>
      isMap(value) ? new Map(value.map) : value,
    )
    return state.world.teams instanceof Map && Number.isFinite(state.offset) ? state : undefined
  } catch {
    return undefined
  }
}

/** Writes to a draft and renames it, so that an interrupted run leaves the last good state. */
export function saveState(file: string, state: SavedState): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}.draft`
  const text = JSON.stringify(state, (_, value: unknown) =>
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
  /** Writes a moment later, many changes at once. */
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
