import { isText, skip, textAt, type Hit, type Reader } from '../../moment.ts'
import type { Recurrence } from '../../recurrence/rule.ts'
import { firstDayOfWork, lastDayOfWork } from '../work-week.ts'
import { weekly } from './weekday-list.ts'

/** "the end of every week", "at the start of each month", "the last day of every quarter", "end of every day". */
export function readEdgeOfEvery(reader: Reader, index: number): Hit<Recurrence> | undefined {
  const at = skip(reader, skip(reader, index, 'at'), 'the')
  const isEnd = isText(reader, at, 'end', 'close')
  const isStart = isText(reader, at, 'start', 'beginning')
  const isDay = isText(reader, at, 'last', 'first', 'final') && isText(reader, at + 1, 'day')
  if (!isEnd && !isStart && !isDay) return undefined
  const of = skip(reader, isDay ? at + 2 : at + 1, 'of')
  if (!isText(reader, of, 'every')) return undefined
  const edge = isEnd || isText(reader, at, 'last', 'final') ? 'end' : 'start'
  const value = ofUnit(reader, textAt(reader, of + 1), edge, isDay)
  return value && { end: of + 2, value }
}

function ofUnit(reader: Reader, unit: string, edge: 'end' | 'start', isDay: boolean): Recurrence | undefined {
  const isEnd = edge === 'end'
  if (unit === 'week' && !isDay) return weekly([isEnd ? lastDayOfWork(reader) : firstDayOfWork(reader)])
  if (unit === 'month') return { frequency: 'MONTHLY', monthDays: [isEnd ? -1 : 1] }
  if (unit === 'quarter') return ofQuarter(edge)
  if (unit === 'year') return { frequency: 'YEARLY', months: [isEnd ? 12 : 1], monthDays: [isEnd ? 31 : 1] }
  return unit === 'day' && isEnd && !isDay ? { frequency: 'DAILY', part: 'end' } : undefined
}

export function ofQuarter(edge: 'end' | 'start'): Recurrence {
  return edge === 'end'
    ? { frequency: 'MONTHLY', months: [3, 6, 9, 12], monthDays: [-1] }
    : { frequency: 'MONTHLY', months: [1, 4, 7, 10], monthDays: [1] }
}
