import type { ComponentChildren } from 'preact'
import type { Person } from '../../../api.ts'
import { formatMoment } from '../text/when.ts'
import type { Guide } from './guide.ts'
import type { TourProgress } from './tour-steps.ts'
import type { Act, ActResult } from '../../../act.ts'

export interface Step {
  title: string
  body: ComponentChildren
  /** Does the step for the viewer; a promise lasts until it is done. */
  help: { label: string; run: () => void | Promise<unknown> }[]
}

export type Perform = (act: Act) => Promise<ActResult>

/** The six steps of the tour: two people and one promise from its first message to thanks, then an answer. */
export function stepsFor(guide: Guide, progress: TourProgress, act: Perform): Step[] {
  const { viewer, cast } = guide
  const asker = cast[0] ?? viewer.viewer
  const promisor = cast.find(({ id }) => id === progress.promisorId) ?? viewer.viewer
  const other = cast.find(({ id }) => id !== promisor.id) ?? viewer.viewer
  const colleague = cast.find(({ id }) => id !== asker.id) ?? viewer.viewer
  const due = progress.due ? new Date(progress.due) : undefined
  const dueText = due ? formatMoment(due, viewer.viewer.tz, viewer.viewer.locale) : 'the due time'
  return [
    {
      title: 'Make a promise',
      body: (
        <p>
          In any channel, tell a colleague what they can count on, and by when. Write the time as you would
          say it: Friday 3pm, tomorrow noon, in two weeks.
        </p>
      ),
      help: [
        {
          label: 'Write one for me',
          run: () =>
            guide.write(
              viewer.viewer,
              `/promise @${otherThan(guide, viewer.viewer).name} share the launch notes by Friday 3pm`,
            ),
        },
      ],
    },
    {
      title: 'See both sides',
      body: (
        <p>
          {firstName(other)} has a message about it. Put {firstName(other)}&rsquo;s Slack beside{' '}
          {firstName(promisor)}&rsquo;s and read what each of them got.
        </p>
      ),
      help: showHelp(guide, promisor, other),
    },
    {
      title: 'Move to the due time',
      body: (
        <p>
          You move the clock. On the way to {dueText}, everything that was planned happens in its order:
          reminders, and the weekly question.
        </p>
      ),
      help: [
        {
          label: `Move to ${dueText}`,
          run: () => act({ do: 'clock', to: progress.due ?? 'next-friday-15', as: promisor.id }),
        },
      ],
    },
    {
      title: 'Done, kept, thanks',
      body: (
        <p>
          As {firstName(promisor)}, press <b>Done</b>. As {firstName(other)}, press <b>Kept, thank you</b>, or
          in its menu <b>Kept, and say why…</b> to name what it was worth to you.
        </p>
      ),
      help: showHelp(guide, promisor, other),
    },
    {
      title: 'Answer the weekly question',
      body: (
        <p>
          {firstName(asker)} wants to hear what nobody tells her, and two colleagues said yes to being asked.
          As {firstName(asker)}, press <b>Ask them</b>; as {firstName(colleague)}, press <b>Answer</b> and say
          one true thing. The form says who will read it.
        </p>
      ),
      help: showHelp(guide, asker, colleague),
    },
    {
      title: 'Turn it into a promise',
      body: (
        <p>
          As {firstName(asker)}, read what waits for you and press <b>Make it a promise</b>: feedback that
          ends in something somebody does.
        </p>
      ),
      help: [{ label: `Show ${firstName(asker)}'s messages`, run: () => guide.showApp(asker) }],
    },
  ]
}

/** Both windows side by side; on a narrow screen, one after the other. */
function showHelp(guide: Guide, first: Person, second: Person): Step['help'] {
  if (!guide.isNarrow)
    return [
      {
        label: `Show ${firstName(first)} and ${firstName(second)}`,
        run: () => guide.showBoth(first, second),
      },
    ]
  return [first, second].map((person) => ({
    label: `Be ${firstName(person)}`,
    run: () => guide.showApp(person),
  }))
}

interface Idea {
  label: string
  hint: string
  run: () => void
}

/** What to try after the tour. */
export function ideasFor({ viewer, cast, write, showTab }: Guide): Idea[] {
  const asker = cast[0] ?? viewer.viewer
  const [first, second] = cast.filter(({ id }) => id !== asker.id)
  return [
    {
      label: 'Ask for a promise',
      hint: 'A request can be accepted, declined or answered with another time.',
      run: () => write(asker, `/promise ask @${first?.name} send the venue contract by Wednesday noon`),
    },
    {
      label: 'Promise it every week',
      hint: 'One promise that repeats, each with its own Done.',
      run: () => write(asker, `/promise @${second?.name} post the status every Friday at 4pm`),
    },
    {
      label: 'Call in five colleagues',
      hint: 'From five people on, answers can be given without a name. "Let the others answer" speaks for them.',
      run: () => showTab('people'),
    },
    {
      label: 'Offer a colleague candor',
      hint: 'They decide whether they want to hear it before you write a word.',
      run: () => write(asker, `/candor @${first?.name}`),
    },
    {
      label: 'Make Slack fail',
      hint: 'Drop an answer or refuse a call: nothing is lost, nothing is sent twice.',
      run: () => showTab('faults'),
    },
  ]
}

function otherThan({ cast }: Guide, viewer: Person): Person {
  return cast.find(({ id }) => id !== viewer.id) ?? viewer
}

function firstName(person: Person): string {
  return person.realName.split(' ')[0] ?? person.realName
}
