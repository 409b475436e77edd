/** The terminal's entrance (`npm run read`): one sentence in words, or JSON lines from a pipe. */
import { createInterface } from 'node:readline'
import { readRecipients } from '../../slack/mentions.ts'
import { readPromise, readWhen, type Reading, type Speaker } from './index.ts'
import { isZone } from './wall.ts'

interface Answer {
  due: string | null
  what: string
  refused: string | null
  recurs: string | null
}

/** Answers one line of `{"text","now","tz","locale"?}`; whatever the line holds, there is one answer. */
export function answerLine(line: string): Answer {
  const asked = parseAsked(line)
  if (typeof asked === 'string') return { due: null, what: '', refused: asked, recurs: null }
  const { text, speaker } = asked
  const reading = readAny(text, speaker)
  if (reading.kind === 'refused') {
    return { due: null, what: text, refused: `${reading.why} Try "${reading.example}".`, recurs: null }
  }
  return { due: reading.due.local, what: reading.what, refused: null, recurs: reading.recurs ?? null }
}

/** A promise, or a due phrase alone, whether or not the recipients still stand before it. */
function readAny(text: string, speaker: Speaker): Reading {
  const { recipients, rest } = readRecipients(text)
  const own = recipients.length > 0 ? rest : text
  const when = readWhen(own, speaker)
  return when.kind === 'read' ? when : readPromise(own, speaker)
}

function parseAsked(line: string): { text: string; speaker: Speaker } | string {
  const fields = parseFields(line)
  if (!fields) return 'That line is not a JSON object.'
  const { text, now, tz, locale } = fields
  if (typeof text !== 'string') return 'The line has no "text".'
  const instant = typeof now === 'string' ? new Date(now) : undefined
  if (!instant || Number.isNaN(instant.getTime())) return '"now" is not an ISO instant.'
  if (typeof tz !== 'string' || !isZone(tz)) return '"tz" is not an IANA zone.'
  const speaker: Speaker = { now: instant, zone: tz }
  return { text, speaker: typeof locale === 'string' && locale ? { ...speaker, locale } : speaker }
}

function parseFields(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}

/** The reading of one sentence as a person would be told it. */
export function describe(text: string, speaker: Speaker): string {
  const reading = readAny(text, speaker)
  if (reading.kind === 'refused') return `${reading.why}\nTry: ${reading.example}\n`
  const lines = [
    reading.what ? `What   ${reading.what}` : '',
    `When   ${inWords(reading.due.at, speaker)}   (from "${reading.due.words}")`,
    reading.other ? `Or     ${inWords(reading.other.at, speaker)}` : '',
    reading.recurs ? `Again  ${reading.recurs}` : '',
    ...reading.notes.map((note) => `Note   ${note}`),
  ]
  return `${lines.filter(Boolean).join('\n')}\n`
}

function inWords(at: Date, { zone, locale = 'en-US' }: Speaker): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone: zone })
  return `${format.format(at)}, ${zone}`
}

function speakerHere(): Speaker {
  // A person at a terminal has no database whose clock to ask.
  const now = new Date(performance.timeOrigin + performance.now())
  return { now, zone: Intl.DateTimeFormat().resolvedOptions().timeZone }
}

async function main(words: readonly string[]): Promise<void> {
  if (words.length > 0) {
    process.stdout.write(describe(words.join(' '), speakerHere()))
    return
  }
  const isPerson = process.stdin.isTTY
  if (isPerson) process.stdout.write('Say a promise, such as: send the slides by Friday 3pm\n')
  for await (const line of createInterface({ input: process.stdin })) {
    process.stdout.write(isPerson ? describe(line, speakerHere()) : `${JSON.stringify(answerLine(line))}\n`)
  }
}

if (process.argv[1] === import.meta.filename) await main(process.argv.slice(2))
