import { heartbeat } from '../../src/nudges/delivery/heartbeat.ts'
import { createLogger } from '../../src/ops/log.ts'

afterEach(() => jest.useRealTimers())

test('after two weeks of sleep there is one beat and one line, and then as before', async () => {
  jest.useFakeTimers({ now: new Date('2026-03-09T08:00:01Z') })
  const lines: string[] = []
  let beats = 0
  const log = createLogger('info', { write: (line) => lines.push(line) })
  const stop = heartbeat(async () => void (beats += 1), log)
  await jest.advanceTimersByTimeAsync(30_000)
  expect(beats).toBe(2)
  expect(lines).toEqual([])
  // Timers count the time for which the machine is awake; the clock goes on.
  jest.setSystemTime(new Date('2026-03-23T08:00:07Z'))
  await jest.advanceTimersByTimeAsync(14_500)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch('heartbeats were missed: the machine slept')
  expect(lines[0]).toMatch('"lateSeconds":12095')
  expect(beats).toBe(3)
  await jest.advanceTimersByTimeAsync(30_000)
  expect(beats).toBe(5)
  expect(lines).toHaveLength(1)
  await stop()
})
