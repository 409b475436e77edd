import type { Fault, Hit, Reader } from './moment.ts'

/** The day rule of a recurrence; its time of day is read beside it. */
export interface Recurrence {
  rule: string
  fault?: Fault
}

export function readRecurrence(_reader: Reader, _index: number): Hit<Recurrence> | undefined {
  return undefined
}
