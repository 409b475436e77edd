/** Evaluated for each test file: a module that files share registers its hooks for the first of them only. */
import { cleanUpFile, cleanUpTest } from './cleanup.ts'
import { allGivenBack } from './database.ts'

afterEach(cleanUpTest)
afterAll(cleanUpFile)
afterAll(allGivenBack)
