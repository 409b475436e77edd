import type { Block } from './pretend-slack/blocks.ts'
import type { PretendSlack } from './pretend-slack/index.ts'
import type { SlackMessage } from './pretend-slack/world.ts'
import { buttonsOf, renderText } from './render-text.ts'
import type { Where } from './act.ts'

export interface PressOptions {
  in?: 'message' | 'ephemeral' | 'modal' | 'home'
  /** Only this message. */
  on?: SlackMessage
  /** Text in the same message, at or before the element, where several have the same label. */
  beside?: string
}

export interface OnSurface<T> {
  where: Where
  found: T
}

/** The first match of `find` among the surfaces that this person can reach, with its place. */
export function findOnSurfaces<T>(
  slack: PretendSlack,
  userId: string,
  options: PressOptions,
  find: (blocks: Block[]) => T | undefined,
): OnSurface<T> | undefined {
  for (const { where, blocks } of surfaces(slack, userId, options)) {
    const found = find(blocks)
    if (found) return { where, found }
  }
  return undefined
}

/** Everything with blocks that this person can reach now, newest first. An open modal covers the rest. */
function surfaces(
  slack: PretendSlack,
  userId: string,
  { in: kind, on }: PressOptions,
): { where: Where; blocks: Block[] }[] {
  const { world } = slack
  const modal = world.modals.get(userId)?.at(-1)
  const home = world.homes.get(userId)
  const onModal = modal ? [{ where: { kind: 'view' as const, viewId: modal.id }, blocks: modal.blocks }] : []
  const onHome = home ? [{ where: { kind: 'home' as const }, blocks: home.blocks }] : []
  if (kind === 'modal' || (modal && !kind && !on)) return onModal
  if (kind === 'home') return onHome
  const channelIds = [...world.channels.values()].filter((c) => c.memberIds.includes(userId)).map((c) => c.id)
  const shared = kind === 'ephemeral' ? [] : channelIds.flatMap((id) => world.messages.get(id) ?? [])
  const own = kind === 'message' ? [] : (world.ephemerals.get(userId) ?? [])
  const messages = on ? [on] : [...shared, ...own].toSorted((a, b) => Number(b.ts) - Number(a.ts))
  const onMessages = messages.map(({ channelId, ts, blocks }) => ({
    where: { kind: 'message' as const, channelId, ts },
    blocks,
  }))
  return kind || on ? onMessages : [...onMessages, ...onHome]
}

/** Throws, listing the buttons in reach and what the person was last shown. */
export function failNotFound(
  what: string,
  slack: PretendSlack,
  userId: string,
  options: PressOptions,
): never {
  const labels = surfaces(slack, userId, options).flatMap(({ blocks }) => buttonsOf({ blocks }))
  throw new Error(
    `${what}. In reach: ${[...new Set(labels)].join(', ') || 'no buttons'}. ${describeLastShown(slack, userId)}`,
  )
}

export function describeLastShown(slack: PretendSlack, userId: string): string {
  const notices = slack.notices.filter((notice) => notice.userId === userId).map((notice) => notice.text)
  const shown = slack.world.ephemerals.get(userId)?.at(-1)
  return `Last shown: ${JSON.stringify(renderText(shown).slice(0, 300))}${notices.length ? `; Slack said: ${notices.join(' ')}` : ''}`
}
