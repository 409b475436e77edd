/**
 * Promises: `/promise @bob ship the deck by Friday`, both sides agree, a reminder when it is due, a named outcome.
 * What may happen to a promise is decided in domain/decide.ts; when it speaks by itself, in domain/ladder.ts.
 */
import type { ActionCall, Feature, Handler, Reply } from '../../feature.ts'
import { textMessage } from '../../slack/blocks.ts'
import {
  actionButton,
  actionForm,
  bump,
  formButton,
  noteButton,
  openThanksForm,
  placeholderDue,
  thank,
  undo,
  withNote,
} from './handlers/actions.ts'
import { keepTheSame, pickAnotherTime, promiseIt, promiseOther } from './handlers/ask-first.ts'
import { submitChange } from './handlers/change.ts'
import { makeAtOnce, runPromiseCommand } from './handlers/command.ts'
import { promisesHome } from './handlers/home.ts'
import { openHistory, openList } from './handlers/lists.ts'
import { accept, askToHelp, submitAccept, submitHelp } from './handlers/offers.ts'
import { askToBlock, blockRequests, endRequests, unblockRequests } from './handlers/request-blocks.ts'
import { goOn } from './handlers/series.ts'
import { snooze, submitSnooze } from './handlers/snooze.ts'
import { promiseTitles, requestsSwitchedOff } from './handlers/switched-off.ts'
import { remindersAhead } from './handlers/why.ts'
import { fromMessage, openForm, openMakeForm, submitPromise, submitProposal } from './handlers/submissions.ts'
import { rejoin, showChangedReading, showReading } from './handlers/when.ts'
import { tellNow } from './handlers/when-heard.ts'
import { promiseNudges } from './nudges.ts'
import {
  answerNothing,
  askForMissNote,
  askWhatToTell,
  submitBreak,
  submitMissLine,
  submitMissNote,
} from './handlers/miss.ts'
import { submitWitnessLine, wordsForm } from './handlers/words.ts'
import { useOtherReading } from './handlers/other-reading.ts'
import { releaseForLeaver, rescheduleReminders, tellOfReach } from './person-changes.ts'
import { maxGoal, maxPromiseWhy } from './domain/commitment.ts'
import { countPromiseDealings } from './store/dealings.ts'
import { exportPromises } from './store/export.ts'
import { forgetPromiseWords } from './store/forget.ts'
import { summarizePromises } from './store/summaries.ts'
import { promiseRules } from './store/table-rules.ts'
import { help } from './views/help.ts'
import { moveForm } from './views/move-form.ts'
import { maxWitnessLine, readThanks, witnessForm } from './views/note-modal.ts'
import { insteadForm, rewordForm } from './views/words-form.ts'
import { changeForm } from './views/change-form.ts'
import { mostTimeWords } from './views/when-input.ts'
import { notYours } from './views/refusals.ts'

const actions: Record<string, Handler<ActionCall>> = {
  'promises.form': openForm,
  'promises.change': formButton(
    (promise, { now }) => ({ do: 'amend', due: placeholderDue(promise, now) }),
    changeForm,
  ),
  'promises.rejoin': rejoin,
  'promises.when': showReading,
  'promises.when_changed': showChangedReading,
  'promises.propose': formButton(
    (promise, { now }) => ({ do: 'propose', due: placeholderDue(promise, now) }),
    moveForm,
  ),
  'promises.reword': formButton((promise) => ({ do: 'reword', what: `${promise.what} …` }), rewordForm),
  'promises.instead': formButton((promise) => ({ do: 'instead', what: `${promise.what} …` }), insteadForm),
  'promises.thanks': openThanksForm,
  'promises.break': noteButton('break'),
  'promises.not_yet': noteButton('not_yet'),
  'promises.let_go': noteButton('let_go'),
  'promises.decline': noteButton('decline'),
  'promises.accept': accept,
  'promises.help': askToHelp,
  'promises.agree': actionButton(() => ({ do: 'agree' })),
  'promises.keep': actionButton(() => ({ do: 'keep' })),
  'promises.claim': actionButton(() => ({ do: 'claim' })),
  'promises.unclaim': actionButton(() => ({ do: 'unclaim' })),
  'promises.confirm': actionButton(() => ({ do: 'confirm' })),
  'promises.thank': thank,
  'promises.bump': bump,
  'promises.stop_series': actionButton(() => ({ do: 'stop_series' })),
  'promises.go_on': goOn,
  'promises.witness_yes': actionButton(() => ({ do: 'witness_yes' })),
  'promises.witness_no': actionButton(() => ({ do: 'witness_no' })),
  'promises.witness_say': formButton(() => ({ do: 'witness_say', note: '' }), witnessForm),
  'promises.miss_note': askForMissNote,
  'promises.miss_tell': askWhatToTell,
  'promises.miss_nothing': answerNothing,
  'promises.stop_requests': askToBlock,
  'promises.allow_requests': unblockRequests,
  'promises.undo': undo,
  'promises.promise_it': promiseIt,
  'promises.promise_other': promiseOther,
  'promises.tell_now': tellNow,
  'promises.other': useOtherReading,
  'promises.another_time': pickAnotherTime,
  'promises.the_same': keepTheSame,
  'promises.snooze': snooze,
  'promises.list': openList,
  'promises.history': openHistory,
  'promises.more': more,
}

/** The small menu beside a promise: each line of it is another button. It stands in a list, which nothing replaces. */
async function more(call: ActionCall): Promise<Reply> {
  const [verb = '', value = ''] = (call.picked ?? call.value).split(':')
  const action = verb === 'more' ? undefined : new Map(Object.entries(actions)).get(`promises.${verb}`)
  if (!action) return { say: textMessage(notYours) }
  const { replace: _, ...reply } = await action({ ...call, value, picked: undefined })
  return reply
}

export const promises: Feature = {
  name: 'promises',
  openToOutsiders: { butNot: ['promises.form', 'promises.make', 'promises.list'] },
  commands: { '/promise': { help, run: runPromiseCommand, atOnce: makeAtOnce } },
  actions,
  switchedOff: requestsSwitchedOff,
  onBlock: endRequests,
  subjectTitles: promiseTitles,
  remindersAhead,
  forms: {
    'promises.make': submitPromise,
    'promises.propose': submitProposal,
    'promises.amend': submitChange,
    'promises.thanks': actionForm((call) => ({ do: 'confirm', ...readThanks(call.values) })),
    'promises.accept': submitAccept,
    'promises.help': submitHelp,
    'promises.reword': wordsForm('reword'),
    'promises.instead': wordsForm('instead'),
    'promises.witness_say': submitWitnessLine,
    'promises.miss_note': submitMissNote,
    'promises.miss_tell': submitMissLine,
    'promises.break': submitBreak,
    'promises.not_yet': actionForm((call) => withNote({ do: 'not_yet' }, call)),
    'promises.let_go': actionForm((call) => withNote({ do: 'let_go' }, call)),
    'promises.decline': actionForm((call) => withNote({ do: 'decline' }, call)),
    'promises.stop_requests': blockRequests,
    'promises.snooze': submitSnooze,
  },
  textLimits: {
    why: maxPromiseWhy,
    goal: maxGoal,
    when: mostTimeWords,
    'promises.witness_say note': maxWitnessLine,
  },
  shortcuts: {
    'promises.make': (call) => fromMessage(call, false),
    'promises.ask': (call) => fromMessage(call, true),
  },
  links: { openPromiseForm: (call, start) => openMakeForm(call, { isRequest: false, ...start }) },
  reminders: 'promises that are due or slipped',
  nudges: promiseNudges,
  homeSections: promisesHome,
  tables: promiseRules,
  exports: exportPromises,
  dealings: countPromiseDealings,
  promiseSummaries: summarizePromises,
  onForget: forgetPromiseWords,
  onLeave: releaseForLeaver,
  onMove: rescheduleReminders,
  onReachChange: tellOfReach,
}
