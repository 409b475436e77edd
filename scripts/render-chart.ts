/**
 * `npm run manifests`: renders deploy/helm with its own values into deploy/kubernetes/forthright.yaml, for those who use
 * no Helm. The templates keep to the functions that Go's engine has by itself, and are rendered by that engine.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parse as renderTemplate } from '@evertdespiegeleer/go-template'
import { parse } from 'yaml'

const deploy = fileURLToPath(new URL('../deploy/', import.meta.url))
const chart = path.join(deploy, 'helm')
export const manifestsFile = path.join(deploy, 'kubernetes/forthright.yaml')

export type Values = Record<string, unknown>

/** The chart's own values. */
export function defaultValues(): Values {
  return parse(readFileSync(path.join(chart, 'values.yaml'), 'utf8')) as Values
}

/** What `helm template forthright deploy/helm` prints, in the order of the files' names. */
export async function renderChart(values: Values): Promise<string> {
  const { version, appVersion } = parse(readFileSync(path.join(chart, 'Chart.yaml'), 'utf8')) as Values
  const scope = {
    Values: values,
    Release: { Name: 'forthright', Service: 'Helm' },
    Chart: { Name: 'forthright', Version: version, AppVersion: appVersion },
  }
  const templates = readdirSync(path.join(chart, 'templates')).filter((name) => name.endsWith('.yaml'))
  const documents: string[] = []
  for (const name of templates.toSorted()) {
    const rendered = await renderTemplate(readFileSync(path.join(chart, 'templates', name), 'utf8'), scope)
    if (rendered.trim()) documents.push(rendered.trim())
  }
  return `${documents.join('\n---\n')}\n`
}

/** With the first line that says where the file comes from. */
export async function renderManifests(): Promise<string> {
  return `# Rendered from deploy/helm by \`npm run manifests\`; change it there.\n${await renderChart(defaultValues())}`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync(manifestsFile, await renderManifests())
