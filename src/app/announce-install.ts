import type { Context } from '../context.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Feature } from '../feature.ts'

export interface Install {
  teamId: string
  userId: string
}

/** Tells the features that somebody installed the app. */
export async function announceInstall(
  { db, clock, cipher }: Context,
  features: readonly Feature[],
  install: Install,
): Promise<void> {
  const now = await clock.now()
  await inTransaction(db, async (tx) => {
    for (const feature of features) await feature.onInstall?.({ ...install, now, db: tx, cipher })
  })
}
