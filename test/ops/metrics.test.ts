// Metrics are for whoever runs the app, not for the internet.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { parse } from 'yaml'
import { root } from '../../scripts/measure/sources.ts'
import { workspace } from '../support/workspace.ts'

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

test('without a port of their own the metrics answer this machine alone, and nobody behind a proxy', async () => {
  const { app } = await workspace()
  const url = `http://127.0.0.1:${app.port}/metrics`
  expect((await fetch(url)).status).toBe(200)
  for (const name of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'])
    expect((await fetch(url, { headers: { [name]: '203.0.113.9' } })).status).toBe(404)
})

test('with a port of their own they stand there and nowhere else', async () => {
  const metricsPort = await freePort()
  const { app } = await workspace({ config: { metricsPort } })
  expect((await fetch(`http://127.0.0.1:${app.port}/metrics`)).status).toBe(404)
  const answer = await fetch(`http://127.0.0.1:${metricsPort}/metrics`)
  expect(await answer.text()).toMatch(/^forthright_/m)
})

test('what waits, what became of posts and answers, and what stands still are counted, and name nobody', async () => {
  const place = await workspace()
  const { bob, alice, app, slack, db } = place
  const read = async () => {
    const text = await (await fetch(`http://127.0.0.1:${app.port}/metrics`)).text()
    return (line: string) =>
      text
        .split('\n')
        .find((one) => one.startsWith(`${line} `))
        ?.split(' ')
        .at(-1)
  }
  slack.faults.plan('chat.postMessage', '429')
  await bob.types('/promise @alice ship the deck by Friday 3pm')
  await bob.types('/promise nonsense')
  await app.idle()
  await app.tick()
  const first = await read()
  expect(first('forthright_posts_total{outcome="rate limited"}')).toBe('1')
  expect(first('forthright_workspaces{state="resting",code=""}')).toBe('1')
  expect(first('forthright_answer_seconds_count{request="/promise",outcome="done"}')).toBe('2')
  expect(first('forthright_database_connections{state="waiting"}')).toBe('0')
  expect(first('nodejs_eventloop_lag_seconds')).toMatch(/^\d/)
  await db.updateTable('nudge_queue').set({ awaits: 'human' }).where('user_id', '=', alice.id).execute()
  await db.updateTable('workspaces').set({ state: 'stopped', stop_code: 'token_revoked' }).execute()
  await app.tick()
  const second = await read()
  const waiting = await db
    .selectFrom('nudge_queue')
    .select('nudge_id')
    .where('user_id', '=', alice.id)
    .execute()
  expect(second('forthright_queued{waits_for="person"}')).toBe(String(waiting.length))
  expect(second('forthright_needs_human')).toBe(String(waiting.length))
  expect(second('forthright_queued{waits_for="timer"}')).toBe('0')
  expect(second('forthright_workspaces{state="stopped",code="token_revoked"}')).toBe('1')
  expect(second('forthright_workspaces{state="resting",code=""}')).toBe('0')
  await db.deleteFrom('nudge_queue').where('user_id', '=', alice.id).execute()
  await db.deleteFrom('nudges').where('user_id', '=', alice.id).execute()
})

test('the alert rules and the dashboard ask for metrics that there are, and each alert has its paragraph', async () => {
  const { app } = await workspace()
  await app.tick()
  const exposed = await (await fetch(`http://127.0.0.1:${app.port}/metrics`)).text()
  const known = new Set(Array.from(exposed.matchAll(/^# TYPE (\S+)/gm), ([, name]) => name!))
  const asked = (text: string) =>
    Array.from(text.matchAll(/\b(?:forthright|nodejs|process)_\w+/g), ([name]) =>
      name.replace(/_(bucket|count|sum)$/, ''),
    )
  const { groups } = parse(readText('deploy/monitoring/alerts.yml')) as AlertFile
  const rules = groups.flatMap((group) => group.rules)
  expect(rules.length).toBeGreaterThan(8)
  const runbook = readText('docs/runbook.md')
  for (const { alert, expr, labels, annotations } of rules) {
    expect(asked(expr).filter((name) => !known.has(name))).toEqual([])
    expect(['page', 'ticket']).toContain(labels.severity)
    expect(annotations.summary).toBeTruthy()
    expect(annotations.runbook).toBe(`docs/runbook.md#${alert.toLowerCase()}`)
    expect(runbook).toMatch(new RegExp(`^## ${alert}$`, 'm'))
  }
  const headings = Array.from(runbook.matchAll(/^## (\w+)$/gm), ([, name]) => name)
  expect(headings).toEqual(rules.map(({ alert }) => alert))

  const dashboard = JSON.parse(readText('deploy/monitoring/dashboard.json')) as Dashboard
  expect(dashboard).toMatchObject({
    uid: 'forthright',
    title: 'Forthright',
    schemaVersion: expect.any(Number),
  })
  const cells = new Set<string>()
  for (const { type, title, gridPos, targets, datasource } of dashboard.panels) {
    expect(['timeseries', 'stat', 'table']).toContain(type)
    expect(title).toBeTruthy()
    expect(datasource).toEqual({ type: 'prometheus', uid: '${datasource}' })
    expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24)
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
        expect(cells).not.toContain(`${x} ${y}`)
        cells.add(`${x} ${y}`)
      }
    for (const { expr, refId } of targets) {
      expect(refId).toMatch(/^[A-Z]$/)
      expect(asked(expr).filter((name) => !known.has(name))).toEqual([])
    }
  }
  expect(dashboard.templating.list.map(({ name, type }) => ({ name, type }))).toEqual([
    { name: 'datasource', type: 'datasource' },
  ])
})

test('/livez answers for as long as the process does, and /healthz only while it can do its work', async () => {
  const { app, slack } = await workspace({ transport: 'socket' })
  const status = async (at: string) => (await fetch(`http://127.0.0.1:${app.port}${at}`)).status
  expect([await status('/livez'), await status('/healthz')]).toEqual([200, 200])
  slack.sockets[0]!.close('refresh_requested')
  while ((await status('/healthz')) === 200) await new Promise((resolve) => setTimeout(resolve, 20))
  expect([await status('/livez'), await status('/healthz')]).toEqual([200, 503])
})

function readText(file: string): string {
  return readFileSync(path.join(root, file), 'utf8')
}

interface AlertFile {
  groups: {
    rules: {
      alert: string
      expr: string
      labels: { severity: string }
      annotations: { summary: string; runbook: string }
    }[]
  }[]
}

interface Dashboard {
  panels: {
    type: string
    title: string
    gridPos: { x: number; y: number; w: number; h: number }
    targets: { expr: string; refId: string }[]
    datasource: { type: string; uid: string }
  }[]
  templating: { list: { name: string; type: string }[] }
}
