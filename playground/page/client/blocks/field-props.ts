import type { ElementState } from '../../../act.ts'

/** What every field is given, whatever its element. */
export interface FieldProps<E> {
  element: E
  state: ElementState
  set: (state: ElementState) => void
  label: string | undefined
  id: string | undefined
  describedBy: string | undefined
}
