/** Posts to the response_url of a request, which Slack takes five times within 30 minutes. */
import type { Message } from '../slack/blocks.ts'

/** Milliseconds that one post may take. */
const timeout = 5000

export async function postToResponseUrl(
  url: string,
  apiUrl: string | undefined,
  message: Message,
  { replace = false } = {},
): Promise<void> {
  if (!isSlackHost(url, apiUrl)) throw new Error('A response_url that is not one of Slack')
  const place = replace ? { replace_original: true } : { response_type: 'ephemeral', replace_original: false }
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...place, text: message.text, blocks: message.blocks }),
    signal: AbortSignal.timeout(timeout),
    redirect: 'error',
  })
  if (!answer.ok) throw new Error(`Slack answered ${answer.status} to a response_url`)
}

/** The payload names the address, so it is checked before words of people are sent to it. */
function isSlackHost(address: string, apiUrl = 'https://slack.com/api/'): boolean {
  const host = URL.canParse(address) ? new URL(address).host : undefined
  return host === 'hooks.slack.com' || host === new URL(apiUrl).host
}
