/** "I meant …" on a receipt: the other reading of the due words. Pressed again, it changes and tells nothing. */
import * as z from 'zod'
import type { ActionCall, Reply } from '../../../feature.ts'
import { whenHeard } from '../../../nudges/when-heard.ts'
import type { Person } from '../../../people/person.ts'
import { textMessage } from '../../../slack/blocks.ts'
import { parseValue } from '../../../slack/parse-value.ts'
import type { PromiseView } from '../views/promise-view.ts'
import { receiptMessage } from '../views/receipt.ts'
import { notYours } from '../views/refusals.ts'
import { refuseStale, viewOf } from './actions.ts'
import { applyAction } from './apply-action.ts'
import { othersOf } from './when-heard.ts'

const otherReading = z.object({ ids: z.string().max(1000), at: z.iso.datetime(), words: z.string().max(200) })

export async function useOtherReading(call: ActionCall): Promise<Reply> {
  const read = parseValue(otherReading, call.value)
  if (!read) return { say: textMessage(notYours) }
  const views: PromiseView[] = []
  const others: Person[] = []
  let fromDueAt: Date | undefined
  for (const id of read.ids.split(',')) {
    const due = { at: new Date(read.at), zone: call.me.hours.zone, words: read.words }
    const applied = await applyAction(call, id, { do: 'amend', due }, call.me.userId)
    if ('refused' in applied) return refuseStale(call, applied)
    fromDueAt = applied.before.due.at
    views.push(viewOf(applied, call))
    others.push(...othersOf(applied, call.me))
  }
  const heard = await whenHeard(call, others, new Date(read.at))
  const isRequest = views[0]?.promise.promisee === call.me.userId
  return { say: receiptMessage(views, { isRequest, fromDueAt, heard }), replace: true, home: true }
}
