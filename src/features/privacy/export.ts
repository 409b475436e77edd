/** Puts together what is held of one person, from every feature's part. */
import type { Scope } from '../../db/database.ts'
import type { Feature, TextFile } from '../../feature.ts'
import { exportMessages } from '../../nudges/export.ts'
import { exportProfile } from '../../people/export.ts'

/** One JSON file with everything, and a CSV of each list. Instants are ISO 8601 in UTC; people stand as Slack ids. */
export async function exportFiles(
  features: readonly Feature[],
  scope: Scope,
  userId: string,
  now: Date,
): Promise<TextFile[]> {
  const sections: Record<string, unknown> = { profile: await exportProfile(scope, userId) }
  for (const feature of features) Object.assign(sections, await feature.exports?.(scope, userId, now))
  sections.messages = await exportMessages(scope, userId)
  const whole = { exportedAt: now, workspace: scope.teamId, person: userId, ...sections }
  const lists = Object.entries(sections).filter(([, value]) => Array.isArray(value) && value.length > 0)
  return [
    { name: 'forthright.json', text: `${JSON.stringify(whole, null, 2)}\n` },
    ...lists.map(([name, list]) => ({ name: `${name}.csv`, text: toCsv(list as readonly object[]) })),
  ]
}

/** RFC 4180. A cell that a spreadsheet would take for a formula is told apart by an apostrophe, as OWASP advises. */
export function toCsv(list: readonly object[]): string {
  const columns = [...new Set(list.flatMap((row) => Object.keys(row)))]
  const lines = list.map((row) => columns.map((column) => cell((row as Record<string, unknown>)[column])))
  return [columns, ...lines].map((line) => `${line.join(',')}\r\n`).join('')
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString()
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const safe = /^[=+\-@\t\r]/.test(text) && typeof value === 'string' ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
