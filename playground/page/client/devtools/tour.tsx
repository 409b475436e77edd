import { useState } from 'preact/hooks'
import { Icon } from '../parts/icon.tsx'
import type { Guide } from './guide.ts'
import { StartOver } from './start-over.tsx'
import { ideasFor, type Perform, type Step, stepsFor } from './tour-content.tsx'
import { stepCount } from './tour-steps.ts'
import type { Tour } from './use-tour.ts'

interface Props {
  tour: Tour
  guide: Guide
  act: Perform
}

export function TourPanel({ tour, guide, act }: Props) {
  const { done } = tour.progress
  return (
    <div class="tour">
      <p class="tour-lead">
        A small workspace with the real app behind it. Try anything; nothing leaves this machine.
      </p>
      <ol>
        {stepsFor(guide, tour.progress, act).map((step, index) => (
          <StepItem key={step.title} step={step} index={index} done={done} />
        ))}
      </ol>
      {done === stepCount && <Ending guide={guide} />}
      <p class="hidden" role="status">
        {done === stepCount ? 'The tour is done' : `Step ${done + 1} of ${stepCount}`}
      </p>
      <div class="tour-foot">
        <button type="button" class="link-button" onClick={tour.restart}>
          <Icon name="restart" size={16} /> Begin the tour again
        </button>
        <StartOver act={act} />
      </div>
    </div>
  )
}

function StepItem({ step, index, done }: { step: Step; index: number; done: number }) {
  const state = index < done ? 'step done' : index === done ? 'step current' : 'step'
  return (
    <li class={state} aria-current={index === done ? 'step' : undefined}>
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
                <HelpButton key={label} label={label} run={run} />
              ))}
            </div>
          </>
        )}
      </div>
    </li>
  )
}

function HelpButton({ label, run }: Step['help'][number]) {
  const [isBusy, setIsBusy] = useState(false)
  const press = async () => {
    if (isBusy) return
    setIsBusy(true)
    await run()
    setIsBusy(false)
  }
  return (
    <button
      type="button"
      class={isBusy ? 'button busy' : 'button'}
      aria-busy={isBusy}
      onClick={() => void press()}
    >
      {label}
    </button>
  )
}

function Ending({ guide }: { guide: Guide }) {
  return (
    <section class="tour-end" aria-label="Five things to try">
      <p>
        A promise from its first message to thanks, and an answer that became one. Five things to try now:
      </p>
      <ul>
        {ideasFor(guide).map(({ label, hint, run }) => (
          <li key={label}>
            <button type="button" class="button" onClick={run}>
              {label}
            </button>
            <small>{hint}</small>
          </li>
        ))}
      </ul>
    </section>
  )
}
