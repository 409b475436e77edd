/** `/people`, its window and its part of Home. */
import type { ActionCall, Call, CommandCall, HomeCall, Reply, SubmissionCall } from '../../../feature.ts'
import { planNudges } from '../../../nudges/plan.ts'
import { nameOf } from '../../../people/display-name.ts'
import { resolveMention } from '../../../people/resolve-mention.ts'
import type { Person } from '../../../people/person.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage } from '../../../slack/blocks.ts'
import type { HomeSection } from '../../../slack/home-section.ts'
import { escape } from '../../../slack/mrkdwn.ts'
import { labels, maxPartners, quietWeeks, type Label } from '../domain/label.ts'
import { weekAfter } from '../domain/week.ts'
import { deleteLabel, listLabels, saveLabel } from '../store/label-store.ts'
import { labelForm, partnersForm, readLabel, readPartners } from '../views/label-forms.ts'
import { peopleSection } from '../views/people-home.ts'
import { peopleModal } from '../views/people.ts'
import {
  hasLeft,
  isAnApp,
  labelled,
  nameOne,
  notAColleagueOfYours,
  partnersChosen,
  pickSomebody,
  thatIsYou,
} from '../views/people-replies.ts'

export async function showPeople(call: Call, said?: string, page = 0): Promise<Reply> {
  const own = await listLabels(call, call.me.userId)
  const people = await findPeople(
    call.db,
    call.teamId,
    own.map(({ other }) => other),
  )
  return { open: peopleModal({ labelled: own, people, said, page }) }
}

export function turnPage(call: ActionCall): Promise<Reply> {
  return showPeople(call, undefined, Number(call.value) || 0)
}

export async function peopleHome(call: HomeCall): Promise<HomeSection[]> {
  const own = await listLabels(call, call.me.userId)
  const people = await findPeople(
    call.db,
    call.teamId,
    own.map(({ other }) => other),
  )
  return [peopleSection(own, people)]
}

/** `/people @bob partner` */
export async function labelTyped(
  call: CommandCall,
  { named, label }: { named: Parameters<typeof resolveMention>[1]; label: Label | 'none' },
): Promise<Reply> {
  const person = await resolveMention(call, named)
  if ('refused' in person) return { say: textMessage(person.refused) }
  const refused = label === 'none' ? undefined : whyNoLabel(person, call.me)
  if (refused) return { say: textMessage(refused) }
  await setLabel(call, person.userId, label)
  const said = labelled(escape(person.displayName), label)
  const partners = (await listLabels(call, call.me.userId)).filter((one) => one.label === 'partner')
  return partners.length > maxPartners && label === 'partner'
    ? showPeople(call, said)
    : { say: textMessage(said), home: true }
}

export async function openLabelForm(): Promise<Reply> {
  return { open: labelForm() }
}

export async function submitLabel(call: SubmissionCall): Promise<Reply> {
  const { other, label } = readLabel(call.values)
  const person = other && (await findPeople(call.db, call.teamId, [other])).get(other)
  if (!person || !label) return { errors: { who: other ? notAColleagueOfYours : pickSomebody } }
  const refused = whyNoLabel(person, call.me)
  if (refused) return { errors: { who: refused } }
  await setLabel(call, person.userId, label)
  return { ...(await showPeople(call, labelled(escape(person.displayName), label))), home: true }
}

/** A label chosen in the menu of somebody who has one. */
export async function relabel(call: Call, other: string, label: Label | 'none'): Promise<Reply> {
  const known = (await listLabels(call, call.me.userId)).some((one) => one.other === other)
  if (!known) return showPeople(call, notAColleagueOfYours)
  await setLabel(call, other, label)
  const people = await findPeople(call.db, call.teamId, [other])
  return { ...(await showPeople(call, labelled(nameOf(people, other), label))), home: true }
}

export async function openPartnersForm(call: ActionCall): Promise<Reply> {
  return { open: partnersForm(await partnersOf(call)) }
}

/** Only who is called a partner already can be kept as one here. */
export async function submitPartners(call: SubmissionCall): Promise<Reply> {
  const chosen = new Set(readPartners(call.values).slice(0, maxPartners))
  const before = await partnersOf(call)
  for (const other of before.filter((one) => !chosen.has(one))) await setLabel(call, other, 'friend')
  const kept = before.filter((one) => chosen.has(one)).length
  return { ...(await showPeople(call, partnersChosen(kept))), home: true }
}

async function partnersOf(call: Call): Promise<string[]> {
  const own = await listLabels(call, call.me.userId)
  return own.filter(({ label }) => label === 'partner').map(({ other }) => other)
}

async function setLabel(call: Call, other: string, label: Label | 'none'): Promise<void> {
  const { me, now, db, teamId } = call
  if (label === 'none') return deleteLabel(call, me.userId, other)
  await saveLabel(call, { userId: me.userId, other, label, now })
  if (quietWeeks[label]) await planNudges(db, teamId, [weekAfter(me, now)], now)
}

function whyNoLabel(person: Person, me: Person): string | undefined {
  if (person.userId === me.userId) return thatIsYou
  if (person.isBot) return isAnApp(escape(person.displayName))
  return person.isDeactivated ? hasLeft(escape(person.displayName)) : undefined
}

export function nameOneReply(): Reply {
  return { say: textMessage(nameOne) }
}

export function isLabelWord(word: string): word is Label | 'none' {
  return word === 'none' || labels.some((label) => label === word)
}
