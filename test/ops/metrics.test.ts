// Metrics are for whoever runs the app, not for the internet.
import { createServer } from 'node:net'
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
