/** Freezes a process at the worst moment: its claim is committed, and nothing of it is posted yet. */
import type { ChildProcess } from 'node:child_process'
import pg from 'pg'
import { announceClaims, claimChannel } from './ledger-view.ts'

export interface ClaimFreezes {
  /** Milliseconds from the first claim to the freeze, so that the claims in other workspaces are committed too. */
  after: number
  /** Milliseconds; longer than lease and settle together, others have asked history in vain and said it themselves. */
  for: number
  /** Milliseconds for which one that woke is left in peace, so that the run comes to an end. */
  rest: number
}

export function nameOf(worker: number): string {
  return `worker-${worker}`
}

/** `frozen` hears of every freeze. Answers how to stop. */
export async function freezeAfterClaims(
  databaseUrl: string,
  workers: readonly { child: ChildProcess }[],
  freezes: ClaimFreezes,
  frozen: () => void,
): Promise<() => Promise<void>> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 })
  await announceClaims(pool)
  await pool.end()
  const listener = new pg.Client({ connectionString: databaseUrl })
  await listener.connect()
  await listener.query(`listen ${claimChannel}`)

  const asleep = new Set<number>()
  const spared = new Set<number>()
  listener.on('notification', ({ payload }) => {
    const index = workers.findIndex((_, worker) => nameOf(worker) === payload)
    const place = workers[index]
    // One is left awake to take over from the others.
    if (!place || spared.has(index) || asleep.size >= workers.length - 1) return
    const { child } = place
    asleep.add(index)
    spared.add(index)
    const wake = () => {
      child.kill('SIGCONT')
      asleep.delete(index)
    }
    const freeze = () => {
      child.kill('SIGSTOP')
      frozen()
      setTimeout(wake, freezes.for).unref()
      setTimeout(() => spared.delete(index), freezes.for + freezes.rest).unref()
    }
    setTimeout(freeze, freezes.after).unref()
  })
  return () => listener.end()
}
