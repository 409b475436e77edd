import type { ComponentChildren } from 'preact'
import type { Act, ActResult, Person, State } from '../../../api.ts'
import { Icon } from '../parts/icon.tsx'
import { stepCount } from './tour-steps.ts'
import type { Tour } from './use-tour.ts'

/** What the tour can do for whoever would rather watch. */
export interface Guide {
  being: State
  cast: Person[]
  be(this: void, person: Person): void
  write(this: void, text: string): void
  openApp(this: void, person: Person, tab: 'home' | 'messages'): void
}

interface Props {
  tour: Tour
  guide: Guide
  perform: (act: Act) => Promise<ActResult>
}

interface Step {
  title: string
  body: ComponentChildren
  help: { label: string; run: () => void }[]
}

export function TourPanel({ tour, guide, perform }: Props) {
  const { done } = tour.walk
  return (
    <div class="tour">
      <p class="tour-lead">
        A small workspace with the real app behind it. Try anything; nothing here leaves this machine.
      </p>
      <ol>
        {stepsFor(guide, tour, perform).map((step, index) => (
          <li
            key={step.title}
            class={index < done ? 'step done' : index === done ? 'step current' : 'step'}
            aria-current={index === done ? 'step' : undefined}
          >
            <span class="step-mark" aria-hidden="true">
              {index < done ? <Icon name="check" size={14} /> : index + 1}
            </span>
            <div>
              <h3>
                {step.title}
                {index < done && <span class="hidden"> (done)</span>}
              </h3>
              {index === done && (
                <>
                  <div class="step-body">{step.body}</div>
                  <div class="step-help">
                    {step.help.map(({ label, run }) => (
                      <button key={label} type="button" class="button" onClick={run}>
                        {label}
                      </button>
                    ))}
                  </div>
                </>
              )}
            </div>
          </li>
        ))}
      </ol>
      {done === stepCount && (
        <p class="tour-end">
          That is the whole of it: words kept, and words that come back. Everything else is yours to try.
        </p>
      )}
      <p class="hidden" role="status">
        {done === stepCount ? 'The tour is done' : `Step ${done + 1} of ${stepCount}`}
      </p>
      <button type="button" class="link-button" onClick={tour.restart}>
        <Icon name="restart" size={16} /> Begin the tour again
      </button>
    </div>
  )
}

function stepsFor(guide: Guide, { walk }: Tour, perform: Props['perform']): Step[] {
  const { being, cast } = guide
  const other = cast.find((person) => person.id !== (walk.promisorId ?? being.viewer.id)) ?? being.viewer
  const promisee = cast.find((person) => person.id !== being.viewer.id) ?? being.viewer
  const asker = cast[0] ?? being.viewer
  return [
    {
      title: 'Make a promise',
      body: (
        <p>
          In any channel, tell a colleague what they can count on, and by when. ChannelMessages do: Friday
          3pm, tomorrow noon, in two weeks.
        </p>
      ),
      help: [
        {
          label: 'Write one for me',
          run: () => guide.write(`/promise @${promisee.name} share the launch notes by Friday 5pm`),
        },
      ],
    },
    {
      title: 'Be the other side',
      body: (
        <p>
          {first(other)} has heard of it. Become {first(other)} with the faces above, and open Forthright
          under Apps.
        </p>
      ),
      help: [{ label: `Be ${first(other)}`, run: () => guide.openApp(other, 'messages') }],
    },
    {
      title: 'Move to Friday',
      body: (
        <p>
          The clock above is yours. On the way to Friday, everything that was planned happens in its order:
          reminders, and the weekly question.
        </p>
      ),
      help: [
        {
          label: 'Move to Friday',
          run: () => void perform({ do: 'clock', to: 'next-friday-15', as: being.viewer.id }),
        },
      ],
    },
    {
      title: 'Answer the weekly question',
      body: (
        <p>
          {first(asker)} wants to hear what nobody tells her, and two colleagues said yes to being asked. As{' '}
          {first(asker)}, press <b>Ask them</b>; then be Bob or Carol, press <b>Answer</b>, and say one true
          thing. The form says who will read it.
        </p>
      ),
      help: cast
        .slice(0, 3)
        .map((person) => ({ label: `Be ${first(person)}`, run: () => guide.openApp(person, 'messages') })),
    },
    {
      title: 'Turn it into a promise',
      body: (
        <p>
          Be {first(asker)} again, read what waits for you, and press <b>Make it a promise</b>: feedback that
          ends in something somebody does.
        </p>
      ),
      help: [{ label: `Be ${first(asker)}`, run: () => guide.openApp(asker, 'messages') }],
    },
  ]
}

function first(person: Person): string {
  return person.realName.split(' ')[0] ?? person.realName
}
