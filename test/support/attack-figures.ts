/** What a test of an attack found, for `npm run test:security`, which makes a table of it. */
import { appendFileSync } from 'node:fs'

/** How much of everything: `npm run test:security` asks for as much as the threat model names. */
export const isWhole = process.env.SECURITY === 'whole'

interface Finding {
  /** Begins with the number of the threat in docs/security.md. */
  attack: string
  /** Cells, requests, values or rounds. */
  tried: number
  /** How many of them got through; in words where that is no count. */
  through: number | string
  /** What the same attack does where the guard is taken out. */
  control: string
}

/** A test of one attack may run in several parts: their numbers are added up. */
export function report(finding: Finding): void {
  const file = process.env.SECURITY_FINDINGS
  if (file) appendFileSync(file, `${JSON.stringify(finding)}\n`)
}
