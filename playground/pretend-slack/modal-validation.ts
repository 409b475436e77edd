import type { Block, Element } from './blocks.ts'
import type { SlackView } from './world.ts'
import type { ElementState } from '../act.ts'

/** The errors that Slack itself shows on submission, by block id: missing and invalid input. */
export function validationErrors(view: SlackView): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const block of view.blocks) {
    const problem =
      block.type === 'input' && block.element ? inputProblem(view, block, block.element) : undefined
    if (problem) errors[block.block_id ?? ''] = problem
  }
  return errors
}

function inputProblem(view: SlackView, block: Block, element: Element): string | undefined {
  const state = view.state.values[block.block_id ?? '']?.[element.action_id ?? '']
  const text = typeof state?.value === 'string' ? state.value : ''
  if (isEmpty(state)) return block.optional ? undefined : 'Please complete this required field.'
  if (text.length > (element.max_length ?? 3000))
    return `Please use at most ${element.max_length ?? 3000} characters.`
  if (text && text.length < (element.min_length ?? 0))
    return `Please use at least ${element.min_length} characters.`
  return undefined
}

function isEmpty(state: ElementState | undefined): boolean {
  if (!state) return true
  return Object.entries(state).every(
    ([name, value]) =>
      name === 'type' || value === null || value === '' || (Array.isArray(value) && value.length === 0),
  )
}
