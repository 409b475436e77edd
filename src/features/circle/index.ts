/**
 * Circles: `/circle @one @two why` asks colleagues, in private, whether they would tell me what I am missing.
 * Who may be asked, and what the asker can know of it, stands in circle.ts; the questions themselves are candor's.
 */
import type { CommandCall, Feature, Reply } from '../../feature.ts'
import { resolveMention } from '../../people/resolve-mention.ts'
import type { Person } from '../../people/person.ts'
import { context, textMessage } from '../../slack/blocks.ts'
import type { Mention } from '../../slack/mentions.ts'
import { escape, shorten } from '../../slack/mrkdwn.ts'
import {
  unblock,
  inviteColleagues,
  block,
  leave,
  leaveNamed,
  blockFromInvitation,
  declineInvitation,
  acceptInvitation,
  submitInvite,
} from './actions.ts'
import { exportCircles } from '../../circles/export.ts'
import { circleHome } from './home.ts'
import { inviteForm } from './views.ts'
import { circleNudges } from './nudges.ts'
import { parseCircle } from './parse.ts'
import { leaveEverything } from '../../circles/store.ts'

const help = [
  {
    usage: '/circle @one @two because you see how I run meetings',
    does: 'asks colleagues, in private, up to 8 in all',
  },
  { usage: '/circle list', does: 'shows who is in yours, and whose you are in' },
  { usage: '/circle leave @colleague', does: 'leaves theirs, or lets them go from yours; nobody is told' },
  { usage: '/circle not @colleague', does: 'keeps a person from asking you; nobody sees it' },
  { usage: '/circle allow @colleague', does: 'takes that back' },
  { usage: '/circle help', does: 'shows this' },
] as const

export const circle: Feature = {
  name: 'circle',
  commands: { '/circle': { help, run } },
  actions: {
    'circle.yes': acceptInvitation,
    'circle.no': declineInvitation,
    'circle.never': blockFromInvitation,
    'circle.leave': leave,
    'circle.form': async () => ({ open: inviteForm() }),
  },
  forms: { 'circle.invite': submitInvite },
  nudges: circleNudges,
  home: circleHome,
  exports: exportCircles,
  onLeave: (change) => leaveEverything(change, change.userId),
}

async function run(call: CommandCall): Promise<Reply> {
  const intent = parseCircle(call.text)
  switch (intent.kind) {
    case 'help':
      return { say: helpMessage() }
    case 'list':
      return { say: { text: 'Your circle', blocks: await circleHome(call) } }
    case 'invite':
      return inviteColleagues(call, intent.named, intent.why)
    case 'leave':
      return withOne(call, intent.named, 'leave', (person) => leaveNamed(call, person))
    case 'not':
      return withOne(call, intent.named, 'not', (person) => block(call, person.userId))
    case 'allow':
      return withOne(call, intent.named, 'allow', (person) => unblock(call, person))
    case 'unknown':
      return {
        say: textMessage(
          `I don't know "${escape(shorten(intent.word, 40))}". This is what I can do:\n${usage()}`,
        ),
      }
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
  if (!mention || another)
    return { say: textMessage(`Name one colleague, please. For example: \`/circle ${verb} @colleague\``) }
  const person = await resolveMention(call, mention)
  if ('refused' in person) return { say: textMessage(person.refused) }
  if (person.userId === call.me.userId) return { say: textMessage('That is you. Name a colleague, please.') }
  return act(person)
}

function usage(): string {
  return help.map(({ usage: form, does }) => `\`${form}\` ${does}`).join('\n')
}

function helpMessage() {
  return textMessage(
    usage(),
    context('You see only who said yes. What they answer goes to you, and to nobody else.'),
  )
}
