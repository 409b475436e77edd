/** My lifeline groups in App Home. Pure. */
import { nameOf, namesOf } from '../../../people/display-name.ts'
import { actions, button, section } from '../../../slack/blocks.ts'
import { homePageSize, type HomeSection } from '../../../slack/home-section.ts'
import { othersIn } from '../domain/group.ts'
import type { GroupView } from '../store/group-views.ts'
import { writtenBy } from './messages.ts'

export function groupsSection(views: readonly GroupView[], page: number, now: Date): HomeSection {
  return {
    id: 'lifeline.groups',
    title: 'My groups',
    count: views.length,
    page,
    lines: views
      .slice(page * homePageSize, (page + 1) * homePageSize)
      .map((view) => ({ key: view.group.id, blocks: blocksOf(view, now) })),
  }
}

function blocksOf(view: GroupView, now: Date) {
  const { group, people, viewer } = view
  const mine = group.members.find((one) => one.userId === viewer)?.state
  const invited = namesOf(
    people,
    group.members.map((one) => one.userId).filter((id) => id !== viewer),
  )
  if (group.state === 'on') {
    const wrote = writtenBy(view, now).includes(viewer)
      ? 'You have written this month.'
      : 'You have not written this month.'
    const open = button('What we wrote', 'lifeline.read', group.id)
    return [section(`With ${namesOf(people, othersIn(group, viewer))}. ${wrote}`, open)]
  }
  if (mine === 'in') return [section(`With ${invited}: begins when everybody has said yes.`)]
  return [
    section(`${nameOf(people, group.starter)} asks you into a group with ${invited}.`),
    actions(
      button("Yes, I'm in", 'lifeline.yes', group.id),
      button('No, thank you', 'lifeline.no', group.id),
    ),
  ]
}
