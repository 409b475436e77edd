/** Answers a command by one statement that commits by itself: half of the round trips of a transaction. */
import { CommitUnknownError } from '../db/connection-error.ts'
import { commitAtOnce, type Deadline } from '../db/transaction.ts'
import type { AtOnce, OpenCall, Reply } from '../feature.ts'
import { findAtOnce } from './find-handler.ts'
import { recording } from './idempotency.ts'
import { runReadOnlyLinks } from './links.ts'
import type { AppParts } from './parts.ts'
import type { AppRequest } from './request.ts'

interface Asked {
  request: AppRequest
  call: OpenCall
  deadline: Deadline
}

/** Undefined = nothing was stored, and the command's own handler answers, in a transaction. */
export async function answerAtOnce(
  { ctx, features }: AppParts,
  { request, call, deadline }: Asked,
): Promise<Reply | undefined> {
  const answer = findAtOnce(features, request)
  if (!answer) return undefined
  let wasSent = false
  const atOnce: AtOnce = {
    recording: (condition) => recording(call, request, condition),
    async commit(statement) {
      const rows = await commitAtOnce(ctx.db, statement, deadline)
      wasSent = true
      return rows
    },
  }
  try {
    const reply = await answer(call, atOnce)
    if (reply) return await runReadOnlyLinks(features, call, reply)
    deadline.committedNothing()
    return undefined
  } catch (error) {
    // What was stored may not be called lost, whatever failed after it.
    throw wasSent ? new CommitUnknownError(error) : error
  }
}
