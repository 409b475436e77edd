export default {
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': './test/support/esbuild-transformer.mjs' },
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  globalSetup: './test/support/postgres.mjs',
  // Some start the real program several times, which takes half a minute on two busy cores.
  testTimeout: 120_000,
  // On two cores Jest would take one: several suites spend their time waiting.
  maxWorkers: 2,
}
