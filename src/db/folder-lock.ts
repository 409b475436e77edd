/**
 * A lock file for the data folder: two processes on one embedded database lose each other's rows without an error. It
 * holds the process's id, when that process started, and the machine, as an id alone proves little: after `kill -9` the
 * next process of a container has the same one, and on a machine it may since belong to a stranger.
 */
import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { StartError } from '../start-error.ts'

/** Thrown when another process has the data folder open. */
export class FolderInUseError extends StartError {
  override readonly name = 'FolderInUseError'
  constructor(folder: string, pid: number) {
    super(
      `The data folder ${folder} is in use by process ${pid}. Stop that one first, or set DATABASE_URL so that several can run.`,
    )
  }
}

/** Milliseconds between two touches of the file, and its age at which a holder on another machine counts as gone. */
const touchInterval = 2000
const staleAfter = 8000
/** Milliseconds that another process may take between making the file and writing into it. */
const writingTime = 200

interface Holder {
  pid: number
  host?: string
  startedAt?: string
}

const heldHere = new Set<string>()

/** Throws a FolderInUseError. Returns how to unlock. */
export async function lockFolder(folder: string): Promise<() => void> {
  const file = path.resolve(folder, 'lock')
  for (let attempt = 0; ; attempt++) {
    if (create(file)) break
    const holder = await readHolder(file)
    if (holder && (await isHeld(file, holder))) throw new FolderInUseError(folder, holder.pid)
    if (attempt > 3) throw new Error('The lock of the data folder keeps coming back')
    rmSync(file, { force: true })
  }
  heldHere.add(file)
  const touch = setInterval(() => touchFile(file), touchInterval).unref()
  return () => {
    clearInterval(touch)
    heldHere.delete(file)
    rmSync(file, { force: true })
  }
}

function create(file: string): boolean {
  try {
    const handle = openSync(file, 'wx')
    writeSync(handle, describeHolder())
    closeSync(handle)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Undefined = nobody: the file is empty, as after a kill between its making and its writing, or gone. */
async function readHolder(file: string): Promise<Holder | undefined> {
  const holder = parseHolder(file)
  if (holder) return holder
  await delay(writingTime)
  return parseHolder(file)
}

function parseHolder(file: string): Holder | undefined {
  try {
    const value = JSON.parse(readFileSync(file, 'utf8')) as Holder | number
    // An earlier version wrote the bare id.
    const holder = typeof value === 'number' ? { pid: value } : value
    return Number.isInteger(holder?.pid) ? holder : undefined
  } catch {
    return undefined
  }
}

async function isHeld(file: string, { pid, host, startedAt }: Holder): Promise<boolean> {
  if (heldHere.has(file)) return true
  // Another machine or container: whether it lives shows only by its touches.
  if (host && host !== hostname()) return isTouched(file)
  if (pid === process.pid || !isAlive(pid)) return false
  const start = startOf(pid)
  return !startedAt || !start || start === startedAt
}

async function isTouched(file: string): Promise<boolean> {
  const end = performance.now() + staleAfter
  const first = modifiedAt(file)
  while (performance.now() < end) {
    await delay(250)
    if (modifiedAt(file) !== first) return true
  }
  return false
}

function modifiedAt(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs
}

/** Writes the same again in its place, so that nobody reads an empty file meanwhile. */
function touchFile(file: string): void {
  try {
    const handle = openSync(file, 'r+')
    writeSync(handle, describeHolder(), 0)
    closeSync(handle)
  } catch {
    // The folder is gone, and with it what the lock protects.
  }
}

function describeHolder(): string {
  const holder: Holder = { pid: process.pid, host: hostname(), startedAt: startOf(process.pid) ?? '' }
  return JSON.stringify(holder)
}

/** Tells this process from a later one with the same id; undefined where the system has no /proc. */
function startOf(pid: number): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    // Field 22, counted from behind the name, which may hold spaces.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return `${boot} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`
  } catch {
    return undefined
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
