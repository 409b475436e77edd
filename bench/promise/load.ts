/** Sends `/promise` for many people, so many at a time, and records how long each waited for the answer. A process of its own. */
import { createHmac } from 'node:crypto'
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
  concurrency: number
}

export interface LoadResult {
  perSecond: number
  p50: number
  p99: number
  /** Answers without a receipt. */
  wrong: number
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
  let wrong = 0
  let sample = ''
  let next = 0
  const start = performance.now()
  const worker = async () => {
    for (let request = requests[next++]; request; request = requests[next++]) {
      const since = performance.now()
      const { statusCode, body } = await pool.request({
        path: '/slack/events',
        method: 'POST',
        headers: request.headers,
        body: request.body,
      })
      const text = await body.text()
      waits.push(performance.now() - since)
      if (statusCode !== 200 || !text.includes('ship deck number')) {
        wrong += 1
        sample = `${statusCode} ${text.slice(0, 300)}`
      }
    }
  }
  await Promise.all(Array.from({ length: load.concurrency }, worker))
  const seconds = (performance.now() - start) / 1000
  await pool.close()
  return {
    perSecond: load.count / seconds,
    p50: quantile(waits, 0.5),
    p99: quantile(waits, 0.99),
    wrong,
    sample,
  } satisfies LoadResult
})
onEnd()
tellParent({})

function requestOf({ secret, teamId, people }: LoadRequest, index: number) {
  const from = index % people
  const to = (index + 1 + (run % 31)) % people
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

export function userId(index: number): string {
  return `U0P${String(index).padStart(6, '0')}`
}
