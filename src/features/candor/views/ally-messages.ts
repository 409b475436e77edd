/** The messages of a round to those who are asked. None of them holds an answer. Pure. */
import type { KnownBlock } from '@slack/types'
import { nameOf } from '../../../people/display-name.ts'
import {
  actions,
  button,
  context,
  overflow,
  section,
  textMessage,
  type Message,
} from '../../../slack/blocks.ts'
import { escape, formatTime, shorten } from '../../../slack/mrkdwn.ts'
import { isLateSigning, type Ask, type Round } from '../domain/round.ts'
import type { AskFacts } from '../store/nudge-facts.ts'
import { quoted } from './quoted.ts'

type AskView = AskFacts & { now: Date }

/** To an ally: who asks, what, and who will read it. */
export function asking(view: AskView): Message {
  const { round, people, viewer, now } = view
  const name = nameOf(people, round.asker)
  const head = round.parent
    ? `*${name}* asks one thing back about what was answered without a name. You read the question when you answer.`
    : `*${name}* asks you:\n${quoted(round.question)}`
  const footer = finished(view, name)
  if (footer) return textMessage(`${head}\n${footer.text}`, ...footer.more)
  const until = `until ${formatTime(round.closesAt!, viewer.hours.zone, now)}`
  return {
    text: `${name} has a question for you`,
    blocks: [
      section(
        `${head}\n${round.ownLine ? `${name} says first what they suspect, hope or fear; you read it when you answer. ` : ''}Open ${until}.`,
      ),
      answerButtons(view.ask, round),
      context(
        `Only ${name} reads what you write. You are asked because you are in ${name}'s circle${whyWords(view.why)}.`,
      ),
    ],
  }
}

/** What the card says once they have responded or can no longer; undefined = the question is still open to them. */
function finished(
  { round, ask, answer, isAlly }: AskView,
  name: string,
): { text: string; more: KnownBlock[] } | undefined {
  if (answer?.readAt) return { text: `You answered, and ${name} has opened it. Thank you.`, more: [] }
  if (answer)
    return {
      text: `You answered, with your name. Only ${name} reads it. Thank you.`,
      more: [
        actions(
          button('Change my answer', 'candor.rewrite', answer.id),
          button('Take it back', 'candor.withdraw', answer.id),
        ),
      ],
    }
  if (ask.inPerson) return saidInPerson(ask, round, name)
  if (ask.state === 'done') return { text: 'You have responded. Thank you.', more: [] }
  if (ask.state === 'nothing')
    return { text: `${nothingNew(round)}, you said. Thank you.`, more: answerLate(ask, round) }
  if (round.state !== 'open') return { text: 'This question has closed.', more: [] }
  return ask.state === 'gone' || !isAlly ? { text: 'This is no longer open to you.', more: [] } : undefined
}

function saidInPerson(ask: Ask, round: Round, name: string): { text: string; more: KnownBlock[] } {
  if (ask.inPerson === 'told') return { text: `You told ${name} in person. Thank you.`, more: [] }
  const said =
    ask.inPerson === 'agreed'
      ? `You say it face to face; ${name} says that is good.`
      : `You would rather say it face to face. ${name} is asked.`
  const more = round.state === 'open' ? [actions(button('Write it after all', 'candor.answer', ask.id))] : []
  return { text: said, more }
}

function nothingNew(round: Round): string {
  return round.isSingle ? 'Nothing comes to mind' : 'Nothing new this week'
}

function answerLate(ask: Ask, round: Round): KnownBlock[] {
  return round.state === 'open' ? [actions(button('Something came to mind', 'candor.answer', ask.id))] : []
}

/** With what the asker asked them in, after "circle". */
function whyWords(why: string): string {
  return why ? `: “${escape(shorten(why.replace(/\s+/g, ' '), 300))}”` : ''
}

function answerButtons(ask: Ask, round: Round): KnownBlock {
  return actions(
    button('Answer', 'candor.answer', ask.id, { style: 'primary' }),
    ...(round.isSingle ? [button('Told you in person', 'candor.told', ask.id)] : []),
    button(nothingNew(round), 'candor.nothing', ask.id),
    overflow('candor.later', [['Not now', ask.id]]),
  )
}

/** The one reminder. Where answers without a name are offered, everybody who was asked gets it, in these same words. */
export function reminder({ round, ask, people, viewer, now }: AskView): Message {
  const name = nameOf(people, round.asker)
  if (round.state !== 'open') return textMessage(`${name}'s question has closed.`)
  const about = round.parent ? 'about what was answered without a name' : quoted(round.question)
  const until = formatTime(round.closesAt!, viewer.hours.zone, now)
  const toAll =
    round.anonymity === 'offered'
      ? '\nThis goes to everybody who was asked. If you have responded already, there is nothing more to do.'
      : ''
  return {
    text: `${name}'s question is open until ${until}`,
    blocks: [
      section(`${name} asked ${about}.\nOpen until ${until}, and I do not ask again.${toAll}`),
      answerButtons(ask, round),
      context(`Only ${name} reads what you write.`),
    ],
  }
}

/** The same to everybody who was asked. */
export function tooFew(view: AskView): Message {
  const { round, ask, people, viewer, now } = view
  const name = nameOf(people, round.asker)
  const about = round.parent ? "'s question about those answers" : `'s question ${quoted(round.question)}`
  const said =
    `Too few answered ${name}${about} without a name to keep each of them unknown. ` +
    'Whatever was written that way has been erased unread; everybody who was asked hears this, in these words.'
  const signed = view.answer !== undefined || ask.inPerson !== undefined
  if (!isLateSigning(round, now) || signed) return textMessage(said)
  return {
    text: `Too few answered ${name} without a name`,
    blocks: [
      section(
        `${said}\nIf ${name} is still to know, you can say it with your name until ${formatTime(round.lateUntil!, viewer.hours.zone, now)}.`,
      ),
      actions(button('Answer with my name', 'candor.answer', ask.id)),
    ],
  }
}
