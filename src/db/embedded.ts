import { randomBytes } from 'node:crypto'
import {
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
  closeSync,
  existsSync,
} from 'node:fs'
import path from 'node:path'
import type { PoolConfig } from 'pg'
import { StartError } from '../start-error.ts'

export interface Embedded {
  poolConfig: PoolConfig
  close(): Promise<void>
}

/** Thrown when another process has the data folder open. */
export class FolderInUseError extends StartError {
  override readonly name = 'FolderInUseError'
  constructor(folder: string, pid: number) {
    super(
      `The data folder ${folder} is in use by process ${pid}. Stop that one first, or set DATABASE_URL so that several can run.`,
    )
  }
}

/** Opens the embedded Postgres kept in `folder`, one process at a time. */
export async function openEmbedded(folder: string): Promise<Embedded> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // Two processes on one folder lose each other's rows without an error, so the second must not start.
  const unlock = lockFolder(folder)
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

function lockFolder(folder: string): () => void {
  const file = path.join(folder, 'lock')
  for (let attempt = 0; ; attempt++) {
    try {
      const handle = openSync(file, 'wx')
      writeSync(handle, String(process.pid))
      closeSync(handle)
      return () => rmSync(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 3) throw error
      const pid = Number(readFileSync(file, 'utf8'))
      if (pid && isAlive(pid)) throw new FolderInUseError(folder, pid)
      rmSync(file, { force: true })
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it is alive and belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
