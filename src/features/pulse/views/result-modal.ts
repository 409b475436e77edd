/** What a pulse came to: statement by statement, the whole, and what to talk about. Pure. */
import type { KnownBlock, ModalView } from '@slack/types'
import type { Person } from '../../../people/person.ts'
import { pictureLabel } from '../../../pictures/replies.ts'
import { actions, button, context, divider, header, section } from '../../../slack/blocks.ts'
import { channelMention } from '../../../slack/channels.ts'
import { formatDay } from '../../../slack/mrkdwn.ts'
import type { Pulse } from '../domain/pulse.ts'
import { widestTwo, type Result } from '../domain/tally.ts'
import { statementsOf } from '../domain/wording.ts'
import { bars, decimal, inWords } from './spread.ts'
import { modal } from '../../../slack/modal.ts'

export interface Shown {
  pulse: Pulse
  result: Result
}

export interface ResultFacts extends Shown {
  /** Earlier ones beside which it may stand, oldest first. */
  earlier: readonly Shown[]
  /** Whether there are earlier ones beside which it may not stand. */
  hasOthers: boolean
  me: Person
  now: Date
}

/** `said` stands on top: what became of a picture that was asked for. */
export function resultModal(facts: ResultFacts, said?: string): ModalView {
  const { pulse, result, me, now } = facts
  const closed = formatDay(pulse.closedAt!, me.hours.zone, now)
  return modal({
    id: 'pulse.result',
    title: 'The pulse',
    blocks: [
      ...(said ? [section(said)] : []),
      section(
        `The pulse in ${channelMention(pulse.channelId)}, closed ${closed}. ${result.answers} of ${pulse.asked} answered.\n` +
          `The whole: *${decimal(result.whole)}* of 7.${trend(facts, (one) => one.whole)}`,
      ),
      context(
        'Statements 1, 3 and 5 are turned round: a 2 counts as a 6, so that 7 is the safer side everywhere. ' +
          'A number here says how these people feel now; it is no mark for anybody.',
      ),
      ...(facts.hasOthers ? [context(notCompared)] : []),
      actions(button(pictureLabel, 'pulse.picture', `${pulse.channelId}:${pulse.id}`)),
      divider,
      ...statementsOf(pulse.wording, me.locale).map((statement, index) =>
        itemSection(statement, index, facts),
      ),
      divider,
      ...conversation(facts),
    ],
  })
}

const notCompared =
  'It does not stand beside every earlier one: where a few people joined or left in between, the two together would tell too much of them.'

function itemSection(statement: string, index: number, facts: ResultFacts): KnownBlock {
  const item = facts.result.items[index]!
  const turned = item.isReversed ? ' · turned round' : ''
  return section(
    `*${index + 1}. ${statement}*\nMean *${decimal(item.mean)}*${turned}${trend(facts, (one) => one.items[index]!.mean)}\n` +
      `\`\`\`${bars(item.spread)}\`\`\`\n${inWords(item.spread)}`,
  )
}

/** "Before: 4.7 (Mon 9 Feb), 4.9 (Mon 9 Mar)." */
function trend({ earlier, me, now }: ResultFacts, valueOf: (result: Result) => number): string {
  if (!earlier.length) return ''
  const said = earlier.map(
    ({ pulse, result }) => `${decimal(valueOf(result))} (${formatDay(pulse.closedAt!, me.hours.zone, now)})`,
  )
  return `\nBefore: ${said.join(', ')}.`
}

const questions = [
  'When did it last go well here, and what made that possible?',
  'What would each of us have to see before saying one point more?',
  'What is the smallest thing that we could do differently until next month?',
] as const

function conversation({ pulse, result, me }: ResultFacts): KnownBlock[] {
  return [
    header('To talk about'),
    section(`You are furthest apart on these two:\n${widestStatements(pulse, result, me)}`),
    section(
      `Three questions for your next meeting:\n${questions.map((question) => `• ${question}`).join('\n')}`,
    ),
    actions(button('Make a promise out of it', 'pulse.promise', `${pulse.channelId}:${pulse.id}`)),
  ]
}

function widestStatements(pulse: Pulse, result: Result, me: Person): string {
  const statements = statementsOf(pulse.wording, me.locale)
  return widestTwo(result)
    .map((index) => `${index + 1}. ${statements[index]}`)
    .join('\n')
}

/** Stands above the form of a promise that is made out of it. */
export function promiseSource({ pulse, result }: Shown, me: Person): KnownBlock[] {
  return [
    section(
      `Out of the pulse in ${channelMention(pulse.channelId)}. The two statements to talk about:\n${widestStatements(pulse, result, me)}`,
    ),
  ]
}
