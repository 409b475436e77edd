import { two } from './when.ts'

/** "hh:mm" of what a person types: "17:00", "1730", "9", "5pm", "5.30 p.m."; undefined when it is no time of day. */
export function parseTime(text: string): string | undefined {
  const match = /^(\d{1,2})(?:[:.h ]?(\d{2}))?\s*(?:([ap])\.?\s*m\.?)?$/i.exec(text.trim())
  if (!match) return undefined
  const half = match[3]?.toLowerCase()
  const [hour, minute] = [Number(match[1]), Number(match[2] ?? 0)]
  if (minute > 59 || hour > 23 || (half && (hour < 1 || hour > 12))) return undefined
  if (!half) return `${two(hour)}:${two(minute)}`
  return `${two((hour % 12) + (half === 'p' ? 12 : 0))}:${two(minute)}`
}
