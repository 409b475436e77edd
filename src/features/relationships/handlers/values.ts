/** What I value, and where colleagues of my circle read it: beside their promise to me, and their thanks. */
import type { ModalView } from '@slack/types'
import type { Call, Links, OpenCall, Reply, SubmissionCall } from '../../../feature.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage } from '../../../slack/blocks.ts'
import { deleteValues, findOwnValues, findValuesFor, saveValues } from '../store/value-store.ts'
import { readValues, valueLines, valuesCleared, valuesForm, valuesSaved } from '../views/values.ts'

export async function openValues(call: Call): Promise<Reply> {
  return { open: valuesForm(await findOwnValues(call, call.me.userId)) }
}

export async function submitValues(call: SubmissionCall): Promise<Reply> {
  const values = readValues(call.values)
  const { me, now } = call
  if (!values.currencies.length && !values.words) {
    await deleteValues(call, me.userId)
    return { say: textMessage(valuesCleared) }
  }
  await saveValues(call, me.userId, { values, now })
  return { say: textMessage(valuesSaved(values)) }
}

/** Below the first block of a form, which says who reads it. */
export async function completeForm(
  call: Call,
  { form, to }: Links['completeForm'],
): Promise<{ open: ModalView }> {
  const lines = await linesFor(call, to)
  const [first, ...rest] = form.blocks
  return { open: { ...form, blocks: first ? [first, ...lines, ...rest] : lines } }
}

/** Of those of `owners` whose circle the one who acts is in. */
export async function linesFor(call: OpenCall, owners: readonly string[]) {
  const values = await findValuesFor(call, call.me.userId, owners)
  return valueLines(values, await findPeople(call.db, call.teamId, values.keys()))
}

/** Below the receipt of a promise. */
export async function completeReceipt(call: OpenCall, { to, say }: Links['completeReceipt']): Promise<Reply> {
  const lines = await linesFor(call, to)
  return { say: { ...say, blocks: [...say.blocks, ...lines] } }
}
