import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { projectRoot } from '../../src/paths.ts'

/** The parts of the app's manifest that decide its tabs, commands, scopes and events. */
export interface Manifest {
  display_information: { name: string }
  features: {
    app_home?: {
      home_tab_enabled?: boolean
      messages_tab_enabled?: boolean
      messages_tab_read_only_enabled?: boolean
    }
    bot_user?: { display_name: string }
    slash_commands?: { command: string; description: string; usage_hint?: string; should_escape?: boolean }[]
    shortcuts?: { name: string; type: 'message' | 'global'; callback_id: string; description: string }[]
  }
  oauth_config?: { scopes?: { bot?: string[]; bot_optional?: string[] } }
  settings?: { event_subscriptions?: { bot_events?: string[] }; token_rotation_enabled?: boolean }
}

const manifestFile = new URL('manifest.yml', projectRoot)

/** The file as it was last read; parsing it takes 4 ms, and each workspace of the tests asks for it. */
let last: { text: string; manifest: Manifest } | undefined

export function readManifest(): Manifest {
  if (!existsSync(manifestFile)) return fallbackManifest
  const text = readFileSync(manifestFile, 'utf8')
  if (last?.text !== text) last = { text, manifest: parse(text) as Manifest }
  return structuredClone(last.manifest)
}

export function scopesOf(manifest: Manifest): string[] {
  return manifest.oauth_config?.scopes?.bot ?? []
}

/** Scopes that whoever installs the app may leave out. */
export function optionalScopesOf(manifest: Manifest): string[] {
  return manifest.oauth_config?.scopes?.bot_optional ?? []
}

export function isSubscribed(manifest: Manifest, event: string): boolean {
  return manifest.settings?.event_subscriptions?.bot_events?.includes(event) ?? false
}

/** For an app that has no manifest yet: every tab, and the least scopes and events. */
const fallbackManifest: Manifest = {
  display_information: { name: 'Forthright' },
  features: {
    app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
    bot_user: { display_name: 'forthright' },
    slash_commands: [],
    shortcuts: [],
  },
  oauth_config: { scopes: { bot: ['commands', 'chat:write', 'im:write', 'im:history', 'users:read'] } },
  settings: {
    event_subscriptions: {
      bot_events: ['app_home_opened', 'app_uninstalled', 'tokens_revoked', 'user_change'],
    },
  },
}
