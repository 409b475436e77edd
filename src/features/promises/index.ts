/**
 * Promises: `/promise @bob ship the deck by Friday`, both sides agree, a reminder when it is due, a named outcome.
 * What may happen to a promise is decided in commitment.ts; when it speaks by itself, in ladder.ts.
 */
import type { CommandCall, Feature, Handler, ActionCall, Reply } from '../../feature.ts'
import { listLedger } from '../../nudges/ledger.ts'
import { whyMessage } from '../../nudges/views/why.ts'
import { context, textMessage } from '../../slack/blocks.ts'
import { escape, shorten } from '../../slack/mrkdwn.ts'
import { createFromText } from './handlers/create.ts'
import { releaseForLeaver, rescheduleReminders } from './person-changes.ts'
import {
  bump,
  actionButton,
  withNote,
  notYours,
  formButton,
  noteButton,
  placeholderDue,
  snooze,
  actionForm,
  useOtherReading,
  undo,
} from './handlers/actions.ts'
import {
  submitChange,
  fromMessage,
  submitPromise,
  openForm,
  openMakeForm,
  submitProposal,
} from './handlers/submissions.ts'
import { promisesHome } from './handlers/home.ts'
import { openHistory, openList, showList } from './handlers/lists.ts'
import { changeForm } from './views/promise-form.ts'
import { readThanks, thanksForm } from './views/note-modal.ts'
import { promiseNudges } from './nudges.ts'
import { parsePromise, type ListWords } from './domain/parse.ts'
import { findRecipients } from './handlers/recipients.ts'
import { unblockRequests, blockRequests } from './handlers/request-blocks.ts'
import { exportPromises } from './store/export.ts'
import { forgetPromiseWords } from './store/forget.ts'
import { promiseRules } from './store/table-rules.ts'
import { promiseTitles, requestsSwitchedOff } from './handlers/switched-off.ts'
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
  'promises.change': formButton(
    (promise, { now }) => ({ do: 'amend', due: placeholderDue(promise, now), what: promise.what }),
    (promise, { me, now }) => changeForm(promise, me, now),
  ),
  'promises.propose': formButton(
    (promise, { now }) => ({ do: 'propose', due: placeholderDue(promise, now) }),
    (promise, { me, now }) => moveForm(promise, me, now),
  ),
  'promises.thanks': formButton(() => ({ do: 'confirm' }), thanksForm),
  'promises.break': noteButton('break'),
  'promises.not_yet': noteButton('not_yet'),
  'promises.let_go': noteButton('let_go'),
  'promises.decline': noteButton('decline'),
  'promises.accept': actionButton(() => ({ do: 'accept' })),
  'promises.agree': actionButton(() => ({ do: 'agree' })),
  'promises.keep': actionButton(() => ({ do: 'keep' })),
  'promises.claim': actionButton(() => ({ do: 'claim' })),
  'promises.confirm': actionButton(() => ({ do: 'confirm' })),
  'promises.thank': actionButton(() => ({ do: 'thank' })),
  'promises.bump': actionButton(bump),
  'promises.stop_series': actionButton(() => ({ do: 'stop_series' })),
  'promises.witness_yes': actionButton(() => ({ do: 'witness_yes' })),
  'promises.witness_no': actionButton(() => ({ do: 'witness_no' })),
  'promises.stop_requests': blockRequests,
  'promises.allow_requests': unblockRequests,
  'promises.undo': undo,
  'promises.other': useOtherReading,
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
  switchedOff: requestsSwitchedOff,
  subjectTitles: promiseTitles,
  forms: {
    'promises.make': submitPromise,
    'promises.propose': submitProposal,
    'promises.amend': submitChange,
    'promises.thanks': actionForm((call) => ({ do: 'confirm', ...readThanks(call.values) })),
    'promises.break': actionForm((call) => withNote({ do: 'break' }, call)),
    'promises.not_yet': actionForm((call) => withNote({ do: 'not_yet' }, call)),
    'promises.let_go': actionForm((call) => withNote({ do: 'let_go' }, call)),
    'promises.decline': actionForm((call) => withNote({ do: 'decline' }, call)),
  },
  shortcuts: {
    'promises.make': (call) => fromMessage(call, false),
    'promises.ask': (call) => fromMessage(call, true),
  },
  links: { openPromiseForm: (call, start) => openMakeForm(call, { isRequest: false, ...start }) },
  nudges: promiseNudges,
  home: promisesHome,
  tables: promiseRules,
  exports: exportPromises,
  onForget: forgetPromiseWords,
  onLeave: releaseForLeaver,
  onMove: rescheduleReminders,
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
      const titleOf = (kind: string) => promiseNudges.find(({ id }) => id.name === kind)?.title ?? kind
      const subjects = await promiseTitles(
        call,
        lines.flatMap((line) => line.subjectId ?? []),
      )
      return { say: whyMessage(lines, { titleOf, subjects }, call.me.hours.zone, call.now) }
    }
    case 'make':
    case 'ask':
      return createFromText(call, intent.recipients, intent.text, intent.kind === 'ask')
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
  if (!other) return showList(call, { filter })
  const found = await findRecipients(call, [other])
  if ('refused' in found) return { say: textMessage(found.refused) }
  return showList(call, { filter, other: found.found[0]!.userId })
}

function helpMessage() {
  const lines = help.map(({ usage, does: effect }) => `\`${usage}\` ${effect}`)
  return textMessage(
    lines.join('\n'),
    context('Only the two of you read a promise. Due times are read in your own time zone.'),
  )
}
