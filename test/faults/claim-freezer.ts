/** Freezes a process (SIGSTOP) at the worst moment: its claim is committed, and nothing of it is posted yet. */
import type { ChildProcess } from 'node:child_process'
import pg from 'pg'
import { announceClaims, claimChannel } from './ledger-view.ts'

export interface FreezeSettings {
  /** Milliseconds from the first claim to the freeze, so that the claims in other workspaces are committed too. */
  after: number
  /** Milliseconds; longer than lease and settle together, so that others have read history and posted themselves. */
  for: number
  /** Milliseconds for which a process that was resumed is not frozen again, so that the run ends. */
  spareFor: number
}

export function workerName(worker: number): string {
  return `worker-${worker}`
}

/** Calls `frozen` at every freeze. Returns how to stop. */
export async function freezeAfterClaims(
  databaseUrl: string,
  workers: readonly { child: ChildProcess }[],
  freezes: FreezeSettings,
  frozen: () => void,
): Promise<() => Promise<void>> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 })
  await announceClaims(pool)
  await pool.end()
  const listener = new pg.Client({ connectionString: databaseUrl })
  await listener.connect()
  await listener.query(`listen ${claimChannel}`)

  const frozenWorkers = new Set<number>()
  const spared = new Set<number>()
  listener.on('notification', ({ payload }) => {
    const index = workers.findIndex((_, number) => workerName(number) === payload)
    const worker = workers[index]
    // One is left running to take over from the others.
    if (!worker || spared.has(index) || frozenWorkers.size >= workers.length - 1) return
    const { child } = worker
    frozenWorkers.add(index)
    spared.add(index)
    const resume = () => {
      child.kill('SIGCONT')
      frozenWorkers.delete(index)
    }
    const freeze = () => {
      child.kill('SIGSTOP')
      frozen()
      setTimeout(resume, freezes.for).unref()
      setTimeout(() => spared.delete(index), freezes.for + freezes.spareFor).unref()
    }
    setTimeout(freeze, freezes.after).unref()
  })
  return () => listener.end()
}
