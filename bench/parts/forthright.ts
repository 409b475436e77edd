/** The real app on a server Postgres and the benchmark's Slack. A process of its own. */
import { startService } from '../../src/service.ts'
import { onEnd, onQuestion, processorTime, settings, tellParent } from './child.ts'
import { configOf, type BenchedApp } from './config.ts'

export type ForthrightSettings = Omit<BenchedApp, 'botToken'>

const given = settings() as ForthrightSettings
const app = await startService(configOf({ ...given, botToken: 'xoxb-bench' }))
tellParent({ origin: `http://127.0.0.1:${app.port}` })
onQuestion(async () => ({ cpu: processorTime() }))
onEnd(() => app.stop())
