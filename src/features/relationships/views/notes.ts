/** A thank-you and the wish to talk: the form, the messages, the replies. Pure. */
import type { KnownBlock, ModalView } from '@slack/types'
import { nameOf } from '../../../people/display-name.ts'
import type { People, Person } from '../../../people/person.ts'
import { actions, button, section, textMessage, type Message } from '../../../slack/blocks.ts'
import type { FormValues } from '../../../slack/form-values.ts'
import { escape, shorten, stripControlChars } from '../../../slack/mrkdwn.ts'
import { maxThanks, type Note, type NoteKind } from '../domain/note.ts'
import { personVerbs } from './people.ts'
import { input, modal } from '../../../slack/modal.ts'

export const noThanks = 'Say in a few words what for.'

/** `above` is what they said they value, where the writer may see it. */
export function thanksForm(to: Person, above: readonly KnownBlock[]): ModalView {
  return modal({
    id: 'relationships.thanks',
    title: personVerbs.thanks,
    submit: shorten(`Thank ${to.displayName}`, 24),
    close: 'Cancel',
    metadata: to.userId,
    blocks: [
      section(`${escape(to.displayName)} reads what you write here; nobody else does.`),
      ...above,
      input('thanks', 'What for?', { type: 'plain_text_input', multiline: true, max_length: maxThanks }),
    ],
  })
}

export function readThanks(values: FormValues): string {
  return stripControlChars(values.thanks?.thanks?.value ?? '').trim()
}

/** To the one whom it is for. */
export function noteMessage({ kind, writer, words }: Note, people: People): Message {
  const name = nameOf(people, writer)
  if (kind === 'thanks')
    return textMessage(`*${name} thanks you:*\n> ${escape(words).replace(/\n/g, '\n> ')}`)
  return textMessage(
    `*${name} would like to talk with you*, whenever it suits you both.`,
    actions(button('Make a promise', 'relationships.promise', writer)),
  )
}

/** `waits`: until when they do not hear of it. */
export function noteSent(kind: NoteKind, name: string, waits: readonly string[]): string {
  const said =
    kind === 'thanks'
      ? `${name} hears your thanks. Nobody else does.`
      : `${name} hears that you would like to talk.`
  return [said, ...waits].join('\n')
}

export function noteLimit(kind: NoteKind, name: string): string {
  return kind === 'thanks'
    ? `You have thanked ${name} five times today. Nothing was sent; tomorrow works again.`
    : `${name} heard this week that you would like to talk. Nothing was sent again.`
}

/** Both in one window: what was said, and the list again. */
export function cannotReach(name: string): string {
  return `I can’t write to ${name}: they are not of this workspace.`
}
