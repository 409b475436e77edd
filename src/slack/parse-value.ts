/** Reads back what a button's value or a modal's private_metadata carries. Pure. */
import type * as z from 'zod'

/** Undefined = not JSON, or not of this shape: whatever Slack delivers may be old or forged. */
export function parseValue<T>(schema: z.ZodType<T>, text: string): T | undefined {
  const value = parseJson(text)
  return value === undefined ? undefined : schema.safeParse(value).data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
