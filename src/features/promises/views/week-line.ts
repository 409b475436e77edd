/** Before somebody says yes: what is due in the same week, told to them alone. */
import { otherName, type PromiseView } from './promise-view.ts'
import type { WeekLoad } from '../store/week-store.ts'

/** No line where nothing is: a request is weighed by what there is beside it. */
export function weekLines({ due, toAsker }: WeekLoad, view: PromiseView): string[] {
  if (!due) return []
  const name = otherName(view)
  const count = due === 1 ? '1 promise' : `${due} promises`
  if (toAsker === due) return [`You have ${count} due that week, ${due === 1 ? '' : 'all '}to ${name}.`]
  return [`You have ${count} due that week${toAsker ? `, ${toAsker} of them to ${name}` : ''}.`]
}
