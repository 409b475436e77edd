/**
 * /forthright: help for everything, one's own hours and switches, and why one did or did not hear something.
 * Also the off switch that every reminder carries, and the pages of App Home.
 */
import type { KnownBlock } from '@slack/types'
import type { Call, CommandCall, Feature, SubmissionCall, ActionCall, Reply } from '../../feature.ts'
import { cancelNudges } from '../../nudges/update-planned.ts'
import { featureOf } from '../../nudges/delivery/send-policy.ts'
import { listLedger, whyBlocks } from '../../nudges/why.ts'
import { saveChoices } from '../../people/store.ts'
import { actions, button, context, divider, textMessage } from '../../slack/blocks.ts'
import { readSettings, settingsForm } from './modal.ts'

const help = [
  { usage: '/forthright settings', does: 'your hours, days off, budget and what is switched off' },
  { usage: '/forthright why', does: 'why you did or did not hear something' },
  { usage: '/forthright help', does: 'shows this' },
] as const

/** Subjects that one person can have switched off; the oldest gives way. */
const maxMutedSubjects = 200

/** `others` are the features whose help and switches are shown here. */
export function settingsWith(others: readonly Feature[]): Feature {
  const kindsByName = new Map(
    others.flatMap((feature) => (feature.nudges ?? []).map((kind) => [kind.id.name, kind] as const)),
  )
  const titleOf = (kind: string) => kindsByName.get(kind)?.title ?? kind
  const switches = others.filter((feature) => feature.nudges).map((feature) => feature.name)
  const all = () => [
    ...others.flatMap((feature) => Object.values(feature.commands ?? {}).flatMap((c) => c.help)),
    ...help,
    ...[...byWord.values()].flatMap((command) => command.help),
  ]

  const byWord = new Map(others.flatMap((feature) => Object.entries(feature.forthright ?? {})))

  async function run(call: CommandCall): Promise<Reply> {
    const word = call.text.trim().toLowerCase().replace(/\s+/g, ' ')
    const other = byWord.get(word)
    if (other) return other.run(call)
    switch (word) {
      case 'settings':
        return { open: settingsForm(call.me, switches, call.now) }
      case 'why': {
        const lines = await listLedger(call.db, call.teamId, call.me.userId)
        return {
          say: {
            text: 'Why you did or did not hear',
            blocks: whyBlocks(lines, titleOf, call.me.hours.zone, call.now),
          },
        }
      }
      default:
        return {
          say: textMessage(
            all()
              .map(({ usage, does }) => `\`${usage}\` ${does}`)
              .join('\n'),
          ),
        }
    }
  }

  async function turnOff(call: ActionCall): Promise<Reply> {
    const [what, id = ''] = (call.picked ?? '').split(':')
    if (what === 'settings') return { open: settingsForm(call.me, switches, call.now) }
    const nudge = /^[0-9a-f-]{36}$/.test(id) ? await findOwn(call, id) : undefined
    if (!nudge)
      return {
        say: textMessage("I don't know this message any more. `/forthright settings` has every switch."),
      }
    const feature = featureOf(nudge.kind)
    const key = what === 'feature' ? feature : (nudge.subject_id ?? feature)
    const subjects = call.me.muted.filter((muted) => muted.includes('-')).slice(-maxMutedSubjects)
    const kinds = call.me.muted.filter((muted) => !muted.includes('-'))
    await saveChoices(call.db, call.teamId, call.me.userId, {
      muted: [...new Set([...kinds, ...subjects, key])],
    })
    if (key === nudge.subject_id) {
      const reminders = [...kindsByName.values()].flatMap(({ id: kind }) =>
        featureOf(kind.name) === feature && kind.name !== `${feature}.news` ? [kind] : [],
      )
      await cancelNudges(call.db, call.teamId, { subjectId: key, userId: call.me.userId, kinds: reminders })
    }
    const said = key === feature ? `No more reminders from ${feature}.` : 'No more reminders about this one.'
    return { say: textMessage(`${said} \`/forthright settings\` turns them on again.`), home: true }
  }

  return {
    name: 'settings',
    commands: { '/forthright': { help, run } },
    actions: {
      'nudges.off': turnOff,
      'settings.open': async (call) => ({ open: settingsForm(call.me, switches, call.now) }),
      'home.page': async (call) => ({ home: { page: Math.max(0, Number(call.value.split(':')[1]) || 0) } }),
    },
    forms: { 'settings.save': save },
    home: async (call) => [
      ...unclear(await countUnclear(call)),
      divider,
      actions(button('Settings', 'settings.open', '')),
      context('`/forthright why` says why you did or did not hear something. Only you see this page.'),
    ],
  }
}

async function findOwn(call: ActionCall, id: string) {
  return call.db
    .selectFrom('nudges')
    .select(['kind', 'subject_id'])
    .where('team_id', '=', call.teamId)
    .where('id', '=', id)
    .where('user_id', '=', call.me.userId)
    .executeTakeFirst()
}

/** Messages to this person of which even Slack's history could not tell whether they arrived. */
async function countUnclear(call: Call): Promise<number> {
  const { n } = await call.db
    .selectFrom('nudge_queue')
    .select(({ fn }) => fn.countAll<string>().as('n'))
    .where('team_id', '=', call.teamId)
    .where('user_id', '=', call.me.userId)
    .where('awaits', '=', 'human')
    .executeTakeFirstOrThrow()
  return Number(n)
}

function unclear(n: number): KnownBlock[] {
  if (!n) return []
  const what = n === 1 ? 'One message of mine' : `${n} messages of mine`
  return [context(`${what} may not have reached you: Slack gave no clear answer. What is open stands above.`)]
}

async function save(call: SubmissionCall): Promise<Reply> {
  const read = readSettings(call.values, call.me, call.now)
  if ('errors' in read) return read
  await saveChoices(call.db, call.teamId, call.me.userId, read.choices)
  return { home: true }
}
