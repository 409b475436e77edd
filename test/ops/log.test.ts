import { createLogger } from '../../src/ops/log.ts'

test('lines of a message that look like places in the code are not taken for them', () => {
  let line = ''
  const log = createLogger('error', { write: (text) => (line += text) })
  log.error({ err: new Error('"tell Bob\n  at lunch that the merger is off"') }, 'failed')
  expect(line).not.toMatch('merger')
  expect(line).toMatch('log.test')
})
