/** What the reader or the writer of an answer is told by return. Pure. */
import { textMessage, type Message } from '../../../slack/blocks.ts'

export const backIsEmpty = 'Ask it in a few words.'
export const replyIsEmpty = 'Say it in a few words.'
export const askedBackAlready = 'You asked one thing back already.'
export const someHadTwo = 'Some of them had two questions this week already. Ask again in a few days.'
export const nobodyLeftToAsk = 'Nobody who was asked is still in your circle.'
export const repliedAlready = 'You have replied to this already.'

/** After *Thank* or *Heard*: who is told what. `writer` = undefined where the answer has no name. */
export function outcomeTold(outcome: 'thanked' | 'heard', writer: string | undefined): string {
  const told: Record<typeof outcome, string> = writer
    ? {
        thanked: `You thanked ${writer}, who is told so now.`,
        heard: `${writer} is told that you have heard it.`,
      }
    : {
        thanked: 'Everybody who was asked is told that you say thank you for an answer without a name.',
        heard: 'Everybody who was asked is told that you have heard an answer without a name.',
      }
  return `${told[outcome]} You find the answer under *Earlier answers*.`
}

export function askedBackOfAll(): Message {
  return textMessage('Asked of everybody who had the question. Their answers reach you as before.')
}

export function askedBackOf(writer: string): Message {
  return textMessage(`Asked. Only ${writer} reads it.`)
}

export function replySent(reader: string): Message {
  return textMessage(`Sent. Only ${reader} reads it.`)
}

export function asksAgain(writer: string): Message {
  return textMessage(`In four weeks I ask ${writer} once more.`)
}

export function changeSaidAlready(): Message {
  return textMessage('You have said so already. Thank you.')
}

/** Put to everybody who was asked, as nobody knows whose answer became a promise. */
export const hasItChanged =
  'Four weeks ago I made a promise of something that was answered here without a name. Has it changed?'
