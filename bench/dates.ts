/**
 * How well due times are read, beside chrono-node alone: `npm run bench:dates`.
 * PHRASES=<file> adds a file of single phrases collected elsewhere.
 */
import { readFileSync } from 'node:fs'
import { readPromise, readWhen, type Reading, type Speaker } from '../src/time/due-date/index.ts'
import { formatLocal } from '../src/time/due-date/wall.ts'
import { readWithChrono } from './dates/chrono.ts'
import {
  BY_CONVENTION,
  judgePhrase,
  type PhraseCase,
  type SentenceCase,
  type Verdict,
} from './dates/score.ts'

type Row = Record<string, string | number>

function main(): void {
  const isVerbose = process.argv.includes('--list')
  sentences('English sentences', readLines(new URL('dates/sentences.jsonl', import.meta.url)), isVerbose)
  const foreign = readLines<SentenceCase>(new URL('dates/languages.jsonl', import.meta.url))
  for (const kind of new Set(foreign.map((one) => one.kind))) {
    const cases = foreign.filter((one) => one.kind === kind)
    sentences(`sentences, ${kind}`, cases, isVerbose)
  }
  const { PHRASES } = process.env
  if (PHRASES) phrases(readLines<PhraseCase>(PHRASES), isVerbose)
  speed()
}

function readLines<T>(file: string | URL): T[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line) as T)
}

function speakerOf({ now, tz, locale, daysOff }: SentenceCase): Speaker {
  return { now: new Date(now), zone: tz, ...(locale ? { locale } : {}), ...(daysOff ? { daysOff } : {}) }
}

function sentences(title: string, cases: readonly SentenceCase[], isVerbose: boolean): void {
  const ours = { due: 0, what: 0, both: 0, refused: 0 }
  const theirs = { due: 0, what: 0, both: 0, refused: 0 }
  const dated = cases.filter((one) => one.due !== null)
  for (const one of cases) {
    const reading = readPromise(one.text, speakerOf(one))
    const local = reading.kind === 'read' ? reading.due.local : null
    const isRule = one.recurs === undefined || (reading.kind === 'read' && reading.recurs === one.recurs)
    count(ours, one, isRule ? local : null, reading.what)
    if (isVerbose && (local !== one.due || reading.what !== one.what)) {
      process.stdout.write(
        `  ${one.kind}: ${one.text} → ${local ?? 'refused'}, "${reading.what}"; wanted ${one.due ?? 'a refusal'}\n`,
      )
    }
    const plain = readWithChrono(one.text, new Date(one.now), one.tz, one.locale)
    // chrono names noon or the present hour where no time was said, so only the date is held against it there.
    const theirLocal = plain.at ? formatLocal(plain.at, one.tz) : null
    const isDay = one.due?.endsWith('T17:00') === true && theirLocal?.slice(0, 10) === one.due.slice(0, 10)
    count(theirs, one, isDay ? one.due : theirLocal, plain.what)
  }
  const rows = [ours, theirs].map((score, index): Row => ({
    reader: index === 0 ? 'Forthright' : 'chrono-node alone',
    due: share(score.due, dated.length),
    what: share(score.what, dated.length),
    both: share(score.both, dated.length),
    'no due, refused': share(score.refused, cases.length - dated.length),
  }))
  print(`${cases.length} ${title}`, rows)
}

function count(
  score: { due: number; what: number; both: number; refused: number },
  one: SentenceCase,
  local: string | null,
  what: string,
): void {
  if (one.due === null) {
    score.refused += local === null ? 1 : 0
    return
  }
  const isDue = local === one.due
  const isWhat = local !== null && what === one.what
  score.due += isDue ? 1 : 0
  score.what += isWhat ? 1 : 0
  score.both += isDue && isWhat ? 1 : 0
}

interface Tally {
  right: number
  wrong: number
  refused: number
  convention: number
  negatives: number
}

function phrases(cases: readonly PhraseCase[], isVerbose: boolean): void {
  for (const isDisputed of [false, true]) {
    const some = cases.filter((one) => (one.disputed !== undefined) === isDisputed)
    const negatives = some.filter((one) => one.match === 'none').length
    const row = (reader: string, tally: Tally): Row => ({
      reader,
      right: share(tally.right, some.length),
      'right or by convention': share(tally.right + tally.convention, some.length),
      'silently wrong': share(tally.wrong, some.length),
      refused: tally.refused,
      negatives: share(tally.negatives, negatives),
    })
    print(`${some.length} ${isDisputed ? 'disputed' : 'undisputed'} phrases`, [
      row('Forthright', tallyOf(some, readPhraseOrSentence, isVerbose && !isDisputed)),
      row(
        'chrono-node alone',
        tallyOf(some, (one) => readWithChrono(one.phrase, new Date(one.reference), one.tz).at, false),
      ),
    ])
  }
}

function readPhraseOrSentence({ phrase, reference, tz }: PhraseCase): Date | undefined {
  const speaker: Speaker = { now: new Date(reference), zone: tz }
  const when: Reading = readWhen(phrase, speaker)
  const reading = when.kind === 'read' ? when : readPromise(phrase, speaker)
  return reading.kind === 'read' ? reading.due.at : undefined
}

function tallyOf(
  cases: readonly PhraseCase[],
  read: (one: PhraseCase) => Date | undefined,
  isVerbose: boolean,
): Tally {
  const tally: Tally = { right: 0, wrong: 0, refused: 0, convention: 0, negatives: 0 }
  for (const one of cases) {
    const verdict: Verdict = judgePhrase(one, read(one))
    const convention = verdict === 'wrong' ? BY_CONVENTION[one.phrase] : undefined
    if (isVerbose && verdict !== 'right')
      process.stdout.write(`  ${verdict}: ${one.phrase}${convention ? ` (${convention})` : ''}\n`)
    if (convention) tally.convention += 1
    else tally[verdict] += 1
    if (one.match === 'none' && verdict === 'right') tally.negatives += 1
  }
  return tally
}

/** Texts whose every word could begin a due phrase. */
const WALLS = [
  '1 day ',
  'by friday ',
  'next ',
  'march 3 ',
  'in 1 day ',
  'every monday ',
  '@',
  "' a",
  '"',
  '1.',
  'the first of ',
]

function speed(): void {
  const speaker: Speaker = { now: new Date('2026-03-11T14:00:00Z'), zone: 'America/New_York' }
  const short = 'send the slides by Friday 3pm.'
  const long = 'send the slides to May by Friday the 13th, '.repeat(70).slice(0, 3000)
  const rows = [short, long].map((text): Row => {
    const rounds = text === short ? 5000 : 300
    const ours = cost(() => readPromise(text, speaker), rounds)
    const theirs = cost(() => readWithChrono(text, speaker.now, speaker.zone), rounds)
    return { characters: text.length, 'Forthright ms': ours.toFixed(3), 'chrono-node ms': theirs.toFixed(3) }
  })
  print('Processor time, mean of many runs, warm', rows)
  const base = cost(() => readPromise(short, speaker), 5000)
  const walls = WALLS.map((word) => {
    const text = word.repeat(3000 / word.length)
    return { word, ms: cost(() => readPromise(text, speaker)) }
  })
  const worst = walls.toSorted((one, two) => two.ms - one.ms)[0]
  const ms = worst?.ms ?? Number.NaN
  const cells = {
    words: JSON.stringify(worst?.word),
    ms: ms.toFixed(1),
    'times 30 characters': (ms / base).toFixed(0),
  }
  print('The slowest wall of 3,000 characters', [cells])
}

/** Milliseconds of processor time a run takes; what else the machine is doing does not count. */
function cost(run: () => unknown, rounds = 300): number {
  for (let round = 0; round < rounds; round += 1) run()
  const start = process.cpuUsage()
  for (let round = 0; round < rounds; round += 1) run()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000 / rounds
}

function share(part: number, whole: number): string {
  return `${part}/${whole} (${((100 * part) / Math.max(whole, 1)).toFixed(1)} %)`
}

function print(title: string, rows: readonly Row[]): void {
  process.stdout.write(`\n${title}\n`)
  for (const row of rows) {
    const cells = Object.entries(row).map(([name, value]) => `${name} ${value}`)
    process.stdout.write(`  ${cells.join('   ')}\n`)
  }
}

main()
