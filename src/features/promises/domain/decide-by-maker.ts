/** What its maker may correct in the first minutes, and the end of a series, which either side may say. */
import { changed, closed, whenIn, without, type Action, type Actor, type Decision } from './action.ts'
import { isFresh, type Commitment } from './commitment.ts'
import { isMaker, otherSide } from './roles.ts'

export function amend(
  promise: Commitment,
  action: Extract<Action, { do: 'amend' }>,
  { role, now }: Actor,
): Decision {
  if (role === 'clock' || !isMaker(promise, role)) return { refused: 'only_maker' }
  return whenIn(promise, ['open', 'requested'], () => {
    if (!isFresh(promise, now)) return { refused: 'too_late_to_change' }
    const { due, what = promise.what, why = promise.why ?? '' } = action
    if (due.at <= now) return { refused: 'past_time' }
    const isSameTime = due.at.getTime() === promise.due.at.getTime()
    if (isSameTime && what === promise.what && why === (promise.why ?? '')) return { refused: 'same_promise' }
    const change = { due, what, dueVersion: promise.dueVersion + 1, ...(why && { why }) }
    const fromDueAt = isSameTime ? {} : { fromDueAt: promise.due.at }
    return changed(without(without(promise, 'proposal'), 'why'), change, action, {
      hears: [otherSide(role)],
      dueAt: due.at,
      ...fromDueAt,
    })
  })
}

export function takeBack(promise: Commitment, action: Action, { role, now }: Actor): Decision {
  if (role === 'clock' || !isMaker(promise, role)) return { refused: 'only_maker' }
  return whenIn(promise, ['open', 'requested'], () =>
    isFresh(promise, now)
      ? closed(promise, 'withdrawn', action, { now, hears: [otherSide(role)] })
      : { refused: 'too_late_to_undo' },
  )
}

export function endSeries(promise: Commitment, action: Action, { role, userId }: Actor): Decision {
  const { series } = promise
  if (role === 'clock') return { refused: 'only_sides' }
  if (!series) return { refused: 'not_repeating' }
  if (series.stopped) return { refused: 'series_stopped' }
  const stopped = { ...series, stopped: true, ...(userId && { stoppedBy: userId }) }
  return changed(promise, { series: stopped }, action, { hears: [otherSide(role)] })
}
