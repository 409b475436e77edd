/** `/promise @bob …` and `/promise ask @bob …`: reads what was typed, or refuses it with an example that works. */
import type { Call, OpenCall, Reply } from '../../../feature.ts'
import type { Person } from '../../../people/person.ts'
import { escape, shorten, unescape } from '../../../slack/mrkdwn.ts'
import type { Mention } from '../../../slack/mentions.ts'
import {
  readPromise,
  type Due,
  type Reading,
  type RefusalCode,
  type Speaker,
} from '../../../time/due-date/index.ts'
import type { DueTime } from '../domain/commitment.ts'
import { saysTooLittle } from '../domain/doubt.ts'
import { placesOf } from '../domain/due-words.ts'
import { workingExample } from '../domain/example.ts'
import type { Draft, DraftReading } from '../domain/new-promise.ts'
import { openDue } from '../domain/open-due.ts'
import { splitWhy } from '../domain/why.ts'
import { findColleague } from '../store/colleague-store.ts'
import { missing, refusedMessage, whyNoWords, whyTooShort } from '../views/refused-words.ts'
import { createPromises } from './create.ts'
import { findColleagues } from './recipients.ts'

export interface Typed {
  mentions: readonly Mention[]
  text: string
  kind: 'make' | 'ask' | 'offer'
}

export async function createFromText(call: Call, typed: Typed): Promise<Reply> {
  const read = await draftFromText(call, typed)
  return 'draft' in read ? createPromises(call, read.draft) : read.refused
}

export async function draftFromText(
  call: OpenCall,
  { mentions, text, kind }: Typed,
): Promise<{ draft: Draft } | { refused: Reply }> {
  const isRequest = kind === 'ask'
  const nameOf = (id: string) => call.people.get(id)?.displayName
  const speaker = speakerOf(call)
  const recipients = await findColleagues(call, mentions, isRequest)
  if ('refused' in recipients) {
    const colleague = await findColleague(call, call.me.userId)
    const words = { text: unescape(text, nameOf), to: [], isRequest }
    const lacking = { lacks: 'person', names: colleague ? [colleague.name] : [] } as const
    return { refused: refuse(recipients.refused, words, speaker, lacking) }
  }
  const to = recipients.found
  const names = to.map(({ name }) => name)
  const { reading, why: whySaid } = readWithWhy(text, speaker)
  const why = whySaid && unescape(whySaid, nameOf)
  const what = unescape(reading.what, nameOf)
  const isOffer = kind === 'offer'
  if (isOffer && reading.kind === 'refused' && hasNoDue.has(reading.code)) {
    if (!saysTooLittle(what)) {
      const due = openDue(call.me, call.now)
      return { draft: { to, what, due, isRequest, isOffer, ...(why && { why }) } }
    }
  }
  if (reading.kind === 'refused') {
    const lacks = reading.code === 'empty' ? 'words' : 'time'
    return { refused: refuse(reading.why, { text: what, to, isRequest, why }, speaker, { lacks, names }) }
  }
  const { due } = reading
  if (saysTooLittle(what)) {
    const whyNot = what ? whyTooShort(escape(what)) : whyNoWords(escape(due.words))
    const understood = { text: what, to, isRequest, why, due: due.at }
    return { refused: refuse(whyNot, understood, speaker, { lacks: 'words', names }) }
  }
  const recurs = reading.recurs && { rule: reading.recurs, zone: reading.recursIn ?? due.zone }
  const draft = {
    to,
    what,
    due: dueOf(due),
    isRequest,
    ...(isOffer && { isOffer }),
    reading: readingOf(reading, nameOf),
    ...(recurs && { recurs }),
    ...(why && { why }),
  }
  return { draft }
}

/** An offer may leave its time to the one who takes it. */
const hasNoDue: ReadonlySet<RefusalCode> = new Set(['no-due', 'vague', 'two-dues'])

/** The words behind "because" are no due words, unless only with them there is one. */
export function readWithWhy(text: string, speaker: Speaker): { reading: Reading; why?: string | undefined } {
  const parts = splitWhy(text)
  const alone = readPromise(parts?.head ?? text, speaker)
  if (!parts || alone.kind === 'read') return { reading: alone, why: parts?.why }
  const whole = readPromise(text, speaker)
  if (whole.kind === 'refused') return { reading: alone, why: parts.why }
  const { head, why } = splitWhy(whole.what) ?? { head: whole.what }
  return { reading: { ...whole, what: head }, why }
}

function readingOf(
  { notes, other, before }: Extract<Reading, { kind: 'read' }>,
  nameOf: (id: string) => string | undefined,
): DraftReading {
  const duePlaces = placesOf(before.map((words) => unescape(words, nameOf)))
  return { notes, duePlaces, ...(other && { other: dueOf(other) }) }
}

export function speakerOf({ me, now }: Pick<OpenCall, 'me' | 'now'>): Speaker {
  const { zone, dayEnd, workdays, daysOff } = me.hours
  return { now, zone, locale: me.locale, endOfDay: dayEnd, workdays: [...workdays], daysOff: [...daysOff] }
}

function dueOf({ at, zone, words }: Due): DueTime {
  return { at, zone, words: shorten(words, 200) }
}

interface Understood {
  text: string
  to: readonly Person[]
  isRequest: boolean
  why?: string | undefined
  due?: Date
}

interface Lacking {
  lacks: keyof typeof missing
  /** Handles that the example is to. */
  names: readonly string[]
}

/** A kind no, and a form that holds what was understood, so that nothing typed is lost. */
function refuse(reason: string, understood: Understood, speaker: Speaker, { lacks, names }: Lacking): Reply {
  const { text, to, isRequest, why, due } = understood
  // A button's value holds 2,000 characters; of a longer text the form gets the beginning.
  const value = JSON.stringify({
    what: shorten(text, 1000),
    ...(why && { why: shorten(why, 300) }),
    isRequest,
    to: to.map(({ userId }) => userId),
    lacks,
    ...(due && { due: due.toISOString() }),
  })
  const head = names.length ? workingExample({ text, isRequest, names }, speaker) : undefined
  const example = head && why ? `${head} because ${why.replace(/^because /u, '')}` : head
  return { say: refusedMessage(reason, { example, lacks, value }) }
}
