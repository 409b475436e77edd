import type { KnownBlock } from '@slack/types'
import { actions, button, context, divider } from '../../../slack/blocks.ts'

export function homeBlocks(unknownOutcomes: number): KnownBlock[] {
  return [
    ...unknownOutcomesNote(unknownOutcomes),
    divider,
    actions(button('Settings', 'settings.open', '')),
    context('`/forthright why` says why you did or did not hear something. Only you see this page.'),
  ]
}

function unknownOutcomesNote(count: number): KnownBlock[] {
  if (!count) return []
  return [
    context(
      count === 1
        ? 'One message of mine may not have reached you: Slack gave no clear answer. What is open stands above.'
        : `${count} messages of mine may not have reached you: Slack gave no clear answer. What is open stands above.`,
    ),
  ]
}
