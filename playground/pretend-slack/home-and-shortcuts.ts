import { commonFields, failureName, ActionError, personOf, placeOf } from './actor.ts'
import { deliver } from './deliver.ts'
import { emitEvent } from './events.ts'
import { createResponseUrl } from './response-urls.ts'
import { notify, type Slack } from './slack.ts'
import { createTrigger } from './triggers.ts'
import { wireMessage, wireView } from './wire.ts'
import { findMessage, type Install, installServing, openDm, type SlackPerson, nextStamp } from './world.ts'

/** Runs a message shortcut when `on` names a message, else the global one. */
export async function useShortcut(
  slack: Slack,
  { userId, callbackId, on }: { userId: string; callbackId: string; on?: { channelId: string; ts: string } },
): Promise<void> {
  const person = personOf(slack, userId)
  const message = on && findMessage(slack.world, on.channelId, on.ts)
  if (on && !message) throw new ActionError('That message is no longer there.')
  const { channel } = on ? placeOf(slack, { userId, channelId: on.channelId }) : {}
  const ack = await deliver(slack, {
    title: `shortcut ${callbackId}`,
    kind: 'interactive',
    payload: {
      type: message ? 'message_action' : 'shortcut',
      ...commonFields(slack, person),
      callback_id: callbackId,
      trigger_id: createTrigger(slack, person.id, person.teamId),
      action_ts: nextStamp(slack.world, slack.now()),
      ...(message && channel
        ? {
            message_ts: message.ts,
            message: wireMessage(slack, message),
            channel: { id: channel.id, name: channel.kind === 'private' ? 'privategroup' : channel.name },
            response_url: createResponseUrl(slack, { userId, teamId: person.teamId, channelId: channel.id }),
          }
        : {}),
    },
  })
  if (ack.outcome !== 'ok') notify(slack, userId, `The shortcut did not reach the app: ${failureName(ack)}.`)
}

/** Opens the app's Home or messages tab, which sends app_home_opened on every visit. */
export async function openHome(
  slack: Slack,
  userId: string,
  tab: 'home' | 'messages' = 'home',
): Promise<void> {
  const person = personOf(slack, userId)
  const install = requireInstall(slack, person)
  const dm = openDm(slack.world, install.botUserId, userId)
  const view = slack.world.homes.get(userId)
  emitEvent(slack, install, {
    type: 'app_home_opened',
    user: userId,
    channel: dm.id,
    tab,
    ...(view && tab === 'home' ? { view: wireView(slack, view) } : {}),
  })
}

function requireInstall(slack: Slack, person: SlackPerson): Install {
  const install = installServing(slack.world, person)
  if (!install) throw new ActionError('The app is not installed in this workspace.')
  return install
}
