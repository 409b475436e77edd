export default {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: {},
  testRunner: './test/support/shared-process-runner.cjs',
  testSequencer: './test/support/waiting-first.cjs',
  // The second fails a file in which a statement of ours names no workspace; it costs no processor time that shows.
  setupFilesAfterEnv: ['./test/support/setup.ts', './test/support/statements-setup.ts'],
  globalSetup: './test/support/postgres.mjs',
  globalTeardown: './test/support/drop-databases.mjs',
  // Some start the real program several times, which takes half a minute on two busy cores.
  testTimeout: 120_000,
  // On two cores Jest would take one: several suites spend their time waiting.
  maxWorkers: 2,
  reporters: ['default', './test/support/slowest-suites.mjs'],
}
