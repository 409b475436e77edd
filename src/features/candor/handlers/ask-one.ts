/** `/candor ask @ana`: one question to one person of one's circle, outside the weekly rounds. */
import type { Call, CommandCall, Reply, SubmissionCall } from '../../../feature.ts'
import { listAllies } from '../../../circles/allies.ts'
import { nameOf } from '../../../people/display-name.ts'
import { resolveMention } from '../../../people/resolve-mention.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage } from '../../../slack/blocks.ts'
import type { Mention } from '../../../slack/mentions.ts'
import { unescape } from '../../../slack/mrkdwn.ts'
import { questionOf } from '../domain/question.ts'
import { insertRound } from '../store/round-store.ts'
import { findSchedule, findWorkspaceQuestions } from '../store/schedule-store.ts'
import { askedOne, notInCircle, oneHadTwo, questionIsEmpty } from '../views/asker-replies.ts'
import { askOneForm, readOwnLine, readQuestion } from '../views/ask-forms.ts'
import { listSpent, newRound, startRound } from './start-round.ts'

export async function openAskOne(call: CommandCall, mention: Mention, typed: string): Promise<Reply> {
  const ally = await resolveMention(call, mention)
  if ('refused' in ally) return { say: textMessage(ally.refused) }
  const people = new Map([[ally.userId, ally]])
  if (!(await listAllies(call, call.me.userId)).includes(ally.userId))
    return { say: notInCircle(nameOf(people, ally.userId)) }
  if ((await listSpent(call, call.me, [ally.userId])).length)
    return { say: oneHadTwo(nameOf(people, ally.userId)) }
  const question = unescape(typed, (id) => call.people.get(id)?.displayName) || (await nextQuestion(call))
  return { open: askOneForm(ally.userId, question, people) }
}

/** The one whose turn it would be next week. */
async function nextQuestion(call: Call): Promise<string> {
  const schedule = await findSchedule(call, call.me.userId)
  const workspace = await findWorkspaceQuestions(call)
  return questionOf(schedule?.begun ?? 0, workspace?.questions, schedule?.questions ?? [])
}

export async function submitAskOne(call: SubmissionCall): Promise<Reply> {
  const { db, teamId, me, now } = call
  const question = readQuestion(call.values)
  if (!question) return { errors: { question: questionIsEmpty } }
  const ally = call.metadata
  const name = nameOf(await findPeople(db, teamId, [ally]), ally)
  if (!(await listAllies(call, me.userId)).includes(ally)) return { say: notInCircle(name) }
  if ((await listSpent(call, me, [ally])).length) return { say: oneHadTwo(name) }
  const round = { ...newRound(me.userId, question), ownLine: readOwnLine(call.values), isSingle: true }
  await insertRound(call, round, now)
  const opened = await startRound(call, me, round, [ally])
  return { say: opened ? askedOne(name, opened.round, me, now) : oneHadTwo(name), home: true }
}
