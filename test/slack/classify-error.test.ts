import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api'
import { classifyError } from '../../src/slack/classify-error.ts'

const platform = (error: string) => new WebAPIPlatformError({ ok: false, error })
const network = (code: string, syscall?: string) =>
  new WebAPIRequestError(new Error('fetch failed', { cause: Object.assign(new Error(), { code, syscall }) }))

test.each([
  ['a 429', new WebAPIRateLimitedError(7), { kind: 'retry', afterSeconds: 7, pause: 'workspace' }],
  ['ratelimited', platform('ratelimited'), { kind: 'retry', pause: 'workspace' }],
  ['a channel that is not there', platform('channel_not_found'), { kind: 'person refused' }],
  ['blocks that Slack refuses', platform('invalid_blocks'), { kind: 'failed' }],
  ['a dead token', platform('token_revoked'), { kind: 'stopped' }],
  ['an account that is gone', platform('account_inactive'), { kind: 'stopped' }],
  ['a person who is gone', platform('user_disabled'), { kind: 'gone' }],
  ['nobody listening', network('ECONNREFUSED'), { kind: 'retry', pause: 'none' }],
  ['no such host', network('ENOTFOUND'), { kind: 'retry', pause: 'none' }],
  ['no way to the host', network('EHOSTUNREACH', 'connect'), { kind: 'retry', pause: 'none' }],
  ['no way to the host any more', network('EHOSTUNREACH', 'read'), { kind: 'unknown', code: 'EHOSTUNREACH' }],
  ['a network that is gone in the middle', network('ENETUNREACH', 'write'), { kind: 'unknown' }],
  ['an answer that never came', network('UND_ERR_SOCKET'), { kind: 'unknown' }],
  ['a reset', network('ECONNRESET'), { kind: 'unknown' }],
  [
    'a time-out',
    new WebAPIRequestError(new DOMException('late', 'TimeoutError') as never),
    { kind: 'unknown' },
  ],
  ['a 500', new WebAPIHTTPError(500, 'oops', {}), { kind: 'unknown' }],
  ['a 503', new WebAPIHTTPError(503, 'oops', {}), { kind: 'unknown' }],
  ['fatal_error', platform('fatal_error'), { kind: 'unknown' }],
  ['internal_error', platform('internal_error'), { kind: 'unknown' }],
  ['a code that nobody listed', platform('a_new_code'), { kind: 'unknown', code: 'a_new_code' }],
  [
    'a page in place of a code',
    platform('<html>Sorry</html>'),
    { kind: 'unknown', code: 'unreadable_answer' },
  ],
  ['a cut body', new TypeError('terminated'), { kind: 'unknown' }],
  ['something else altogether', 'a string', { kind: 'unknown' }],
])('%s', (_, error, outcome) => {
  expect(classifyError(error, 1)).toMatchObject(outcome)
})

test('the wait grows with the attempts, and ends at five minutes', () => {
  const waits = [1, 2, 3, 20].map((attempts) => classifyError(network('ECONNREFUSED'), attempts))
  expect(waits.map((outcome) => 'afterSeconds' in outcome && outcome.afterSeconds)).toEqual([5, 10, 20, 300])
})
