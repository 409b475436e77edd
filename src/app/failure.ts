/** What a person is told of a request that failed. */
import { connectionProblem, logLevelOf } from '../db/connection-error.ts'
import type { Reply } from '../feature.ts'
import { createReference } from '../ops/log.ts'
import { ProfileUnavailable } from '../people/fetch-profile.ts'
import type { Message } from '../slack/blocks.ts'
import type { AppParts } from './parts.ts'
import type { AppRequest } from './request.ts'
import { apology, profileUnavailable } from './views.ts'

/** Anything that was thrown, as words with a reference that the log has too. */
export function failureInWords(parts: AppParts, request: AppRequest, error: unknown): Reply {
  if (error instanceof ProfileUnavailable) {
    parts.ctx.log.warn({ teamId: request.teamId, name: request.name, err: error }, 'profile not read')
    return failure(request, profileUnavailable)
  }
  const reference = createReference()
  parts.ctx.log[logLevelOf(error)](
    { reference, teamId: request.teamId, name: request.name, err: error },
    'request failed',
  )
  const problem = connectionProblem(error)
  const say = apology(problem, reference)
  // What may have been stored is not to be submitted again.
  return problem === 'commit-unknown' ? { say } : failure(request, say)
}

/** A form stays open with what was typed in it: the message stands at its first field. */
export function failure(request: AppRequest, say: Message): Reply {
  const [field] = request.kind === 'submission' ? Object.keys(request.values) : []
  return field === undefined ? { say } : { errors: { [field]: say.text } }
}
