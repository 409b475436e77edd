/**
 * Promises: `/promise @bob ship the deck by Friday`, both sides agree, a reminder when it is due, a named outcome.
 * What may happen to a promise is decided in commitment.ts; when it speaks by itself, in ladder.ts.
 */
import type { CommandCall, Feature, Handler, ActionCall, Reply } from '../../feature.ts'
import { listLedger, whyBlocks } from '../../nudges/why.ts'
import { context, textMessage } from '../../slack/blocks.ts'
import { escape, shorten } from '../../slack/mrkdwn.ts'
import { captureWords } from './handlers/create.ts'
import { letGoOfLeaver, moveReminders } from './person-changes.ts'
import {
  bump,
  does,
  noted,
  notYours,
  opens,
  opensNote,
  someTime,
  snooze,
  submits,
  takeOtherReading,
  undo,
} from './handlers/actions.ts'
import { amend, fromMessage, make, openForm, openMakeForm, propose } from './handlers/submissions.ts'
import { promisesHome } from './handlers/home.ts'
import { openHistory, openList, sayList } from './handlers/lists.ts'
import { changeForm } from './views/promise-form.ts'
import { readThanks, thanksForm } from './views/note-modal.ts'
import { promiseNudges } from './nudges.ts'
import { parsePromise, type ListWords } from './domain/parse.ts'
import { findRecipients } from './handlers/recipients.ts'
import { allowRequests, stopRequests } from './handlers/request-blocks.ts'
import { moveForm } from './views/due-inputs.ts'

const help = [
  { usage: '/promise @colleague ship the deck by Friday 3pm', does: 'gives your word' },
  { usage: '/promise ask @colleague review the draft by tomorrow', does: 'asks for theirs; they may say no' },
  { usage: '/promise', does: 'opens a form' },
  {
    usage: '/promise list',
    does: 'shows what is open; add `mine`, `owed`, `asked`, `kept`, `closed` or a colleague',
  },
  { usage: '/promise why', does: 'why you did or did not hear something' },
  { usage: '/promise help', does: 'shows this' },
] as const

const actions: Record<string, Handler<ActionCall>> = {
  'promises.form': openForm,
  'promises.change': opens(
    (promise, { now }) => ({ do: 'amend', due: someTime(promise, now), what: promise.what }),
    (promise, { me, now }) => changeForm(promise, me, now),
  ),
  'promises.propose': opens(
    (promise, { now }) => ({ do: 'propose', due: someTime(promise, now) }),
    (promise, { me, now }) => moveForm(promise, me, now),
  ),
  'promises.thanks': opens(() => ({ do: 'confirm' }), thanksForm),
  'promises.break': opensNote('break'),
  'promises.not_yet': opensNote('not_yet'),
  'promises.let_go': opensNote('let_go'),
  'promises.decline': opensNote('decline'),
  'promises.accept': does(() => ({ do: 'accept' })),
  'promises.agree': does(() => ({ do: 'agree' })),
  'promises.keep': does(() => ({ do: 'keep' })),
  'promises.claim': does(() => ({ do: 'claim' })),
  'promises.confirm': does(() => ({ do: 'confirm' })),
  'promises.thank': does(() => ({ do: 'thank' })),
  'promises.bump': does(bump),
  'promises.stop_series': does(() => ({ do: 'stop_series' })),
  'promises.witness_yes': does(() => ({ do: 'witness_yes' })),
  'promises.witness_no': does(() => ({ do: 'witness_no' })),
  'promises.stop_requests': stopRequests,
  'promises.allow_requests': allowRequests,
  'promises.undo': undo,
  'promises.other': takeOtherReading,
  'promises.snooze': snooze,
  'promises.list': openList,
  'promises.history': openHistory,
  'promises.more': more,
}

/** The small menu beside a promise: each line of it is another button. */
async function more(call: ActionCall): Promise<Reply> {
  const [verb = '', value = ''] = (call.picked ?? '').split(':')
  const isMenu = verb === 'more'
  const press = isMenu ? undefined : actions[`promises.${verb}`]
  return press ? press({ ...call, value, picked: undefined }) : { say: textMessage(notYours) }
}

export const promises: Feature = {
  name: 'promises',
  commands: { '/promise': { help, run } },
  actions,
  forms: {
    'promises.make': make,
    'promises.propose': propose,
    'promises.amend': amend,
    'promises.thanks': submits((call) => ({ do: 'confirm', ...readThanks(call.values) })),
    'promises.break': submits((call) => noted({ do: 'break' }, call)),
    'promises.not_yet': submits((call) => noted({ do: 'not_yet' }, call)),
    'promises.let_go': submits((call) => noted({ do: 'let_go' }, call)),
    'promises.decline': submits((call) => noted({ do: 'decline' }, call)),
  },
  shortcuts: {
    'promises.make': (call) => fromMessage(call, false),
    'promises.ask': (call) => fromMessage(call, true),
  },
  nudges: promiseNudges,
  home: promisesHome,
  onLeave: letGoOfLeaver,
  onMove: moveReminders,
}

async function run(call: CommandCall): Promise<Reply> {
  const intent = parsePromise(call.text)
  switch (intent.kind) {
    case 'form':
      return openMakeForm(call, { isRequest: false })
    case 'help':
      return { say: helpMessage() }
    case 'list':
      return list(call, intent.words)
    case 'why': {
      const lines = await listLedger(call.db, call.teamId, call.me.userId, 'promises')
      const titleOf = (kind: string) => promiseNudges[kind]?.title ?? kind
      return {
        say: {
          text: 'Why you did or did not hear',
          blocks: whyBlocks(lines, titleOf, call.me.hours.zone, call.now),
        },
      }
    }
    case 'make':
    case 'ask':
      return captureWords(call, intent.recipients, intent.text, intent.kind === 'ask')
    default:
      return intent satisfies never
  }
}

async function list(call: CommandCall, { filter, other, unknown }: ListWords): Promise<Reply> {
  if (unknown)
    return {
      say: textMessage(
        `I don't know the list "${escape(shorten(unknown, 40))}". \`/promise list\` shows what is open; add \`mine\`, \`owed\`, \`asked\`, \`kept\`, \`closed\` or a colleague.`,
      ),
    }
  if (!other) return sayList(call, { filter })
  const found = await findRecipients(call, [other])
  if ('refused' in found) return { say: textMessage(found.refused) }
  return sayList(call, { filter, other: found.found[0]!.userId })
}

function helpMessage() {
  const lines = help.map(({ usage, does: effect }) => `\`${usage}\` ${effect}`)
  return textMessage(
    lines.join('\n'),
    context('Only the two of you read a promise. Due times are read in your own time zone.'),
  )
}
