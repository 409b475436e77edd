import type { Context } from '../../src/context.ts'
import { slackMessenger } from '../../src/slack/messenger.ts'
import { createWebClients } from '../../src/slack/web-clients.ts'
import { NoInstallationError, oauthAccess } from '../../src/app/installations.ts'
import type { InstallationStore } from '@slack/oauth'

function accessTo(fetchInstallation: () => Promise<unknown>) {
  const store = { fetchInstallation } as unknown as InstallationStore
  return oauthAccess({} as Context, store)
}

test('a database that is away does not make a workspace uninstalled', async () => {
  let isAway = true
  const read = async () => {
    if (isAway) throw new Error('the database is away')
    return { bot: { token: 'xoxb-1' } }
  }
  const { tokenOf } = accessTo(read)
  const courier = slackMessenger(
    createWebClients(() => ({ slackApiUrl: 'http://127.0.0.1:9/api/' }), tokenOf, 100),
  )
  expect(
    await courier.post({ teamId: 'T1', channelId: 'D1' }, { text: 'hello', blocks: [] }, 1, () => true),
  ).toMatchObject({
    kind: 'retry',
  })
  isAway = false
  expect(await tokenOf('T1')).toBe('xoxb-1')
})

test('a workspace without an installation is known to have none', async () => {
  const { tokenOf } = accessTo(() => Promise.reject(new NoInstallationError()))
  const courier = slackMessenger(
    createWebClients(() => ({ slackApiUrl: 'http://127.0.0.1:9/api/' }), tokenOf, 100),
  )
  expect(
    await courier.post({ teamId: 'T1', channelId: 'D1' }, { text: 'hello', blocks: [] }, 1, () => true),
  ).toMatchObject({
    kind: 'stopped',
  })
  expect(await tokenOf('T1')).toBeUndefined()
})
