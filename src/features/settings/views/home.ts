import type { KnownBlock } from '@slack/types'
import type { SwitchedOff } from '../../../feature.ts'
import { actions, button, context, section } from '../../../slack/blocks.ts'
import { homePageSize, type HomeSection } from '../../../slack/home-section.ts'

export function switchedOffSection(switchedOff: readonly SwitchedOff[], page: number): HomeSection {
  const shown = switchedOff.slice(page * homePageSize, (page + 1) * homePageSize)
  return {
    id: 'settings.off',
    title: 'Switched off or blocked',
    count: switchedOff.length,
    page,
    lines: shown.map(({ text, label, actionId, value }) => ({
      key: `${actionId}:${value}`,
      blocks: [section(text, button(label, 'settings.back', `${actionId}:${value}`))],
    })),
  }
}

export function settingsSection(unknownOutcomes: number): HomeSection {
  const about = 'Your hours and working days, and what I may remind you of.'
  return {
    id: 'settings',
    title: 'Settings',
    lines: [{ key: 'settings', blocks: [section(about, button('Settings', 'settings.open', ''))] }],
    below: [
      actions(button('Days off', 'settings.days_off_form', '')),
      ...unknownOutcomesNote(unknownOutcomes),
      context('`/forthright why` says why you did or did not hear something. Only you see this page.'),
    ],
  }
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
