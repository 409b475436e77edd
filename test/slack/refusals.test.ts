import { WebAPIPlatformError } from '@slack/web-api'
import { classifyError } from '../../src/slack/classify-error.ts'
import { isRateLimit, refusalOf } from '../../src/slack/refusals.ts'
import { codesOfEveryMethod, documentedCodes } from './documented-codes.ts'
import type { DeliveryMethod } from '../../src/slack/refusal-codes.ts'

const methods = Object.keys(documentedCodes) as DeliveryMethod[]

test.each(methods)('every code that Slack documents for %s has a meaning', (method) => {
  const unlisted = [...documentedCodes[method]!, ...codesOfEveryMethod].filter(
    (code) => !isRateLimit(code) && refusalOf(method, code) === undefined,
  )
  expect(unlisted).toEqual([])
})

test.each([
  ['chat.postMessage', 'missing_scope', 'mendable'],
  ['chat.postMessage', 'messages_tab_disabled', 'mendable'],
  ['chat.postMessage', 'restricted_action', 'mendable'],
  ['chat.postMessage', 'channel_not_found', 'person refused'],
  ['conversations.open', 'user_not_visible', 'person refused'],
  ['conversations.open', 'user_disabled', 'gone'],
  ['chat.update', 'message_not_found', 'failed'],
  ['chat.update', 'cant_update_message', 'failed'],
  ['chat.update', 'edit_window_closed', 'failed'],
  ['chat.update', 'update_failed', 'retry'],
  ['chat.delete', 'cant_delete_message', 'failed'],
] as const)('%s answered with %s: %s', (method, code, kind) => {
  const error = new WebAPIPlatformError({ ok: false, error: code })
  expect(classifyError(error, 1, method)).toMatchObject({ kind, code })
})

test('a code that belongs to another method is not listed', () => {
  expect(refusalOf('chat.postMessage', 'edit_window_closed')).toBeUndefined()
  expect(refusalOf('chat.update', 'constructor')).toBeUndefined()
})
