/** The forms in which answers are written. Each says who reads it before anything is typed. Pure. */
import type { KnownBlock, ModalView } from '@slack/types'
import { nameOf } from '../../../people/display-name.ts'
import type { People, Person } from '../../../people/person.ts'
import { actions, button, context, option, section } from '../../../slack/blocks.ts'
import { formatTime } from '../../../slack/mrkdwn.ts'
import type { Body } from '../domain/answer.ts'
import {
  anonymityThreshold,
  isLateSigning,
  offersAnonymityTo,
  type Ask,
  type Round,
} from '../domain/round.ts'
import { bodyInputs, plainSection, toneNote, type AnswerRead } from './answer-fields.ts'
import { quoted } from './quoted.ts'
import { input, modal } from '../../../slack/modal.ts'

export interface AnswerFormFacts {
  round: Round
  ask: Ask
  people: People
  viewer: Person
  now: Date
}

/** What was written, shown again because of one line that speaks of a person. */
export interface ShownAgain {
  read: AnswerRead
  line: string
}

const shownMark = ':shown'

/** The id that a form is about, and whether it was shown again already. */
export function readFormRef(metadata: string): { id: string; wasShown: boolean } {
  const wasShown = metadata.endsWith(shownMark)
  return { id: wasShown ? metadata.slice(0, -shownMark.length) : metadata, wasShown }
}

interface Form {
  id: 'candor.answer' | 'candor.rewrite' | 'candor.write'
  title: string
  submit: string
  ref: string
  reader: string
  head: KnownBlock[]
  tail?: KnownBlock[]
}

function answerModal(
  { id, title, submit, ref, reader, head, tail = [] }: Form,
  again?: ShownAgain,
  body?: Body,
) {
  return modal({
    id,
    title,
    submit,
    close: 'Cancel',
    metadata: again ? ref + shownMark : ref,
    blocks: [
      ...head,
      ...(again ? [toneNote(again.line, reader)] : []),
      ...bodyInputs(reader, again?.read.body ?? body),
      ...tail,
    ],
  })
}

/** The form in which an ally answers. */
export function answerForm(facts: AnswerFormFacts, again?: ShownAgain): ModalView {
  const { round, ask, people, viewer, now } = facts
  const name = nameOf(people, round.asker)
  const mayBeAnonymous = round.state === 'open' && offersAnonymityTo(round, ask)
  const closes = isLateSigning(round, now) ? round.lateUntil! : round.closesAt!
  return answerModal(
    {
      id: 'candor.answer',
      title: 'Answer',
      submit: 'Send',
      ref: ask.id,
      reader: name,
      head: [
        section(`${name} asks:\n${quoted(round.question)}`),
        ...ownLine(round, name),
        section(
          `Only ${name} reads what you write here, ${mayBeAnonymous ? 'with your name or without, as you choose below' : 'with your name'}. ` +
            `Open until ${formatTime(closes, viewer.hours.zone, now)}.`,
        ),
        ...(ask.inPerson
          ? []
          : [actions(button("I'd rather say it face to face", 'candor.in_person', ask.id))]),
      ],
      tail: [...(mayBeAnonymous ? nameChoice(name, again?.read.isAnonymous) : whySignedOnly(round))],
    },
    again,
  )
}

/** What the asker says first; it stands here, and in no message. */
function ownLine({ ownLine: line }: Round, name: string): KnownBlock[] {
  return line ? [section(`What ${name} already suspects, hopes or fears:`), plainSection(line)] : []
}

function nameChoice(name: string, isAnonymous = false): KnownBlock[] {
  const signed = option('With my name', 'signed')
  const nameless = option('Without a name', 'nameless')
  return [
    input('sign', 'Who says it?', {
      type: 'radio_buttons',
      options: [signed, nameless],
      initial_option: isAnonymous ? nameless : signed,
    }),
    context(
      `Without a name: ${name} gets such answers together, shuffled, when the question closes, and only if there are ` +
        `${anonymityThreshold.answered} or more of them; otherwise they are erased unread. It is kept apart from who you are, so it can't be ` +
        'changed or taken back. Your way of writing may still tell.',
    ),
  ]
}

/** Why it can't be said without a name here, in words that point to nobody. */
function whySignedOnly(round: Round): KnownBlock[] {
  if (round.state !== 'open' || round.isSingle) return []
  const why =
    round.anonymity === 'offered'
      ? 'too few others were asked the same questions as you, so your name could be guessed.'
      : `that takes ${anonymityThreshold.asked} or more people who were asked the same questions, or a name could be guessed.`
  return [context(`It can't be said without a name this time: ${why}`)]
}

/** A signed answer that its reader has not opened. */
export interface Rewritable {
  id: string
  reader: string
  body: Body
}

export function rewriteForm({ id, reader, body }: Rewritable, people: People, again?: ShownAgain): ModalView {
  const name = nameOf(people, reader)
  return answerModal(
    {
      id: 'candor.rewrite',
      title: 'Change my answer',
      submit: 'Change',
      ref: id,
      reader: name,
      head: [section(`Only ${name} reads it, with your name. You can change it until they open it.`)],
    },
    again,
    body,
  )
}

/** Feedback that was offered and is wanted. */
export function writeForm(offerId: string, name: string, again?: ShownAgain): ModalView {
  return answerModal(
    {
      id: 'candor.write',
      title: 'Write it',
      submit: 'Send',
      ref: offerId,
      reader: name,
      head: [section(`Only ${name} reads what you write here, with your name.`)],
    },
    again,
  )
}
