/** Why somebody can't be the other side of a promise. */
import { escape } from '../../../slack/mrkdwn.ts'

export const noRecipient = 'Who is it for? Start with a colleague: type @ and pick them from Slack’s list.'
export const notAPerson = 'A promise goes to people, one by one: a group or a channel can’t say thanks.'
export const oneself = 'A promise is a word to somebody else. For yourself, Slack’s own reminders do.'

export function tooManyRecipients(most: number): string {
  return `One promise goes to at most ${most} people.`
}

export function unknownName(name: string): string {
  return `I don't know anybody called @${escape(name)} here. Type @ and pick the colleague from Slack's list.`
}

export function ambiguousName(name: string): string {
  return `More than one colleague is called @${escape(name)}. Type @ and pick the right one from Slack's list.`
}

export function isApp(name: string): string {
  return `${escape(name)} is an app, and an app can't hold you to your word. Pick a person.`
}

export function hasLeft(name: string): string {
  return `${escape(name)} has left this workspace.`
}

/** To somebody who asks a guest. */
export function isAGuest(name: string): string {
  return `${escape(name)} is a guest here, and can be asked by people who have given ${escape(name)} their word. Yours comes first.`
}

/** To a guest. */
export function youAreAGuest(name: string): string {
  return `You are a guest here, and can promise something to people who have given you their word. ${escape(name)} has not yet.`
}
