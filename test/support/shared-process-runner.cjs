/**
 * Jest's testRunner: jest-circus as it is, but test files and what they import are loaded by Node itself and kept for
 * the next file of the same worker. Jest's own loader evaluates every module anew for each file, 2 s of processor time
 * before the first line of a conversation and cold code after it: the whole suite took 563 s on two cores.
 *
 * What a file leaves behind in a module is there for the next one: hooks are therefore never registered by a module that
 * several files import, but by the setup file, or by a function that each of them calls.
 */
const hooks = require('node:async_hooks')
const { createRequire } = require('node:module')
const { pathToFileURL } = require('node:url')

const fromHere = createRequire(__filename)
const runWithCircus = fromHere('jest-circus/runner').default
const { ModernFakeTimers } = fromHere('@jest/fake-timers')
const loaded = new Set()
let loads = 0
const { AsyncLocalStorage } = hooks

/**
 * Knows which test runs, for jest-circus: there is one at a time. Node's own AsyncLocalStorage makes it follow every
 * promise of the process.
 */
const contextOfTests = {
  current: undefined,
  run(context, work) {
    const before = this.current
    this.current = context
    const restore = () => void (this.current = before)
    const result = work()
    Promise.resolve(result).then(restore, restore)
    return result
  },
  getStore() {
    return this.current
  },
}

// Jest gives a worker 500 ms to end and then warns of a leak; to take its heap of 700 MB apart takes longer.
if (process.send) process.once('exit', () => process.exit())

module.exports = function runTestFile(globalConfig, config, environment, runtime, testPath, send) {
  // Jest maps stack traces by its own transformer's source maps; Node has those of its loader.
  Error.prepareStackTrace = undefined
  // The handlers of the file before; jest-circus expects a global object of its own for each file.
  delete globalThis[Symbol.for('EVENT_HANDLERS')]
  // Of the object `jest` there are the fake timers alone: nothing of ours is mocked.
  globalThis.jest = new ModernFakeTimers({ config, global: globalThis })
  const loadedByNode = {
    requireInternalModule(path) {
      delete fromHere.cache[path]
      hooks.AsyncLocalStorage = function inPlaceOfIt() {
        return contextOfTests
      }
      try {
        return fromHere(path)
      } finally {
        hooks.AsyncLocalStorage = AsyncLocalStorage
      }
    },
    requireModule: fromHere,
    setGlobalsForRuntime: (globals) => Object.assign(globalThis, globals),
    unstable_shouldLoadAsEsm: () => true,
    unstable_importModule: loadAnew,
    enterTestCode: () => runtime.enterTestCode(),
    leaveTestCode: () => runtime.leaveTestCode(),
  }
  return runWithCircus(globalConfig, config, environment, loadedByNode, testPath, send)
}

/** Evaluates the module, also where it was loaded before: a setup file, or a test file of watch mode. */
function loadAnew(path) {
  const { href } = pathToFileURL(path)
  if (loaded.has(path)) return import(`${href}?load=${(loads += 1)}`)
  loaded.add(path)
  return import(href)
}
