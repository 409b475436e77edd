import everyday from './jest.config.js'

/** The whole suite, with every SQL statement of ours judged for naming its workspace. */
export default {
  ...everyday,
  setupFilesAfterEnv: [...everyday.setupFilesAfterEnv, './test/support/statements-setup.ts'],
}
