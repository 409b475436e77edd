/** What a test opened is closed after it, or after its file. The setup file registers the hooks for each test file. */
type Cleanup = () => Promise<unknown>

const afterTest = new Set<Cleanup>()
const afterFile = new Set<Cleanup>()

/** Runs `cleanup` once the present test is over, or the present file when `shared`. Returns how to take that back. */
export function cleanUpLater(cleanup: Cleanup, { shared = false } = {}): () => void {
  const set = shared ? afterFile : afterTest
  set.add(cleanup)
  return () => void set.delete(cleanup)
}

export async function cleanUpTest(): Promise<void> {
  await cleanUp(afterTest)
}

export async function cleanUpFile(): Promise<void> {
  await cleanUp(afterTest)
  await cleanUp(afterFile)
}

async function cleanUp(set: Set<Cleanup>): Promise<void> {
  const cleanups = [...set]
  set.clear()
  await Promise.all(cleanups.map((cleanup) => cleanup()))
}
