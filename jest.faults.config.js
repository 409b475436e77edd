import everyday from './jest.config.js'

process.env.FAULTS = 'whole'

/** The whole of the fault runs, one after the other: they want the machine for themselves. */
export default {
  ...everyday,
  testMatch: ['<rootDir>/test/**/*.faults.ts', '<rootDir>/test/faults/*.test.ts'],
  maxWorkers: 1,
  // Writes what came of them into docs/figures.md.
  reporters: ['default', './test/support/fault-figures.ts'],
}
