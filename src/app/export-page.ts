/** The page behind a link to an export: a button, so that what only looks at links opens nothing, and then the file. */
import type { IncomingMessage } from 'node:http'
import type { Context } from '../context.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Feature } from '../feature.ts'
import { exportFiles, exportPath, takeExportLink } from '../features/privacy/index.ts'
import type { Routes } from '../ops/http-server.ts'
import { askForExport, exportGone } from './pages.ts'
import { pageHeaders, sendPage } from './send-page.ts'

const shape = /^([A-Z0-9]{2,40})\.([\w-]{43})$/

export function exportRoutes(ctx: Context, features: readonly Feature[]): Routes {
  return {
    [`GET ${exportPath}`]: async (request, response) => {
      const token = tokenOf(request)
      if (token) sendPage(response, 200, askForExport(token.whole))
      else sendPage(response, 404, exportGone())
    },
    [`POST ${exportPath}`]: async (request, response) => {
      const token = tokenOf(request)
      const text = token && (await takeExport(ctx, features, token))
      if (!text) return sendPage(response, 404, exportGone())
      response
        .writeHead(200, {
          ...pageHeaders,
          'content-type': 'application/json; charset=utf-8',
          'content-disposition': 'attachment; filename="forthright.json"',
        })
        .end(text)
    },
  }
}

interface Token {
  whole: string
  teamId: string
  secret: string
}

function tokenOf({ url = '' }: IncomingMessage): Token | undefined {
  const whole = new URL(url, 'http://here').searchParams.get('token') ?? ''
  const [, teamId, secret] = shape.exec(whole) ?? []
  return teamId && secret ? { whole, teamId, secret } : undefined
}

async function takeExport(
  ctx: Context,
  features: readonly Feature[],
  { teamId, secret }: Token,
): Promise<string | undefined> {
  const now = await ctx.clock.now()
  return inTransaction(ctx.db, async (db) => {
    const scope = { teamId, db, cipher: ctx.cipher }
    const userId = await takeExportLink(scope, secret, now)
    const files = userId && (await exportFiles(features, scope, userId, now))
    return files ? files[0]?.text : undefined
  })
}
