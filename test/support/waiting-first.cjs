/**
 * Jest's testSequencer: the suites that mostly wait for processes and for an embedded database come first, so that the
 * others run beside them. By the size of their files, which is all that Jest knows on a fresh machine, some of them came last,
 * and one worker waited for the other. The rest is in Jest's order.
 */
const { createRequire } = require('node:module')
const path = require('node:path')

const jest = createRequire(require.resolve('jest/package.json'))
const core = createRequire(jest.resolve('@jest/core'))
const { default: Sequencer } = core('@jest/test-sequencer')

const waiting = [
  'faults/delivery.test.ts',
  'playground/playground.test.ts',
  'faults/requests.test.ts',
  'contracts/build.test.ts',
  'contracts/start.test.ts',
]

module.exports = class WaitingFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path: file }) => {
      const found = waiting.findIndex((end) => file.endsWith(path.join('test', end)))
      return found < 0 ? waiting.length : found
    }
    // Jest's own method, which happens to be called so.
    // oxlint-disable-next-line unicorn/no-array-sort
    return super.sort(tests).toSorted((a, b) => rank(a) - rank(b))
  }
}
