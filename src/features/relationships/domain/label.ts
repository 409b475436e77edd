/** What a person calls a colleague, for themselves alone. Pure. */

export const labels = ['partner', 'friend', 'acquaintance'] as const
export type Label = (typeof labels)[number]

export interface Labelled {
  id: string
  other: string
  label: Label
  labelledAt: Date
  mentionedAt: Date | undefined
}

/** Weeks without a dealing after which it is mentioned; undefined = never. */
export const quietWeeks: Record<Label, number | undefined> = {
  partner: 4,
  friend: 8,
  acquaintance: undefined,
}
/** More partners than these, and it is asked which of them are. */
export const maxPartners = 8

const dayMs = 86_400_000

/** Whether it is to be said that nothing passed between the two since `latest`; said again only after as long again. */
export function isQuiet(
  { label, labelledAt, mentionedAt }: Labelled,
  latest: Date | undefined,
  now: Date,
): boolean {
  const weeks = quietWeeks[label]
  if (weeks === undefined) return false
  const since = Math.max(labelledAt.getTime(), mentionedAt?.getTime() ?? 0, latest?.getTime() ?? 0)
  // A Monday morning four weeks later may be an hour short of it, where clocks went forward.
  return now.getTime() - since >= (weeks * 7 - 0.5) * dayMs
}

export function weeksSince(at: Date, now: Date): number {
  return Math.floor((now.getTime() - at.getTime()) / (7 * dayMs))
}
