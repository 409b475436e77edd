/** One's aims: written in a form, shown to nobody. */
import type { ActionCall, Call, Reply, SubmissionCall } from '../../../feature.ts'
import { markStale } from '../../../nudges/update-planned.ts'
import { textMessage } from '../../../slack/blocks.ts'
import { closeAims, deleteAims, findAims, saveAims } from '../store/aim-store.ts'
import { lockIntroduction, setIntroductionState } from '../store/introduction-store.ts'
import { planLook } from './search.ts'
import { aimsForm, readAims } from '../views/aims-form.ts'
import { aimsAreForColleagues, erased, notYourIntroduction, saved, stopped } from '../views/messages.ts'

export async function openAims(call: Call): Promise<Reply> {
  const { me } = call
  if (me.isGuest || me.isExternal) return { say: aimsAreForColleagues() }
  return { open: aimsForm((await findAims(call, me.userId)) ?? { lines: [], isOpen: false }) }
}

export async function submitAims(call: SubmissionCall): Promise<Reply> {
  const { me, now } = call
  if (me.isGuest || me.isExternal) return { say: aimsAreForColleagues() }
  const { lines, isOpen } = readAims(call.values)
  if (!lines.length) {
    await deleteAims(call, me.userId)
    return { say: erased() }
  }
  await saveAims(call, { userId: me.userId, lines, isOpen }, now)
  if (isOpen) await planLook(call, me)
  return { say: saved(isOpen) }
}

/** "Don't look for me any more", beside an introduction, which is a no to that one as well. */
export async function stopLooking(call: ActionCall): Promise<Reply> {
  const found = await lockIntroduction(call, call.value || (call.picked ?? ''))
  if (found?.second !== call.me.userId) return { say: textMessage(notYourIntroduction) }
  if (found.state === 'asked') await setIntroductionState(call, found.id, 'closed')
  await closeAims(call, call.me.userId)
  await markStale(call.db, call.teamId, found.id)
  return { say: stopped() }
}
