import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { PoolConfig } from 'pg'
import { lockFolder } from './folder-lock.ts'

export interface Embedded {
  poolConfig: PoolConfig
  close(): Promise<void>
}

/** Opens the embedded Postgres kept in `folder`, one process at a time. */
export async function openEmbedded(folder: string): Promise<Embedded> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const unlock = await lockFolder(folder)
  try {
    const { PGlite } = await import('@electric-sql/pglite')
    const { createPgConfig } = await import('@electric-sql/pglite/node-postgres')
    const pglite = await PGlite.create(path.join(folder, 'postgres'))
    return {
      // Its type names a client class of its own; what a pool uses of it is the same.
      poolConfig: createPgConfig(pglite) as unknown as PoolConfig,
      async close() {
        await pglite.close()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

/** The key that encrypts what the embedded database keeps: 32 bytes, made once, readable by the owner only. */
export function embeddedKey(folder: string): Buffer {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, 'encryption.key')
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex')
}
