/** What is asked before anybody is told: a due time that may be meant otherwise, or the same words a moment later. */
import { actions, button, context, section, type Message } from '../../../slack/blocks.ts'
import { escape } from '../../../slack/mrkdwn.ts'
import type { Doubt } from '../domain/doubt.ts'
import { bold, dueFor, otherName, timeFor, wordsOf, type PromiseView } from './promise-view.ts'
import { termsOf } from './state-line.ts'

/** The button, and the form that it opens. */
export const anotherTime = 'Another time'
export const draftGone = 'This was answered already, or is more than a day old. Nothing changed.'

const asked = {
  request: { question: 'Ask for it?', label: 'Ask' },
  offer: { question: 'Offer it?', label: 'Offer' },
  promise: { question: 'Promise it?', label: 'Promise' },
} as const

export interface AskFirst {
  draftId: string
  kind: keyof typeof asked
  doubt: Doubt
  notes: readonly string[]
}

export function askFirstMessage(views: readonly PromiseView[], ask: AskFirst): Message {
  const { draftId, kind, doubt, notes } = ask
  const [first] = views
  const { question, label } = asked[kind]
  const text = [
    ...views.map((view) => draftLines(view, kind)),
    ...(first ? doubtLines(first, doubt) : []),
    // Both readings stand there already.
    ...(doubt.other ? [] : notes.map(escape)),
    question,
  ].join('\n')
  const other = first && doubt.other
  return {
    text: text.replaceAll('*', ''),
    blocks: [
      section(text),
      actions(
        button(label, 'promises.promise_it', draftId, { style: 'primary' }),
        ...(other ? [button(`I meant ${timeFor(first, other.at)}`, 'promises.promise_other', draftId)] : []),
        button(anotherTime, 'promises.another_time', draftId),
      ),
      context('Nobody is told before you answer.'),
    ],
  }
}

function draftLines(view: PromiseView, kind: keyof typeof asked): string {
  const terms = termsOf(view)
  const head = `${kind === 'request' ? 'From' : 'For'} ${otherName(view)}: ${wordsOf(view.promise)}`
  return [bold(head), `Due ${dueFor(view)}.`, terms.length ? `_${terms.join(' · ')}_` : '']
    .filter(Boolean)
    .join('\n')
}

function doubtLines(view: PromiseView, { other, asleep, isFarOff }: Doubt): string[] {
  const names = new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(
    asleep.map(({ displayName }) => escape(displayName)),
  )
  return [
    other ? `It could also mean ${timeFor(view, other.at)}.` : '',
    asleep.length ? `That is in the night for ${names}.` : '',
    isFarOff ? 'That is more than six months off.' : '',
  ].filter(Boolean)
}

/** The same promise to the same person, typed twice within a minute. */
export function askAgainMessage(views: readonly PromiseView[], draftId: string): Message {
  const lines = views.map((view) => {
    const isRequest = view.promise.promisee === view.viewer.userId
    const verb = isRequest ? `You asked ${otherName(view)} for` : `You promised ${otherName(view)}`
    return `${bold(`${verb} this a moment ago: ${wordsOf(view.promise)}`)}\nDue ${dueFor(view)}.`
  })
  const text = [...lines, 'Again, or the same?'].join('\n')
  return {
    text: text.replaceAll('*', ''),
    blocks: [
      section(text),
      actions(
        button('The same', 'promises.the_same', draftId, { style: 'primary' }),
        button('Again', 'promises.promise_it', draftId),
      ),
      context('Nobody is told before you answer.'),
    ],
  }
}
