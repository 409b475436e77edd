import {
  advanceTour,
  startTour,
  stepCount,
  type TourFacts,
} from '../../playground/page/client/devtools/tour-steps.ts'

const wednesday: TourFacts = {
  exchanges: [{ id: 7, direction: 'in', wrote: ['promises +1'], userId: 'bob' }],
  now: '2026-03-04T09:00:00Z',
  zone: 'Europe/Paris',
  viewerId: 'alice',
  readingIds: [],
  dueReminders: [{ id: 'earlier', due: '2026-03-06T16:00:00Z' }],
}

describe('the tour', () => {
  test('does not count what happened before it began', () => {
    expect(advanceTour(startTour(wednesday), wednesday).done).toBe(0)
  })

  test('follows a newcomer from a promise to the promise that an answer became', () => {
    let facts = wednesday
    let progress = startTour(facts)
    const then = (change: Partial<TourFacts>) => {
      facts = { ...facts, ...change }
      progress = advanceTour(progress, facts)
      return progress.done
    }
    const write = (id: number, userId: string, ...wrote: string[]) => ({
      exchanges: [...facts.exchanges, { id, direction: 'in', wrote, userId } as const],
    })
    const dueReminders = [...wednesday.dueReminders, { id: 'new', due: '2026-03-05T11:00:00Z' }]
    expect(then({ ...write(8, 'alice', 'promises +1', 'nudges +4'), dueReminders })).toBe(1)
    expect(then({ readingIds: ['alice'] })).toBe(1)
    expect(then({ readingIds: ['alice', 'bob'] })).toBe(2)
    expect(then({ now: '2026-03-05T10:59:00Z' })).toBe(2)
    expect(then({ now: '2026-03-05T11:00:00Z' })).toBe(3)
    expect(then(write(9, 'bob', 'promises 1 changed'))).toBe(3)
    expect(then(write(10, 'alice', 'promises 1 changed'))).toBe(3)
    expect(then(write(11, 'bob', 'promises 1 changed'))).toBe(4)
    expect(then(write(12, 'alice', 'promises +1'))).toBe(4)
    expect(then(write(13, 'bob', 'candor_answers +1'))).toBe(5)
    expect(then(write(14, 'alice', 'promises +1'))).toBe(stepCount)
  })

  test('stops on Friday at 15:00 where no reminder tells when the promise is due', () => {
    const made: TourFacts = {
      ...wednesday,
      exchanges: [{ id: 8, direction: 'in', wrote: ['promises +1'], userId: 'alice' }],
    }
    const progress = advanceTour({ ...startTour(wednesday), lastExchange: 7 }, made)
    expect(progress).toMatchObject({ done: 1, promisorId: 'alice', due: '2026-03-06T14:00:00.000Z' })
  })

  test('counts on when the server began its own count anew', () => {
    const progress = { ...startTour(wednesday), lastExchange: 900 }
    expect(advanceTour(progress, wednesday).done).toBe(1)
  })
})
