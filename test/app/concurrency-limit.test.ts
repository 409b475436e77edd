import { createConcurrencyLimit } from '../../src/app/concurrency-limit.ts'

function work() {
  let finish: () => void = () => undefined
  const done = new Promise<void>((resolve) => (finish = resolve))
  return { done, finish }
}

test('so many run at once, and the others in the order in which they came, whatever becomes of those before', async () => {
  const limited = createConcurrencyLimit(2)
  const works = [work(), work(), work(), work()]
  const begun: number[] = []
  const ended = works.map(({ done }, index) =>
    limited(async () => {
      begun.push(index)
      await done
      if (index === 0) throw new Error('the first fails')
      return index
    }),
  )
  await Promise.resolve()
  expect(begun).toEqual([0, 1])
  works[0]!.finish()
  await expect(ended[0]).rejects.toThrow('the first fails')
  expect(begun).toEqual([0, 1, 2])
  works[2]!.finish()
  expect(await ended[2]).toBe(2)
  works[1]!.finish()
  works[3]!.finish()
  expect(await Promise.all(ended.slice(1))).toEqual([1, 2, 3])
  expect(await limited(async () => 'free again')).toBe('free again')
})
