/**
 * Promises: `/promise @bob ship the deck by Friday`, both sides agree, a reminder when it is due, a named outcome.
 * What may happen to a promise is decided in commitment.ts; when it speaks by itself, in ladder.ts.
 */
import type { CommandCall, Feature, Reply } from '../../feature.ts'
import { listLedger, whyBlocks } from '../../nudges/why.ts'
import { context, distinct, words } from '../../slack/blocks.ts'
import { captureWords } from './capture.ts'
import { does, noted, opens, opensNote, snooze, submits, takeOtherReading, undo } from './deeds.ts'
import { amend, fromMessage, make, openForm, propose } from './forms.ts'
import { promisesHome } from './home.ts'
import { changeForm, makeForm, moveForm, readThanks, thanksForm } from './modal.ts'
import { promiseNudges } from './nudges.ts'
import { parsePromise } from './parse.ts'

const help = [
  { usage: '/promise @colleague ship the deck by Friday 3pm', does: 'gives your word' },
  { usage: '/promise ask @colleague review the draft by tomorrow', does: 'asks for theirs; they may say no' },
  { usage: '/promise', does: 'opens a form' },
  { usage: '/promise list', does: 'shows what is open' },
  { usage: '/promise why', does: 'why you did or did not hear something' },
  { usage: '/promise help', does: 'shows this' },
] as const

export const promises: Feature = {
  name: 'promises',
  commands: { '/promise': { help, run } },
  actions: {
    'promises.form': openForm,
    'promises.change': opens((promise, call) => changeForm(promise, call.me, call.now)),
    'promises.propose': opens((promise, call) => moveForm(promise, call.me, call.now)),
    'promises.thanks': opens((promise) => thanksForm(promise)),
    'promises.break': opensNote('promises.break'),
    'promises.not_yet': opensNote('promises.not_yet'),
    'promises.let_go': opensNote('promises.let_go'),
    'promises.decline': opensNote('promises.decline'),
    'promises.accept': does(() => ({ do: 'accept' })),
    'promises.agree': does(() => ({ do: 'agree' })),
    'promises.keep': does(() => ({ do: 'keep' })),
    'promises.claim': does(() => ({ do: 'claim' })),
    'promises.confirm': does(() => ({ do: 'confirm' })),
    'promises.thank': does(() => ({ do: 'thank' })),
    'promises.bump': does(() => ({ do: 'bump' })),
    'promises.undo': undo,
    'promises.other': takeOtherReading,
    'promises.snooze': snooze,
  },
  forms: {
    'promises.make': make,
    'promises.propose': propose,
    'promises.amend': amend,
    'promises.thanks': submits((call) => ({ do: 'confirm', ...readThanks(call.values) })),
    'promises.break': submits((call) => noted({ do: 'break' }, call)),
    'promises.not_yet': submits((call) => noted({ do: 'not_yet' }, call)),
    'promises.let_go': submits((call) => noted({ do: 'let_go' }, call)),
    'promises.decline': submits((call) => noted({ do: 'decline' }, call)),
  },
  shortcuts: {
    'promises.make': (call) => fromMessage(call, false),
    'promises.ask': (call) => fromMessage(call, true),
  },
  nudges: promiseNudges,
  home: promisesHome,
}

async function run(call: CommandCall): Promise<Reply> {
  const intent = parsePromise(call.text)
  switch (intent.kind) {
    case 'form':
      return { open: makeForm({ isRequest: false }, call.me, call.now) }
    case 'help':
      return { say: helpMessage() }
    case 'list':
      return {
        say: {
          text: 'What is open',
          blocks: distinct(await promisesHome({ ...call, page: 0 })).slice(0, 50),
        },
      }
    case 'why': {
      const lines = await listLedger(call.db, call.teamId, call.me.userId, 'promises')
      const titleOf = (kind: string) => promiseNudges[kind]?.title ?? kind
      return {
        say: {
          text: 'Why you did or did not hear',
          blocks: whyBlocks(lines, titleOf, call.me.hours.zone, call.now),
        },
      }
    }
    case 'make':
    case 'ask':
      return captureWords(call, intent.recipients, intent.text, intent.kind === 'ask')
    default:
      return intent satisfies never
  }
}

function helpMessage() {
  const lines = help.map(({ usage, does: effect }) => `\`${usage}\` ${effect}`)
  return words(
    lines.join('\n'),
    context('Only the two of you read a promise. Due times are read in your own time zone.'),
  )
}
