/** Sends `/promise` for many people and records how long each waited for the answer. A process of its own. */
import { createHmac } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Pool } from 'undici'
import { onEnd, onQuestion, tellParent } from '../parts/child.ts'
import { quantile } from '../parts/figure.ts'

export interface LoadRequest {
  /** "http://127.0.0.1:3000" */
  origin: string
  secret: string
  teamId: string
  people: number
  count: number
  /** At once at most. */
  concurrency: number
  /** An open loop: so many begin each second, whatever became of those before, and wait from then on. */
  perSecond?: number
}

export interface LoadResult {
  /** Receipts. */
  perSecond: number
  p50: number
  p99: number
  longest: number
  receipts: number
  /** Refused in words. */
  refused: number
  /** Anything but a 200. */
  failed: number
  sample: string
}

let run = 0

onQuestion(async (message) => {
  const load = message as LoadRequest
  run += 1
  // Everything is signed before the time is taken: what is measured is the app.
  const requests = Array.from({ length: load.count }, (_, index) => requestOf(load, index))
  const pool = new Pool(load.origin, { connections: load.concurrency, pipelining: 1 })
  const waits: number[] = []
  const counts = { receipts: 0, refused: 0, failed: 0, sample: '' }
  let next = 0
  const start = performance.now()
  const worker = async () => {
    for (let index = next++; index < requests.length; index = next++) {
      const { headers, body } = requests[index]!
      const since = load.perSecond ? start + (index * 1000) / load.perSecond : performance.now()
      if (since > performance.now()) await sleep(since - performance.now())
      const answer = await pool.request({ path: '/slack/events', method: 'POST', headers, body })
      const text = await answer.body.text()
      waits.push(performance.now() - since)
      if (answer.statusCode === 200 && text.includes('ship deck number')) counts.receipts += 1
      else {
        counts[answer.statusCode === 200 ? 'refused' : 'failed'] += 1
        counts.sample = `${answer.statusCode} ${text.slice(0, 300)}`
      }
    }
  }
  await Promise.all(Array.from({ length: load.concurrency }, worker))
  const seconds = (performance.now() - start) / 1000
  await pool.close()
  return {
    ...counts,
    perSecond: counts.receipts / seconds,
    p50: quantile(waits, 0.5),
    p99: quantile(waits, 0.99),
    longest: quantile(waits, 1),
  } satisfies LoadResult
})
onEnd()
tellParent({})

/** Nobody promises the same person twice within a minute: that would be asked about, and not made. */
function requestOf({ secret, teamId, people }: LoadRequest, index: number) {
  const from = index % people
  const to = (from + 1 + ((run * 37 + Math.floor(index / people)) % (people - 1))) % people
  const body = new URLSearchParams({
    token: 'unused',
    team_id: teamId,
    team_domain: 'bench',
    channel_id: 'C0BENCH',
    channel_name: 'general',
    user_id: userId(from),
    user_name: `person${from}`,
    command: '/promise',
    text: `<@${userId(to)}|person${to}> ship deck number ${run * 100_000 + index} by Friday 3pm`,
    api_app_id: 'A0BENCH',
    is_enterprise_install: 'false',
    response_url: 'http://127.0.0.1:9/responses/none',
    trigger_id: `${process.pid}.${run}.${index}`,
  }).toString()
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')
  return {
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    },
  }
}

function userId(index: number): string {
  return `U0P${String(index).padStart(6, '0')}`
}
