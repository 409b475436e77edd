/** `/promise @bob …` and `/promise ask @bob …`: reads what was typed, or refuses it with an example that works. */
import type { Call, Reply } from '../../../feature.ts'
import type { Person } from '../../../people/person.ts'
import { escape, shorten, unescape } from '../../../slack/mrkdwn.ts'
import type { Mention } from '../../../slack/mentions.ts'
import { readPromise, type Due, type Speaker } from '../../../time/due-date/index.ts'
import type { DueTime } from '../domain/commitment.ts'
import { workingExample } from '../domain/example.ts'
import { findColleague } from '../store/colleague-store.ts'
import { missing, refusedMessage, whyNoWords } from '../views/refused-words.ts'
import { createPromises } from './create.ts'
import { findRecipients } from './recipients.ts'

export interface Typed {
  mentions: readonly Mention[]
  text: string
  isRequest: boolean
}

export async function createFromText(call: Call, { mentions, text, isRequest }: Typed): Promise<Reply> {
  const nameOf = (id: string) => call.people.get(id)?.displayName
  const speaker = speakerOf(call)
  const recipients = await findRecipients(call, mentions)
  if ('refused' in recipients) {
    const colleague = await findColleague(call, call.me.userId)
    const words = { text: unescape(text, nameOf), to: [], isRequest }
    return refuse(recipients.refused, words, speaker, {
      lacks: 'person',
      names: colleague ? [colleague.name] : [],
    })
  }
  const to = recipients.found
  const names = to.map(({ name }) => name)
  const reading = readPromise(text, speaker)
  const what = unescape(reading.what, nameOf)
  if (reading.kind === 'refused') {
    const lacks = reading.code === 'empty' ? 'words' : 'time'
    return refuse(reading.why, { text: what, to, isRequest }, speaker, { lacks, names })
  }
  if (!what)
    return refuse(
      whyNoWords(escape(reading.due.words)),
      { text: '', to, isRequest, due: reading.due.at },
      speaker,
      { lacks: 'words', names },
    )
  const recurs = reading.recurs && { rule: reading.recurs, zone: reading.recursIn ?? reading.due.zone }
  const draft = { to, what, due: dueOf(reading.due), isRequest, ...(recurs && { recurs }) }
  return createPromises(call, draft, reading)
}

export function speakerOf({ me, now }: Pick<Call, 'me' | 'now'>): Speaker {
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
  due?: Date
}

interface Lacking {
  lacks: keyof typeof missing
  /** Handles that the example is to. */
  names: readonly string[]
}

/** A kind no, and a form that holds what was understood, so that nothing typed is lost. */
function refuse(why: string, understood: Understood, speaker: Speaker, { lacks, names }: Lacking): Reply {
  const { text, to, isRequest, due } = understood
  // A button's value holds 2,000 characters; of a longer text the form gets the beginning.
  const value = JSON.stringify({
    what: shorten(text, 1200),
    isRequest,
    to: to.map(({ userId }) => userId),
    lacks,
    ...(due && { due: due.toISOString() }),
  })
  const example = names.length ? workingExample({ text, isRequest, names }, speaker) : undefined
  return { say: refusedMessage(why, { example, lacks, value }) }
}
