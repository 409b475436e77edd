// Hands manifest.yml to Slack's command line, which asks for JSON: the hook `get-manifest` of .slack/hooks.json.
import { readFileSync } from 'node:fs'
import { getProtocol } from '@slack/cli-hooks/src/protocols.js'
import { parse } from 'yaml'

const manifest = parse(readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8'))
getProtocol(process.argv.slice(1)).respond(JSON.stringify(manifest))
