/** The settings form, and how a submission of it is read. */
import type { ModalView } from '@slack/types'
import { Temporal } from 'temporal-polyfill'
import type { Person } from '../../../people/person.ts'
import type { Choices } from '../../../people/store.ts'
import { context, option, section } from '../../../slack/blocks.ts'
import { instantOf, localTime } from '../../../time/working-hours.ts'
import type { SwitchedOff } from '../../../feature.ts'
import { isFeature } from '../domain/mutes.ts'
import { switchedOffBlocks } from './switched-off.ts'
import type { FormValues } from '../../../slack/form-values.ts'
import { capitalize, weekdayNames } from '../../../slack/mrkdwn.ts'
import { input, modal } from '../../../slack/modal.ts'

const budgets = [1, 2, 3, 5, 8, 12]

interface Switches {
  /** What each feature reminds of, by the feature's name. */
  reminders: ReadonlyMap<string, string>
  switchedOff: readonly SwitchedOff[]
  /** Says what was just changed. */
  note: string | undefined
}

export function settingsForm(me: Person, { reminders, switchedOff, note }: Switches, now: Date): ModalView {
  const { hours } = me
  const days = weekdayNames.map((name, index) => option(name, String(index + 1)))
  const kinds = [...reminders].map(([name, about]) => option(capitalize(about), name))
  const away =
    me.awayUntil && me.awayUntil > now
      ? localTime(me.awayUntil, hours.zone).toPlainDate().toString()
      : undefined
  const off = kinds.filter(({ value }) => me.muted.includes(value!))
  const time = (initial: string) => ({ type: 'timepicker' as const, initial_time: initial })
  return modal({
    id: 'settings.save',
    title: 'Settings',
    submit: 'Save',
    close: 'Cancel',
    blocks: [
      ...(note ? [section(note)] : []),
      context(`Your time zone is ${hours.zone}, from your Slack profile.`),
      input('day_start', 'My day starts', time(hours.dayStart)),
      input('day_end', 'My day ends', time(hours.dayEnd), {
        hint: 'A promise for a day without a time is due then. Reminders come between the two.',
      }),
      input('workdays', 'My working days', {
        type: 'checkboxes',
        options: days,
        initial_options: days.filter(({ value }) => hours.workdays.includes(Number(value))),
      }),
      input(
        'away',
        'Away until the morning of',
        { type: 'datepicker', ...(away && { initial_date: away }) },
        { optional: true, hint: 'Until then I say nothing at all, and keep it for you.' },
      ),
      input('budget', 'Reminders a day, at most', {
        type: 'static_select',
        options: budgets.map((n) => option(String(n), String(n))),
        initial_option: option(String(me.dailyBudget), String(me.dailyBudget)),
      }),
      input(
        'off',
        'No reminders of',
        { type: 'checkboxes', options: kinds, ...(off.length && { initial_options: off }) },
        { optional: true, hint: 'What a colleague just did is still told.' },
      ),
      ...switchedOffBlocks(switchedOff),
    ],
  })
}

type SettingsRead = { choices: Required<Choices> } | { errors: Record<string, string> }

export function readSettings(
  values: FormValues,
  { me, features }: { me: Person; features: readonly string[] },
  now: Date,
): SettingsRead {
  const dayStart = values.day_start?.day_start?.selected_time ?? me.hours.dayStart
  const dayEnd = values.day_end?.day_end?.selected_time ?? me.hours.dayEnd
  const workdays = picked(values, 'workdays')
    .map(Number)
    .filter((day) => day >= 1 && day <= 7)
  const budget = Number(values.budget?.budget?.selected_option?.value ?? me.dailyBudget)
  const date = values.away?.away?.selected_date
  const errors: Record<string, string> = {}
  if (!isTime(dayStart) || !isTime(dayEnd) || dayEnd <= dayStart)
    errors.day_end = 'The day has to end after it starts.'
  if (!workdays.length) errors.workdays = 'Pick at least one day.'
  const awayUntil = date ? morning(date, dayStart, me.hours.zone) : null
  if (awayUntil === undefined || (awayUntil && awayUntil <= now))
    errors.away = 'Pick a day that is still ahead.'
  if (!Number.isInteger(budget) || budget < 1 || budget > 50) errors.budget = 'Pick a number from the list.'
  if (Object.keys(errors).length) return { errors }
  const off = new Set(picked(values, 'off'))
  const others = me.muted.filter((muted) => !isFeature(muted))
  return {
    choices: {
      dayStart,
      dayEnd,
      workdays,
      dailyBudget: budget,
      awayUntil: awayUntil ?? null,
      muted: [...features.filter((name) => off.has(name)), ...others],
    },
  }
}

function picked(values: FormValues, id: string): string[] {
  return (values[id]?.[id]?.selected_options ?? []).flatMap((chosen) => chosen.value ?? [])
}

function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text)
}

function morning(date: string, time: string, zone: string): Date | undefined {
  try {
    return instantOf(Temporal.PlainDate.from(date), time, zone)
  } catch {
    return undefined
  }
}
