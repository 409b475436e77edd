import { deliver } from '../../playground/pretend-slack/deliver.ts'
import { createResponseUrl } from '../../playground/pretend-slack/response-urls.ts'
import { createTrigger } from '../../playground/pretend-slack/triggers.ts'
import { workspace, type Workspace } from '../support/workspace.ts'

let place: Workspace
beforeAll(async () => {
  place = await workspace({ shared: true })
})

/** Sends `payload` as if Alice had acted, and returns what she saw last. */
async function aliceSends(payload: Record<string, unknown>): Promise<string> {
  const { alice, slack, app } = place
  const { teamId } = alice.person()
  const channelId = [...slack.world.channels.values()].find((channel) => channel.teamId === teamId)!.id
  const common = {
    team: { id: teamId, domain: 'acme' },
    user: { id: alice.id, team_id: teamId },
    trigger_id: createTrigger(slack, alice.id, teamId),
    response_url: createResponseUrl(slack, { userId: alice.id, teamId, channelId }),
  }
  await deliver(slack, { title: 'sent by hand', kind: 'interactive', payload: { ...common, ...payload } })
  await slack.settled()
  await app.idle()
  return alice.lastSeen()
}

test.each(['constructor', '__proto__', 'toString', 'promises.constructor', 'promises.gone'])(
  'the action %j is unknown, as any other that no feature has',
  async (id) => {
    const action = { type: 'button', action_id: id, action_ts: `${id}1`, value: 'x' }
    const seen = await aliceSends({ type: 'block_actions', actions: [action] })
    expect(seen).toBe('That button is from an earlier version of me. App Home has everything that is open.')
    expect(place.logged.join('\n')).not.toMatch('request failed')
  },
)

test.each(['constructor', '__proto__'])('the shortcut and the form %j are unknown too', async (id) => {
  const message = { ts: '1.2', text: 'ship it', user: place.bob.id }
  const seen = await aliceSends({ type: 'message_action', callback_id: id, message, channel: { id: 'C1' } })
  expect(seen).toMatch('That button is from an earlier version of me.')
  const view = { id: `V${id}`, type: 'modal', callback_id: id, private_metadata: '', state: { values: {} } }
  await aliceSends({ type: 'view_submission', view })
  expect(place.logged.join('\n')).not.toMatch('request failed')
})
