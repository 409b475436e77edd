/** "Remind me in…": the menu, and the form behind its *Pick a time*. */
import type { ModalView, StaticSelect } from '@slack/types'
import { option, section } from '../../../slack/blocks.ts'
import { snoozes, type Snooze } from '../domain/snooze.ts'
import { dueInputs, nextWorkdayEnd } from './due-inputs.ts'
import { dueFor, quoted, type PromiseView } from './promise-view.ts'
import { whenInputs } from './when-input.ts'
import { modal } from '../../../slack/modal.ts'

const labels: Record<Snooze, string> = {
  '20m': 'In 20 minutes',
  '1h': '1 hour',
  '3h': '3 hours',
  tomorrow: 'Tomorrow 9:00',
  monday: 'Monday 9:00',
}

/** Stands in the menu for a time of one's own. */
export const pickedSnooze = 'pick'
const pickATime = 'Pick a time'

export function snoozeMenu(id: string): StaticSelect {
  return {
    type: 'static_select',
    action_id: 'promises.snooze',
    placeholder: { type: 'plain_text', text: 'Remind me in…' },
    options: [
      ...snoozes.map((snooze) => option(labels[snooze], `${id}:${snooze}`)),
      option(pickATime, `${id}:${pickedSnooze}`),
    ],
  }
}

export function snoozeForm(view: PromiseView): ModalView {
  const { promise, viewer, now } = view
  const { day } = nextWorkdayEnd(viewer, now)
  return modal({
    id: 'promises.snooze',
    title: pickATime,
    submit: 'Remind me',
    close: 'Cancel',
    metadata: promise.id,
    blocks: [
      section(`${quoted(promise)}\nThe promise itself stays due ${dueFor(view)}.`),
      ...whenInputs({}),
      ...dueInputs({ day, time: viewer.hours.dayStart }),
    ],
  })
}
