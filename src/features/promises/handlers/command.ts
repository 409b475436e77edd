/** `/promise`, by what was typed after it. */
import type { AtOnceCall, CommandCall, Reply } from '../../../feature.ts'
import { parsePromise } from '../domain/parse.ts'
import { helpMessage } from '../views/help.ts'
import { createAtOnce } from './create.ts'
import { createFromText, draftFromText } from './create-from-text.ts'
import { list } from './lists.ts'
import { openMakeForm } from './submissions.ts'
import { why } from './why.ts'

export async function runPromiseCommand(call: CommandCall): Promise<Reply> {
  const { next = [], ...reply } = await answer(call)
  if (call.me.isWorkspaceGreeted) return { ...reply, next }
  return { ...reply, next: [...[next].flat(), { to: 'greet', input: {} }] }
}

/** Promises that there is nothing to ask about. */
export async function makeAtOnce(call: AtOnceCall): Promise<Reply | undefined> {
  const intent = parsePromise(call.text)
  if (!('recipients' in intent) || !call.me.isWorkspaceGreeted) return undefined
  const { recipients: mentions, text, kind } = intent
  const read = await draftFromText(call, { mentions, text, kind })
  return 'draft' in read ? createAtOnce(call, read.draft) : undefined
}

async function answer(call: CommandCall): Promise<Reply> {
  const intent = parsePromise(call.text)
  switch (intent.kind) {
    case 'form':
      return openMakeForm(call, { isRequest: false })
    case 'help':
      return { say: helpMessage() }
    case 'list':
      return list(call, intent.words)
    case 'goals':
      return { next: { to: 'showGoals', input: {} } }
    case 'why':
      return why(call)
    case 'make':
    case 'ask':
    case 'offer': {
      const { recipients: mentions, text, kind } = intent
      return createFromText(call, { mentions, text, kind })
    }
    default:
      return intent satisfies never
  }
}
