/**
 * Circles: `/circle @one @two why` asks colleagues, in private, whether they would tell me what I am missing.
 * Who may be asked, and what the asker can know of it, is decided in circles/membership.ts; the questions are candor's.
 */
import type { CommandCall, Feature, Reply } from '../../feature.ts'
import { resolveMention } from '../../people/resolve-mention.ts'
import type { Person } from '../../people/person.ts'
import { textMessage } from '../../slack/blocks.ts'
import type { Mention } from '../../slack/mentions.ts'
import { acceptInvitation, blockFromInvitation, declineInvitation } from './answer-invitation.ts'
import { circleHome, circleList } from './home.ts'
import { inviteColleagues, submitInvite } from './invite.ts'
import { block, blockedPeople, endBetween, leave, leaveNamed, unblock, unblockById } from './leave.ts'
import { circleNudges } from './nudges.ts'
import { parseCircle } from './parse.ts'
import { inviteForm } from './views/invite-form.ts'
import { help, helpMessage, nameOneColleague, thatIsYou, unknownWord } from './views/replies.ts'
import { maxWhy } from '../../circles/membership.ts'
import { exportCircles } from '../../circles/export.ts'
import { leaveEverything } from '../../circles/store.ts'

export const circle: Feature = {
  name: 'circle',
  isForMembers: true,
  commands: { '/circle': { help, run } },
  actions: {
    'circle.yes': acceptInvitation,
    'circle.no': declineInvitation,
    'circle.never': blockFromInvitation,
    'circle.leave': leave,
    'circle.allow': unblockById,
    'circle.form': async () => ({ open: inviteForm() }),
  },
  forms: { 'circle.invite': submitInvite },
  textLimits: { why: maxWhy },
  nudges: circleNudges,
  switchedOff: blockedPeople,
  onBlock: async (call, other) => void (await endBetween(call, other)),
  homeSections: circleHome,
  exports: exportCircles,
  onLeave: (change) => leaveEverything(change, change.userId),
}

async function run(call: CommandCall): Promise<Reply> {
  const intent = parseCircle(call.text)
  switch (intent.kind) {
    case 'help':
      return { say: helpMessage() }
    case 'list':
      return { say: await circleList(call) }
    case 'invite':
      return inviteColleagues(call, intent.named, intent.why)
    case 'together':
      return { next: { to: 'gatherGroup', input: intent } }
    case 'leave':
      return withOne(call, intent.named, 'leave', (person) => leaveNamed(call, person))
    case 'not':
      return withOne(call, intent.named, 'not', (person) => block(call, person.userId))
    case 'allow':
      return withOne(call, intent.named, 'allow', (person) => unblock(call, person))
    case 'unknown':
      return { say: unknownWord(intent.word) }
    default:
      return intent satisfies never
  }
}

async function withOne(
  call: CommandCall,
  named: readonly Mention[],
  verb: string,
  act: (person: Person) => Promise<Reply>,
): Promise<Reply> {
  const [mention, another] = named
  if (!mention || another) return { say: nameOneColleague(verb) }
  const person = await resolveMention(call, mention)
  if ('refused' in person) return { say: textMessage(person.refused) }
  if (person.userId === call.me.userId) return { say: thatIsYou() }
  return act(person)
}
