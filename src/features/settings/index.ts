/**
 * /forthright: help for everything, a person's own hours and switches, and why they did or did not hear something.
 * Also the off switch that every reminder carries, and the pages of App Home.
 */
import type { Feature } from '../../feature.ts'
import { runCommand } from './handlers/command.ts'
import { settingsHome, turnPage } from './handlers/home.ts'
import { submitNoMore } from './handlers/no-more.ts'
import { switchOff } from './handlers/off-switch.ts'
import { openSettings, saveSettings } from './handlers/settings.ts'
import { switchOn } from './handlers/switch-on.ts'
import { catalogOf } from './handlers/catalog.ts'
import { help } from './views/help.ts'

/** `others` are the features whose help and switches are shown here. */
export function settingsWith(others: readonly Feature[]): Feature {
  const catalog = catalogOf(others)
  return {
    name: 'settings',
    // The off switch that every message carries.
    openToOutsiders: { butNot: ['settings.open', 'settings.save', 'home.page'] },
    commands: { '/forthright': { help, run: (call) => runCommand(call, catalog) } },
    actions: {
      'nudges.off': (call) => switchOff(call, catalog),
      'settings.open': (call) => openSettings(call, catalog),
      'settings.back': (call) => switchOn(call, catalog),
      'home.page': turnPage,
    },
    forms: {
      'settings.save': (call) => saveSettings(call, catalog),
      'settings.no_more': (call) => submitNoMore(call, catalog),
    },
    homeSections: (call) => settingsHome(call, catalog),
  }
}
