import { createLogger } from '../../src/ops/log.ts'

test('lines of a message that look like places in the code are not taken for them', () => {
  let line = ''
  const log = createLogger('error', { write: (text) => (line += text) })
  log.error({ err: new Error('"tell Bob\n  at lunch that the merger is off"') }, 'failed')
  expect(line).not.toMatch('merger')
  expect(line).toMatch('log.test')
})

test('one warning a cause and minute, with the number of those left out; errors are all logged', () => {
  const lines: { msg: string; repeated?: number }[] = []
  const log = createLogger('info', { write: (text) => lines.push(JSON.parse(text)) })
  const readOnly = Object.assign(new Error('read-only'), { code: '25006' })
  for (let i = 0; i < 50; i++)
    log.warn({ teamId: `T${i}`, err: readOnly }, i % 2 ? 'pass failed' : 'tick failed')
  log.warn({ err: Object.assign(new Error('gone'), { code: 'ECONNREFUSED' }) }, 'tick failed')
  log.error({ err: readOnly }, 'pass failed')
  log.error({ err: readOnly }, 'pass failed')
  expect(lines.map(({ msg }) => msg)).toEqual(['tick failed', 'tick failed', 'pass failed', 'pass failed'])
  expect(lines[0]).toMatchObject({
    version: expect.stringMatching(/^\d/),
    pid: process.pid,
    host: expect.any(String),
  })
})
