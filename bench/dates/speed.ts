/** Processor time of readings, as the best of many runs: a machine that is busy otherwise only ever adds to it. */
import { readPromise, type Speaker } from '../../src/time/due-date/index.ts'
import { readWithChrono } from './chrono.ts'
import { printTable } from './tally.ts'

const SPEAKER: Speaker = { now: new Date('2026-03-11T14:00:00Z'), zone: 'America/New_York' }
const ORDINARY = 'send the slides by Friday 3pm.'
const LENGTH = 3000

/** Texts whose every word could begin a due phrase, by locale. */
const WALLS: Record<string, readonly string[]> = {
  'en-US':
    `1 day |by friday |next |march 3 |in 1 day |every monday |@|' a|"|1.|the first of |friday (|a day or |2 to 3 |
    monday and |the day after |give me |every day but |two weeks from |sorry, friday |:a|1- |1st and |half past |1/1 |in `
      .split('|')
      .map((words) => words.replace(/^\s+/u, '')),
  'ja-JP': ['金曜の', '金曜', '3日', '一', '木曜か', 'あ', '毎週月曜と', '二〜', '朝'],
  'de-DE': ['montag bis ', 'halb ', '15 Uhr ', 'am ende der woche ', 'bis '],
  'fr-FR': ["jusqu'au ", 'la fin de ', 'vendredi prochain ', 'deux ', "d'ici "],
  'es-ES': ['a las ', 'de lunes a ', 'antes de ', 'fin de '],
  'pt-BR': ['até o ', 'às ', 'de segunda a '],
  'it-IT': ['entro il ', 'alle ', 'fine '],
  'nl-NL': ['op de ', 'kwart over ', 'eind van '],
}

export function printSpeed(): void {
  const base = cost(() => readPromise(ORDINARY, SPEAKER), 3000)
  const prose = 'send the slides to May by Friday the 13th, '.repeat(70).slice(0, LENGTH)
  printTable(
    ['processor time, warm', 'Forthright', 'chrono-node'],
    [
      ['an ordinary sentence', `${base.toFixed(3)} ms`, chronoCost(ORDINARY, 3000)],
      [
        '3,000 characters of sentences',
        `${cost(() => readPromise(prose, SPEAKER), 60).toFixed(2)} ms`,
        chronoCost(prose, 60),
      ],
    ],
  )
  const rows = Object.entries(WALLS).map(([locale, words]) => {
    const slowest = words
      .map((word) => ({ word, ms: wallCost(word, locale) }))
      .toSorted((one, two) => two.ms - one.ms)[0]
    const ms = slowest?.ms ?? Number.NaN
    return [locale, JSON.stringify(slowest?.word ?? ''), `${ms.toFixed(1)} ms`, (ms / base).toFixed(0)]
  })
  printTable(['slowest 3,000 characters', 'made of', 'time', 'times an ordinary sentence'], rows)
}

function wallCost(word: string, locale: string): number {
  const text = word.repeat(Math.ceil(LENGTH / word.length)).slice(0, LENGTH)
  return cost(() => readPromise(text, { ...SPEAKER, locale }), 40)
}

function chronoCost(text: string, rounds: number): string {
  return `${cost(() => readWithChrono(text, SPEAKER.now, SPEAKER.zone), rounds).toFixed(3)} ms`
}

function cost(run: () => unknown, rounds: number): number {
  for (let round = 0; round < rounds; round += 1) run()
  const some = Math.max(1, Math.floor(rounds / 10))
  const times = Array.from({ length: 10 }, () => {
    const start = process.cpuUsage()
    for (let round = 0; round < some; round += 1) run()
    const { user, system } = process.cpuUsage(start)
    return (user + system) / 1000 / some
  })
  return Math.min(...times)
}
