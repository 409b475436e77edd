/** The people whom a request names: in its text, or in what was picked. Pure. */
import type { FormValues } from '../slack/form-values.ts'

const userId = /^[UW][A-Z0-9]+$/

/** People mentioned in a text, in Slack's escaped form. */
export function mentionedIn(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g), (match) => match[1]!))]
}

/** What was chosen in a select, a date picker or an overflow menu. */
export function pickedIn(action: Record<string, unknown>): string | undefined {
  const option = action.selected_option as { value?: unknown } | null | undefined
  const candidates = [
    option?.value,
    action.selected_user,
    action.selected_date,
    action.selected_time,
    action.selected_conversation,
    action.selected_date_time,
  ]
  const found = candidates.find((value) => typeof value === 'string' || typeof value === 'number')
  return found === undefined ? undefined : String(found)
}

export function pickedPeople(values: FormValues, picked?: string): string[] {
  const elements = Object.values(values).flatMap((block) => Object.values(block))
  const ids = elements.flatMap((element) =>
    (element.selected_users ?? []).concat(element.selected_user ?? []),
  )
  return [picked, ...ids].filter((id): id is string => typeof id === 'string' && userId.test(id))
}
