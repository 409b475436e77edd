import { section } from '../../src/slack/blocks.ts'
import { splitOrigin, withOrigin } from '../../src/app/modal-origin.ts'
import { postToResponseUrl } from '../../src/app/response-url.ts'
import { workspace } from '../support/workspace.ts'
import { modal } from '../../src/slack/modal.ts'

test('a form that Slack does not open in time is answered in words with what was typed', async () => {
  const { bob } = await workspace({ slack: { triggerSeconds: 0 } })
  await bob.types('/forthright settings')
  expect(bob.modal()).toBeUndefined()
  expect(bob.lastSeen()).toMatch("Slack didn't let me open the form just now, so nothing was stored.")
  expect(bob.lastSeen()).toMatch('/forthright settings')
})

test('a button whose window Slack does not open in time says so', async () => {
  const { alice, bob, slack } = await workspace()
  await bob.types('/promise @alice ship the deck by Friday 3pm')
  slack.triggerSeconds = 0
  await alice.presses("That's not what I need")
  expect(alice.modal()).toBeUndefined()
  expect(alice.lastSeen()).toMatch("Slack didn't let me open that window just now. Please press it again.")
})

test('a modal carries the response_url of its message beside what the feature put there', () => {
  const view = modal({ id: 'x', title: 'X', blocks: [section('x')], metadata: 'a\nb' })
  const url = 'https://hooks.slack.com/actions/T1/1/abc'
  const carried = withOrigin(view, url).private_metadata!
  expect(splitOrigin(carried)).toEqual({ origin: url, metadata: 'a\nb' })
  expect(splitOrigin('a\nb')).toEqual({ origin: undefined, metadata: 'a\nb' })
  const large = { ...view, private_metadata: 'm'.repeat(2990) }
  expect(withOrigin(large, url)).toBe(large)
})

test('words go to no response_url but those of Slack', async () => {
  const message = { text: 'hello', blocks: [] }
  for (const url of [
    'https://evil.example/x',
    'http://169.254.169.254/',
    'https://hooks.slack.com.evil.example/',
    'nothing',
  ])
    await expect(postToResponseUrl(url, undefined, message)).rejects.toThrow('not one of Slack')
})
