import type { Exchange, State } from '../../api.ts'
import type { Act, ActResult } from '../../act.ts'

/** Without a person the server picks the first. */
export async function getState(as: string | undefined): Promise<State> {
  return await getJson<State>(as === undefined ? '/api/state' : `/api/state?as=${encodeURIComponent(as)}`)
}

export async function getExchanges(): Promise<Exchange[]> {
  const answer = await getJson<Exchange[] | { exchanges: Exchange[] }>('/api/exchanges')
  return Array.isArray(answer) ? answer : answer.exchanges
}

/** Never throws: every failure becomes a sentence for the person. */
export async function perform(act: Act): Promise<ActResult> {
  try {
    const response = await fetch('/api/act', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(act),
    })
    const text = await response.text()
    if (!text.startsWith('{')) return { ok: false, error: `The playground answered ${response.status}.` }
    const result: ActResult = JSON.parse(text)
    return result
  } catch {
    return { ok: false, error: 'The playground does not answer. Is npm start still running?' }
  }
}

/** Calls `changed` after every change, and `connection` when the connection is lost or back. */
export function listen(changed: () => void, connection: (connected: boolean) => void): () => void {
  const source = new EventSource('/api/changes')
  source.addEventListener('changed', () => changed())
  source.addEventListener('open', () => {
    connection(true)
    changed()
  })
  source.addEventListener('error', () => connection(false))
  return () => source.close()
}

async function getJson<T>(path: string): Promise<T> {
  const response = await fetch(path, { headers: { accept: 'application/json' } })
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  const answer: T = await response.json()
  return answer
}
