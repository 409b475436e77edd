/** Performs what a handler replied, by the way that the request leaves open. */
import type { ModalView } from '@slack/types'
import { inTransaction } from '../db/transaction.ts'
import type { Reply } from '../feature.ts'
import type { Message } from '../slack/blocks.ts'
import { publishHome, readPages, type HomePages } from './home.ts'
import { withOrigin } from './modal-origin.ts'
import type { AppParts } from './parts.ts'
import type { AppRequest } from './request.ts'
import { postToResponseUrl } from './response-url.ts'
import { sendFiles } from './send-files.ts'
import { formNotOpened, noticeModal } from './views.ts'

/** What goes into the answer to Slack's own request. */
export function httpAnswer(request: AppRequest, reply: Reply): unknown {
  const { say, open, errors } = reply
  if (request.kind === 'command')
    return say && { response_type: 'ephemeral', text: say.text, blocks: say.blocks }
  if (request.kind !== 'submission') return undefined
  if (errors) return { response_action: 'errors', errors }
  if (open) return { response_action: 'update', view: withOrigin(open, request.origin) }
  // Beside the message that it replaces, a form leaves no other way to answer than the modal itself.
  if (say && !(reply.replace && request.origin)) return { response_action: 'update', view: noticeModal(say) }
  return { response_action: 'clear' }
}

/** What is done once the answer is on its way. A failure here is logged: everything that counts is stored. */
export async function respond(parts: AppParts, request: AppRequest, reply: Reply): Promise<void> {
  try {
    if (reply.files) await handOver(parts, request, reply.files)
    await showReply(parts, request, reply)
    // Whoever types a command is not looking at Home; when they open it, Slack says so and it is drawn afresh.
    const mayShowHome = request.view !== undefined
    if (mayShowHome && (reply.home || request.view?.type === 'home'))
      await publishHome(parts, request.teamId, request.userId, pagesAfter(request, reply))
  } catch (error) {
    parts.ctx.log.warn({ teamId: request.teamId, name: request.name, err: error }, 'reply not shown')
  }
}

/** Pages stay where they are, but for one that was turned; a form does not know on which page Home is. */
function pagesAfter(request: AppRequest, { home }: Reply): HomePages {
  const isOnHome = request.kind === 'action' && request.view?.type === 'home'
  return readPages(isOnHome ? request.metadata : '', typeof home === 'object' ? home : undefined)
}

async function showReply(parts: AppParts, request: AppRequest, reply: Reply): Promise<void> {
  const { say, open, replace } = reply
  const { origin } = request
  if (say && replace && origin) return post(parts, origin, say, { replace })
  if (request.kind === 'submission') return
  if (open) await show(parts, request, open as ModalView)
  else if (say && request.kind !== 'command') await tell(parts, request, say)
}

async function handOver(
  parts: AppParts,
  request: AppRequest,
  files: NonNullable<Reply['files']>,
): Promise<void> {
  const { ctx } = parts
  const { teamId, userId } = request
  const client = await parts.clientOf(teamId)
  const list = await inTransaction(ctx.db, (db) => files.create({ teamId, db, cipher: ctx.cipher }))
  const send = async () => client !== undefined && sendFiles(client, userId, list)
  const isSent = await send().catch((error: unknown) => {
    ctx.log.warn({ teamId, name: request.name, err: error }, 'files not sent')
    return false
  })
  const answer = isSent ? files.done : files.otherwise
  if ('type' in answer) await show(parts, request, answer)
  else await tell(parts, request, answer)
}

async function tell(parts: AppParts, request: AppRequest, say: Message): Promise<void> {
  if (request.responseUrl) await post(parts, request.responseUrl, say)
  else await openView(parts, request, noticeModal(say))
}

async function post(parts: AppParts, url: string, say: Message, options?: { replace: boolean }) {
  await postToResponseUrl(url, parts.clientOptions.slackApiUrl, say, options)
}

/** Opens a modal; where Slack won't, a trigger being good for three seconds, says so with what was typed. */
async function show(parts: AppParts, request: AppRequest, view: ModalView): Promise<void> {
  try {
    await openView(parts, request, withOrigin(view, request.origin))
  } catch (error) {
    if (request.responseUrl) await post(parts, request.responseUrl, formNotOpened(request))
    throw error
  }
}

async function openView(parts: AppParts, request: AppRequest, view: ModalView): Promise<void> {
  const client = await parts.clientOf(request.teamId)
  if (!client) return
  const { view: from, triggerId } = request
  if (from?.type === 'modal')
    await client.views.update({ view_id: from.id, view, ...(from.hash && { hash: from.hash }) })
  else await client.views.open({ trigger_id: triggerId, view })
}
