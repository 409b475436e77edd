/** What a group wrote, and the form in which one writes. Pure. */
import type { KnownBlock, ModalView } from '@slack/types'
import { nameOf, namesOf } from '../../../people/display-name.ts'
import type { People } from '../../../people/person.ts'
import { actions, button, context, divider, section } from '../../../slack/blocks.ts'
import type { FormValues } from '../../../slack/form-values.ts'
import { escape, shorten, stripControlChars } from '../../../slack/mrkdwn.ts'
import { maxLine, monthOf, othersIn, type Group } from '../domain/group.ts'
import type { Entry } from '../store/entry-store.ts'
import type { GroupView } from '../store/group-views.ts'
import { input, modal } from '../../../slack/modal.ts'

/** This month and the one before, of those who are in the group. */
export function groupModal(
  { group, people, viewer }: GroupView,
  entries: readonly Entry[],
  now: Date,
): ModalView {
  const month = monthOf(group, now)
  const here = entries.filter((one) => one.userId === viewer || othersIn(group, viewer).includes(one.userId))
  const of = (wanted: number, title: string): KnownBlock[] => {
    const list = here.filter((one) => one.month === wanted)
    return list.length
      ? [divider, context(title), ...list.flatMap((one) => entryBlocks(one, group, people, viewer))]
      : []
  }
  const shown = [...of(month, 'This month'), ...of(month - 1, 'The month before')]
  return modal({
    id: 'lifeline.read',
    title: 'What we wrote',
    blocks: [
      section(readers(group, people, viewer)),
      ...(shown.length ? shown : [section('Nobody has written yet.')]),
      divider,
      actions(button('Write mine', 'lifeline.write', group.id), leaveButton(group)),
    ],
  })
}

function leaveButton(group: Group) {
  return button('Leave the group', 'lifeline.leave', group.id, {
    confirm: {
      title: 'Leave the group?',
      text: 'Nobody is told, and what you wrote there is erased.',
      yes: 'Leave',
      no: 'Stay',
    },
  })
}

function entryBlocks(entry: Entry, group: Group, people: People, viewer: string): KnownBlock[] {
  const words = (text: string) => escape(shorten(text, maxLine))
  const text = `*${nameOf(people, entry.userId)}*\n_Aim_ ${words(entry.aim)}\n_Step_ ${words(entry.step)}`
  if (entry.userId !== viewer) return [section(text)]
  return [
    section(text),
    actions(button('Make it a promise', 'lifeline.promise', `${group.id}:${entry.month}`)),
  ]
}

/** Who reads what is written, said wherever one writes or reads. */
function readers(group: Group, people: People, viewer: string): string {
  const others = othersIn(group, viewer)
  return `Read by ${namesOf(people, others)} and you, and by nobody else.`
}

export function writeForm({ group, people, viewer }: GroupView, before: Entry | undefined): ModalView {
  const line = (initial: string | undefined) => ({
    type: 'plain_text_input' as const,
    multiline: true,
    max_length: maxLine,
    ...(initial && { initial_value: initial }),
  })
  return modal({
    id: 'lifeline.write',
    title: 'Write mine',
    submit: 'Share',
    close: 'Cancel',
    metadata: group.id,
    blocks: [
      section(readers(group, people, viewer)),
      input('aim', 'One aim', line(before?.aim)),
      input('step', 'One step towards it, this month', line(before?.step)),
    ],
  })
}

export function readWriteForm(values: FormValues): { aim: string; step: string } {
  const text = (id: string) => stripControlChars(values[id]?.[id]?.value ?? '').trim()
  return { aim: text('aim'), step: text('step') }
}
