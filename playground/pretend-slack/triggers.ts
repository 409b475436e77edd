import { randomInt } from 'node:crypto'
import { Refusal, type Slack, type Trigger } from './slack.ts'
import { installedId, installServing } from './world.ts'

/** A trigger id opens one modal, within three seconds of the click or command it came with. */
export function createTrigger(slack: Slack, userId: string, teamId: string): string {
  const id = `${randomInt(1e12, 1e13)}.${randomInt(1e12, 1e13)}.${randomInt(2 ** 40).toString(16)}`
  slack.triggers.set(id, { userId, teamId, at: performance.now(), used: false })
  return id
}

/** `callerId`: the workspace, or the organisation, whose token opens the modal. */
export function consumeTrigger(slack: Slack, id: string, callerId: string): Trigger {
  const trigger = slack.triggers.get(id)
  const person = trigger && slack.world.people.get(trigger.userId)
  const install = person && installServing(slack.world, person)
  if (!trigger || !install || installedId(install) !== callerId) throw new Refusal('invalid_trigger_id')
  if (trigger.used) throw new Refusal('exchanged_trigger_id')
  if (performance.now() - trigger.at > slack.triggerSeconds * 1000) throw new Refusal('expired_trigger_id')
  trigger.used = true
  return trigger
}
