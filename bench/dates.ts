/**
 * How well due times are read, beside chrono-node and Recognizers-Text alone: `npm run bench:dates`.
 * PHRASES=<file> adds a file of single phrases collected elsewhere; `-- --list` prints every miss.
 */
import { readFileSync } from 'node:fs'
import { readPromise, readWhen, type Reading, type Speaker } from '../src/time/due-date/index.ts'
import { formatLocal } from '../src/time/due-date/wall.ts'
import { readWithChrono, type Plain } from './dates/chrono.ts'
import { loadRecognizers, readWithRecognizers } from './dates/recognizers.ts'
import type { PhraseCase, SentenceCase } from './dates/score.ts'
import { printSpeed } from './dates/speed.ts'
import { printTable, share, tallyPhrases, tallySentences, type Answer } from './dates/tally.ts'

interface Reader {
  name: string
  sentence: (one: SentenceCase) => Answer
  phrase: (one: PhraseCase) => Date | undefined
}

const isVerbose = process.argv.includes('--list')
const recognize = await loadRecognizers()
const readers: readonly Reader[] = [
  { name: 'Forthright', sentence: readOurs, phrase: readPhrase },
  others('chrono-node', readWithChrono),
  ...(recognize ? [others('Recognizers', (...asked) => readWithRecognizers(recognize, ...asked))] : []),
]

main()

function main(): void {
  const kinds = readLines<SentenceCase>('kinds.jsonl')
  const foreign = readLines<SentenceCase>('languages.jsonl')
  const isEnglish = ({ locale }: SentenceCase) => locale === undefined
  const rows = [
    ...sentenceRows('English, read before', readLines('sentences.jsonl')),
    ...sentenceRows('English, the ten kinds', kinds.filter(isEnglish)),
    ...sentenceRows(
      'seven languages, the ten kinds',
      kinds.filter((one) => !isEnglish(one)),
    ),
    ...[...new Set(foreign.map(({ kind }) => kind))].flatMap((kind) =>
      sentenceRows(
        kind,
        [...foreign, ...kinds].filter((one) => one.kind === kind && !isEnglish(one)),
      ),
    ),
  ]
  printTable(['sentences', 'reader', 'due', 'due and words', 'silently wrong', 'no due, refused'], rows)
  const { PHRASES } = process.env
  if (PHRASES) printPhrases(readLines(PHRASES))
  if (!recognize) process.stdout.write('\nRecognizers-Text is not installed and was left out.\n')
  printSpeed()
}

function readLines<T>(file: string): T[] {
  const path = file.startsWith('/') ? file : new URL(`dates/${file}`, import.meta.url)
  const lines = readFileSync(path, 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line) as T)
}

function sentenceRows(title: string, cases: readonly SentenceCase[]): string[][] {
  if (isVerbose) listMisses(cases)
  return readers.map(({ name, sentence }) => {
    const { dated, due, both, wrong, refused } = tallySentences(cases, sentence)
    return [
      `${title} (${cases.length})`,
      name,
      share(due, dated),
      share(both, dated),
      share(wrong, cases.length),
      share(refused, cases.length - dated),
    ]
  })
}

function listMisses(cases: readonly SentenceCase[]): void {
  for (const one of cases) {
    const { local, what } = readOurs(one)
    if (local === one.due && what === one.what) continue
    process.stdout.write(
      `  ${one.kind}: ${one.text} → ${local ?? 'refused'}, "${what}"; wanted ${one.due ?? 'a refusal'}\n`,
    )
  }
}

function readOurs({ text, now, tz, locale, daysOff }: SentenceCase): Answer {
  const reading = readPromise(text, {
    now: new Date(now),
    zone: tz,
    ...(locale ? { locale } : {}),
    ...(daysOff ? { daysOff } : {}),
  })
  if (reading.kind === 'refused') return { local: null, what: reading.what }
  return { local: reading.due.local, what: reading.what, recurs: reading.recurs ?? '' }
}

function readPhrase({ phrase, reference, tz }: PhraseCase): Date | undefined {
  const speaker: Speaker = { now: new Date(reference), zone: tz }
  const when: Reading = readWhen(phrase, speaker)
  const reading = when.kind === 'read' ? when : readPromise(phrase, speaker)
  return reading.kind === 'read' ? reading.due.at : undefined
}

/** Held only to the date where no time was said: they name noon, midnight or the present hour then. */
function others(
  name: string,
  read: (text: string, now: Date, zone: string, locale?: string) => Plain,
): Reader {
  return {
    name,
    sentence: (one) => {
      const { at, what } = read(one.text, new Date(one.now), one.tz, one.locale)
      const local = at ? formatLocal(at, one.tz) : null
      const isDay = one.due?.endsWith('T17:00') === true && local?.slice(0, 10) === one.due.slice(0, 10)
      return { local: isDay ? one.due : local, what }
    },
    phrase: ({ phrase, reference, tz }) => read(phrase, new Date(reference), tz).at,
  }
}

function printPhrases(cases: readonly PhraseCase[]): void {
  const undisputed = cases.filter(({ disputed }) => disputed === undefined)
  const rows = readers.map(({ name, phrase }, index) => {
    const tally = tallyPhrases(undisputed, phrase, (one, verdict) => {
      if (isVerbose && index === 0) process.stdout.write(`  ${verdict}: ${one.phrase}\n`)
    })
    const { counted, right, wrong, refused } = tally
    return [name, share(right, counted), share(wrong, counted), String(refused)]
  })
  printTable(['phrases of other suites, by the conventions', 'right', 'silently wrong', 'refused'], rows)
}
