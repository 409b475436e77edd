/** Requests as Slack sends them, signed. */
import { createHmac } from 'node:crypto'

export interface Receiver {
  port: number
  signingSecret: string
}

export interface Answer {
  /** 0 = no answer. */
  status: number
  text: string
  seconds: number
}

/** A `/promise` command; `response_url` leads nowhere. */
export function promiseCommand(
  { teamId, from, to }: { teamId: string; from: string; to: string },
  words: string,
): string {
  return new URLSearchParams({
    command: '/promise',
    team_id: teamId,
    user_id: from,
    channel_id: 'C0000000001',
    text: `<@${to}> ${words}`,
    trigger_id: words,
    response_url: 'http://127.0.0.1:9/none',
  }).toString()
}

const form = 'application/x-www-form-urlencoded'

export async function postSigned(
  { port, signingSecret }: Receiver,
  body: string,
  type = form,
): Promise<Answer> {
  const stamp = String(Math.floor(Date.now() / 1000))
  const signature = createHmac('sha256', signingSecret).update(`v0:${stamp}:${body}`).digest('hex')
  const start = performance.now()
  const seconds = () => (performance.now() - start) / 1000
  try {
    const response = await fetch(`http://127.0.0.1:${port}/slack/events`, {
      method: 'POST',
      headers: {
        'content-type': type,
        'x-slack-request-timestamp': stamp,
        'x-slack-signature': `v0=${signature}`,
      },
      body,
      signal: AbortSignal.timeout(15_000),
    })
    return { status: response.status, text: await response.text(), seconds: seconds() }
  } catch {
    return { status: 0, text: '', seconds: seconds() }
  }
}
