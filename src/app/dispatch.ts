/** Finds the handler of a request and runs it at once or inside one transaction, together with the record of the request. */
import { connectionProblem, DeadlineError } from '../db/connection-error.ts'
import { inTransaction, withDeadline, type Deadline } from '../db/transaction.ts'
import type { Tx } from '../db/database.ts'
import type { Call, Handler, OpenCall, Reply } from '../feature.ts'
import { ProfileUnavailable } from '../people/fetch-profile.ts'
import { loadPeople } from '../people/load-people.ts'
import { retryMissedSoon } from '../people/reach.ts'
import { answerAtOnce } from './at-once.ts'
import { failure, failureInWords } from './failure.ts'
import { channelNeed, findHandler, isForMembers, isOpenToOutsiders, isReadOnly } from './find-handler.ts'
import { recordRequest } from './idempotency.ts'
import { runLinks } from './links.ts'
import { loadChannel } from './load-channel.ts'
import type { Answered, AppParts } from './parts.ts'
import type { AppRequest } from './request.ts'
import { findTooLong } from './text-sizes.ts'
import { deactivatedSender, guest, obsoleteControl, outsider, unknownSender } from './views.ts'

/** Milliseconds after its arrival at which a request is answered in words, whatever the database does: Slack waits for 3 s. */
const deadlineMs = 2500

/**
 * The reply to a request that arrived at this reading of performance.now(). Whatever is thrown becomes words with a
 * reference, which the log has too.
 */
export async function dispatch(
  parts: AppParts,
  request: AppRequest,
  arrivedAt = performance.now(),
): Promise<Reply> {
  const answered = (outcome: Answered['outcome']) => {
    const isCommand = parts.features.some(({ commands = {} }) => Object.hasOwn(commands, request.name))
    const seconds = (performance.now() - arrivedAt) / 1000
    parts.onAnswer?.({ request: isCommand ? request.name : request.kind, outcome, seconds })
  }
  try {
    const left = arrivedAt + deadlineMs - performance.now()
    if (left <= 0) throw new DeadlineError()
    const reply = await withDeadline(left, (deadline) => handle(parts, request, deadline))
    answered(reply.errors ? 'form errors' : 'done')
    return reply
  } catch (error) {
    const isAway = error instanceof ProfileUnavailable || connectionProblem(error) !== undefined
    answered(isAway ? 'unavailable' : 'failed')
    return failureInWords(parts, request, error)
  }
}

async function handle(parts: AppParts, request: AppRequest, deadline: Deadline): Promise<Reply> {
  const need = channelNeed(parts.features, request)
  const channel = need && (await loadChannel(parts, request.teamId, need.channelId))
  const handler = findHandler(parts.features, request, channel)
  if (!handler) return { say: obsoleteControl }
  const tooLong = request.kind === 'submission' && findTooLong(parts.features, request.name, request.values)
  if (tooLong) return { errors: tooLong }
  const { ctx } = parts
  const members = need?.withPeople && channel?.kind === 'open' ? [...channel.members] : []
  const named = [...request.mentionedIds, ...members]
  const people = await loadPeople(ctx, parts.clientOf, request.teamId, named)
  const me = people.get(request.userId)
  if (!me) return { say: unknownSender }
  if (me.isDeactivated) return { say: deactivatedSender }
  if (me.isExternal && !isOpenToOutsiders(parts.features, request)) return { say: outsider }
  if (me.isGuest && isForMembers(parts.features, request)) return failure(request, guest)
  const now = await ctx.clock.cachedNow()
  if (me.isUnreachable) await retryMissedSoon(ctx.db, me.teamId, me.userId, now)
  const { cipher, log } = ctx
  const openCall: OpenCall = { teamId: request.teamId, me, people, now, db: ctx.db, cipher, log }
  return parts.limitConcurrency(async () => {
    deadline.check()
    return answer(parts, { request, handler, call: openCall, deadline })
  })
}

interface Asked {
  request: AppRequest
  handler: Handler<Call>
  call: OpenCall
  deadline: Deadline
}

async function answer(parts: AppParts, asked: Asked): Promise<Reply> {
  const { request, handler, call: openCall, deadline } = asked
  const { db } = parts.ctx
  const callWith = (tx: Tx): Call => ({ ...openCall, db: tx })
  if (isReadOnly(parts.features, request))
    return db
      .transaction()
      .setAccessMode('read only')
      .execute((tx) => handler(callWith(tx)))
  const atOnce = await answerAtOnce(parts, asked)
  if (atOnce) return atOnce
  try {
    return await inTransaction(
      db,
      async (tx) => {
        const call = callWith(tx)
        if (!(await recordRequest(call, request, call.now))) return {}
        const reply = await runLinks(parts.features, call, await handler(call))
        if (reply.errors) throw new InvalidForm(reply)
        return reply
      },
      deadline,
    )
  } catch (error) {
    if (error instanceof InvalidForm) return error.reply
    throw error
  }
}

/** Rolls the transaction back, so that the corrected form counts as a new request. */
class InvalidForm extends Error {
  readonly reply: Reply
  constructor(reply: Reply) {
    super('The form has errors')
    this.reply = reply
  }
}
