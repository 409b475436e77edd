import { elementsOf, type StateValues } from './pretend-slack/blocks.ts'
import type { SlackView } from './pretend-slack/world.ts'

/** Answers that colleagues give when the viewer lets them; each person takes the next one. */
export const answers = [
  'Plans change in your head before they change on the page. We hear of it a day late.',
  'You answer the loudest question first, and the quiet ones wait for weeks.',
  'In reviews you rewrite the sentence instead of saying what is wrong with it.',
  'You say "quick call" and it takes an hour. I stop what I am doing each time.',
  'When you are worried you go silent, and we guess.',
  'You take the hard parts yourself. Nobody else learns them.',
]

/** The answer, and the last of the choices about the name, which is the one without it. */
export function answerValues(form: SlackView, text: string): StateValues {
  const values: StateValues = {}
  for (const block of form.blocks)
    for (const element of elementsOf(block)) {
      const [blockId, actionId] = [block.block_id ?? '', element.action_id ?? '']
      if (element.type === 'radio_buttons')
        values[blockId] = {
          [actionId]: { type: element.type, selected_option: element.options?.at(-1) ?? null },
        }
      if (block.block_id === 'answer') values[blockId] = { [actionId]: { type: element.type, value: text } }
    }
  return values
}

/** How safe each statement sounds, by its place; each person strays from it by a little. */
const leanings = [3, 6, 2, 5, 3, 6, 5]

export function pointValues(form: SlackView, index: number): StateValues {
  const values: StateValues = {}
  for (const [place, block] of form.blocks.filter((one) => one.type === 'input').entries())
    for (const element of elementsOf(block)) {
      const point = Math.min(
        7,
        Math.max(1, leanings[place % leanings.length]! + ((index * 5 + place * 3) % 4) - 2),
      )
      const option = element.options?.[point - 1] ?? null
      values[block.block_id ?? ''] = {
        [element.action_id ?? '']: { type: element.type, selected_option: option },
      }
    }
  return values
}
