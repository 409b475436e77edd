/**
 * Relationships: whom I call what (`/people`), my mirror, what two people agreed to see together (`/between @bob`), what
 * I value, and goals that colleagues share. Every number comes from what the other features say of themselves.
 */
import type { Feature } from '../../feature.ts'
import { goalLimits } from './domain/goal.ts'
import { maxThanks } from './domain/note.ts'
import { valueLimits } from './domain/values.ts'
import { weeklyNumbers } from './domain/weekly-numbers.ts'
import { sendBetweenPicture, showBetween } from './handlers/between-window.ts'
import { endByPress, notShare, share } from './handlers/between.ts'
import { betweenCommand, peopleCommand } from './handlers/commands.ts'
import { readerOf, weeksBefore } from './handlers/dealings.ts'
import { sendMirrorPicture, showAllies, showMirror } from './handlers/mirror.ts'
import {
  openGoalAskForm,
  openGoalForm,
  promisesMade,
  submitGoal,
  submitGoalAsk,
  withGoals,
} from './handlers/goal-forms.ts'
import {
  acceptGoal,
  declineGoal,
  endGoal,
  leaveGoal,
  listGoals,
  promiseReaderOf,
  showGoal,
} from './handlers/goals.ts'
import { goalNudges } from './goal-nudges.ts'
import { leaveGoals } from './store/goal-member-store.ts'
import { forgetGoalWords } from './store/goal-store.ts'
import { askToTalk, makePromise, openThanks, pressPerson, submitThanks } from './handlers/notes.ts'
import {
  openLabelForm,
  openPartnersForm,
  peopleHome,
  showPeople,
  submitLabel,
  submitPartners,
  turnPage,
} from './handlers/people.ts'
import { sharingNudges } from './sharing-nudges.ts'
import { completeForm, completeReceipt, openValues, submitValues } from './handlers/values.ts'
import { relationshipNudges } from './nudges.ts'
import { exportRelationships } from './store/export.ts'
import { endSharingsOf } from './store/sharing-store.ts'
import { relationshipRules } from './store/table-rules.ts'
import { betweenHelp, peopleHelp } from './views/help.ts'

/** Weeks of numbers in an export. */
const exportedWeeks = 52

/** `sources` are the features that say what passed between people. */
export function relationshipsWith(sources: readonly Feature[]): Feature {
  const read = readerOf(sources)
  const readPromises = promiseReaderOf(sources)
  const mirror = showMirror(read)

  return {
    name: 'relationships',
    commands: {
      '/people': { help: peopleHelp, run: peopleCommand(read) },
      '/between': { help: betweenHelp, run: betweenCommand(read) },
    },
    actions: {
      'relationships.people': (call) => showPeople(call),
      'relationships.page': turnPage,
      'relationships.mirror': (call) => mirror(call, call.value),
      'relationships.mirror_picture': sendMirrorPicture(read),
      'relationships.allies': showAllies(read),
      'relationships.values': openValues,
      'relationships.goals': (call) => listGoals(call),
      'relationships.goal': showGoal(readPromises),
      'relationships.goal_form': openGoalForm,
      'relationships.goal_ask_form': openGoalAskForm,
      'relationships.goal_yes': acceptGoal,
      'relationships.goal_no': declineGoal,
      'relationships.goal_leave': leaveGoal,
      'relationships.goal_close': endGoal,
      'relationships.person': pressPerson,
      'relationships.label_form': openLabelForm,
      'relationships.partners_form': openPartnersForm,
      'relationships.between': showBetween(read),
      'relationships.between_picture': sendBetweenPicture(read),
      'relationships.share': share(read),
      'relationships.not_share': notShare,
      'relationships.end': endByPress,
      'relationships.promise': makePromise,
      'relationships.thanks': openThanks,
      'relationships.talk': askToTalk,
    },
    forms: {
      'relationships.label': submitLabel,
      'relationships.partners': submitPartners,
      'relationships.thanks': submitThanks,
      'relationships.values': submitValues,
      'relationships.goal_make': submitGoal,
      'relationships.goal_ask': submitGoalAsk,
    },
    textLimits: {
      thanks: maxThanks,
      words: valueLimits.words,
      name: goalLimits.name,
      why: goalLimits.why,
    },
    reminders: 'colleagues gone quiet',
    nudges: [...relationshipNudges(read), ...sharingNudges(read), ...goalNudges(readPromises)],
    links: {
      completeForm: async (call, input) =>
        completeForm(call, { ...input, form: await withGoals(call, input) }),
      promisesMade,
      completeReceipt: { readOnly: completeReceipt },
      showGoals: (call) => listGoals(call),
    },
    homeSections: peopleHome,
    tables: relationshipRules,
    async onLeave(change) {
      await endSharingsOf(change, change.userId)
      await leaveGoals(change, change.userId, change.now)
    },
    onForget: (change) => forgetGoalWords(change, change.userId),
    async exports(scope, userId, now) {
      const dealings = await read(scope, { userId, from: weeksBefore(now, exportedWeeks), to: now })
      return { ...(await exportRelationships(scope, userId)), mirror: weeklyNumbers(dealings, userId, now) }
    },
  }
}
