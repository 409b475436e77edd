/** The playground: a pretend Slack with the real app in it, and a page on which one can be anyone. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { PlaygroundConfig } from '../src/config.ts'
import { loadState } from './persistence.ts'
import type { PretendSlack } from './pretend-slack/index.ts'
import { findFile } from './pretend-slack/world.ts'
import { runAction } from './run-action.ts'
import { type PageApi, type PageServer, servePage } from './server.ts'
import {
  advance,
  createSession,
  playStory,
  type Session,
  settle,
  startApp,
  startOver,
  stateFile,
  stopSession,
} from './session.ts'
import { stateFor } from './state.ts'

export interface Playground {
  url: string
  slack: PretendSlack
  /** Resolves when the opening story of a fresh playground has been played. */
  ready: Promise<void>
  stop(): Promise<void>
}

/** Opens the playground on this machine only, and prints where and what it is doing. */
export async function openPlayground(config: PlaygroundConfig, print = printLine): Promise<Playground> {
  const folder = folderFor(config.database)
  const isNew = 'folder' in config.database && !existsSync(path.join(folder, 'postgres'))
  const saved = isNew ? undefined : loadState(path.join(folder, stateFile))
  let page: PageServer | undefined
  const session = await createSession(config, { folder, saved, onChange: () => page?.notifyChanged() })
  let ready: Promise<void>
  try {
    page = await servePage(pageApi(session), config.port)
    // Printed before the database exists: a page that is opened meanwhile waits for it.
    print(`Forthright's playground is open at ${page.url}`)
    if (isNew) print('Making its database and playing the first week of the story: about ten seconds.')
    const started = session.mutex.exclusive(() => startApp(session))
    ready = saved ? started : session.mutex.exclusive(async () => beginStory(session, isNew))
    await started
  } catch (error) {
    await stopSession(session, page)
    throw error
  }
  ready.then(
    () => isNew && print('Ready.'),
    (error: unknown) => process.stderr.write(`The opening story failed: ${String(error)}\n`),
  )
  return { url: page.url, slack: session.slack, ready, stop: () => stopSession(session, page) }
}

async function beginStory(session: Session, isNew: boolean): Promise<void> {
  if (!session.app) return
  await (isNew ? playStory(session) : startOver(session))
}

function pageApi(session: Session): PageApi {
  const { slack, mutex } = session
  const context = {
    slack,
    advance: (to: Date) => mutex.exclusive(() => advance(session, to)),
    reset: () => mutex.exclusive(() => startOver(session)),
    settle: () => settle(session),
  }
  return {
    // A state shows what was before or after: never a clock on its way or half a story.
    state: (as) => mutex.shared(() => stateFor(slack, session.app?.db, as, session.version)),
    picture: (as, id) => findFile(slack.world, as, id)?.png,
    act: (action) => mutex.shared(() => runAction(context, action)),
    exchanges: () => slack.journal.exchanges(),
    appOrigin: () => `http://127.0.0.1:${session.app?.port ?? 0}`,
  }
}

/** Where the pretend workspace is kept: beside the embedded database, or in a folder of its own for each server database. */
function folderFor(database: PlaygroundConfig['database']): string {
  if ('folder' in database) return database.folder
  return `.data/playground-${createHash('sha256').update(database.url).digest('hex').slice(0, 12)}`
}

function printLine(line: string): void {
  process.stdout.write(`${line}\n`)
}
