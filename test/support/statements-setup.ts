import { takeAstray } from './statement-recorder.ts'

afterAll(() => expect(takeAstray()).toEqual([]))
