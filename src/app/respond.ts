/** Performs what a handler replied, by the way that the request leaves open. */
import type { ModalView } from '@slack/types'
import type { Reply } from '../feature.ts'
import type { Message } from '../slack/blocks.ts'
import { publishHome } from './home.ts'
import { sendFiles } from './send-files.ts'
import type { AppRequest } from './request.ts'
import type { AppParts } from './parts.ts'
import { noticeModal } from './views.ts'

/** What goes into the answer to Slack's own request. */
export function httpAnswer(request: AppRequest, reply: Reply): unknown {
  const { say, open, errors } = reply
  if (request.kind === 'command')
    return say && { response_type: 'ephemeral', text: say.text, blocks: say.blocks }
  if (request.kind !== 'submission') return undefined
  if (errors) return { response_action: 'errors', errors }
  if (open) return { response_action: 'update', view: open }
  // A form leaves no other way to answer than the modal itself.
  if (say) return { response_action: 'update', view: noticeModal(say) }
  return { response_action: 'clear' }
}

/** What is done once the answer is on its way. A failure here is logged: everything that counts is stored. */
export async function respond(parts: AppParts, request: AppRequest, reply: Reply): Promise<void> {
  try {
    const { say, open, files } = reply
    if (files) await handOver(parts, request, files)
    if (request.kind !== 'submission') {
      if (open) await show(parts, request, open as ModalView)
      else if (say && request.kind !== 'command') await tell(parts, request, say, reply.replace)
    }
    // Whoever types a command is not looking at Home; when they open it, Slack says so and it is drawn afresh.
    const mayShowHome = request.view !== undefined
    const page = typeof reply.home === 'object' ? reply.home.page : 0
    if (mayShowHome && (reply.home || request.view?.type === 'home'))
      await publishHome(parts, request.teamId, request.userId, page)
  } catch (error) {
    parts.ctx.log.warn({ teamId: request.teamId, name: request.name, err: error }, 'reply not shown')
  }
}

async function handOver(
  parts: AppParts,
  request: AppRequest,
  files: NonNullable<Reply['files']>,
): Promise<void> {
  const client = await parts.clientOf(request.teamId)
  const isSent = client !== undefined && (await sendFiles(client, request.userId, files.list))
  await tell(parts, request, isSent ? files.done : files.otherwise)
}

async function tell(parts: AppParts, request: AppRequest, say: Message, replace = false): Promise<void> {
  if (!request.responseUrl) return show(parts, request, noticeModal(say))
  if (!isSlacks(request.responseUrl, parts.clientOptions.slackApiUrl)) return
  const answer = await fetch(request.responseUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...(replace ? { replace_original: true } : { response_type: 'ephemeral', replace_original: false }),
      text: say.text,
      blocks: say.blocks,
    }),
    signal: AbortSignal.timeout(5000),
    redirect: 'error',
  })
  if (!answer.ok) throw new Error(`Slack answered ${answer.status} to a response_url`)
}

/** Words go only to Slack: a signed payload names the address, and this is where it is believed or not. */
function isSlacks(address: string, apiUrl = 'https://slack.com/api/'): boolean {
  const host = URL.canParse(address) ? new URL(address).host : undefined
  return host === 'hooks.slack.com' || host === new URL(apiUrl).host
}

async function show(parts: AppParts, request: AppRequest, view: ModalView): Promise<void> {
  const client = await parts.clientOf(request.teamId)
  if (!client) return
  const { view: from, triggerId } = request
  if (from?.type === 'modal')
    await client.views.update({ view_id: from.id, view, ...(from.hash && { hash: from.hash }) })
  else await client.views.open({ trigger_id: triggerId, view })
}
