import { startTour, follow, type Facts } from '../../playground/page/client/devtools/tour-steps.ts'

const wednesday: Facts = {
  exchanges: [{ id: 7, direction: 'in', wrote: ['promises +1'] }],
  now: '2026-03-04T09:00:00Z',
  zone: 'Europe/Paris',
  beingId: 'alice',
  atApp: false,
}

describe('the tour', () => {
  test('does not count what happened before it began', () => {
    expect(follow(startTour(wednesday), wednesday).done).toBe(0)
  })

  test('follows a newcomer from a promise to the promise that an answer became', () => {
    let facts = wednesday
    let walk = startTour(facts)
    const then = (change: Partial<Facts>) => {
      facts = { ...facts, ...change }
      walk = follow(walk, facts)
      return walk.done
    }
    const writes = (id: number, ...wrote: string[]) => ({
      exchanges: [...facts.exchanges, { id, direction: 'in', wrote } as const],
    })
    expect(then(writes(8, 'promises +1', 'nudges +4'))).toBe(1)
    expect(then({ atApp: true })).toBe(1)
    expect(then({ beingId: 'bob' })).toBe(2)
    expect(then({ now: '2026-03-06T13:59:00Z' })).toBe(2)
    expect(then({ now: '2026-03-06T14:00:00Z' })).toBe(3)
    expect(then(writes(9, 'promises +1'))).toBe(3)
    expect(then(writes(10, 'candor_answers +1'))).toBe(4)
    expect(then(writes(11, 'promises +1'))).toBe(5)
  })

  test('counts on when the server began its own count anew', () => {
    const walk = { ...startTour(wednesday), seen: 900 }
    expect(follow(walk, wednesday).done).toBe(1)
  })
})
