/** What is said to somebody who labels colleagues. Pure. */
import type { Label } from '../domain/label.ts'
import { labelWords } from './names.ts'

export const notAColleagueOfYours = 'I can’t find this colleague here. Nothing changed.'
export const pickSomebody = 'Pick a colleague.'
export const nameOne =
  'Name one colleague and what you call them, please. For example: `/people @colleague partner`'
export const thatIsYou = 'That is you. Pick a colleague.'

export function isAnApp(name: string): string {
  return `${name} is an app. Labels are for people.`
}

export function hasLeft(name: string): string {
  return `${name} has left this workspace.`
}

export function labelled(name: string, label: Label | 'none'): string {
  return label === 'none'
    ? `${name} has no label any more.`
    : `${name} is ${labelWords[label].one} in your list. Only you see it.`
}

export function partnersChosen(count: number): string {
  return count === 1 ? 'One partner, then.' : `${count} partners, then.`
}
