/** The kinds of message and timer of lifeline groups. */
import { nudgeKind, type AnyNudgeKind, type TimerKind } from '../../nudges/kinds.ts'
import { isMember, monthOf } from './domain/group.ts'
import { kinds } from './domain/kinds.ts'
import { expire } from './handlers/answer.ts'
import { runTurn } from './handlers/month.ts'
import { loadForNudges, type GroupView } from './store/group-views.ts'
import { invitation, monthly, notTogether, started } from './views/messages.ts'

const goesOn = ({ group, viewer }: GroupView) => group.state === 'on' && isMember(group, viewer)

const messages: readonly AnyNudgeKind[] = [
  nudgeKind<GroupView>({
    id: kinds.invite,
    title: 'an invitation to a group',
    load: loadForNudges,
    isDue: ({ group, people, viewer }) =>
      group.state === 'gathering' &&
      people.get(group.starter)?.isDeactivated === false &&
      group.members.some((one) => one.userId === viewer && one.state === 'invited'),
    render: (view) => invitation(view),
    // Who said yes waits for the others, and learns what became of it.
    isFinal: ({ group, viewer }) =>
      group.state !== 'gathering' ||
      group.members.some((one) => one.userId === viewer && one.state === 'declined'),
  }),
  nudgeKind<GroupView>({
    id: kinds.started,
    title: 'word that a group is together',
    load: loadForNudges,
    isDue: goesOn,
    render: (view, _, now) => started(view, now),
  }),
  nudgeKind<GroupView>({
    id: kinds.not_together,
    title: 'word that a group did not come together',
    load: loadForNudges,
    isDue: () => true,
    render: (view) => notTogether(view),
  }),
  nudgeKind<GroupView>({
    id: kinds.month,
    title: "your group's month",
    load: loadForNudges,
    isDue: (view, nudge, now) => goesOn(view) && monthOf(view.group, now) === nudge.subjectVersion,
    render: (view, nudge, now) => monthly(view, nudge.subjectVersion, now),
  }),
]

const timers: readonly TimerKind[] = [
  {
    id: kinds.turn,
    title: "a group's month begins",
    run: (call) => runTurn(call, call.nudge.subjectId!, call.nudge.userId, call.nudge.subjectVersion),
  },
  {
    id: kinds.expire,
    title: 'a group that did not come together',
    run: (call) => expire(call, call.nudge.subjectId!),
  },
]

export const lifelineNudges = [...messages, ...timers]
