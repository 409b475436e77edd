/**
 * /forthright: help for everything, a person's own hours and switches, and why they did or did not hear something.
 * Also the off switch that every reminder carries, and the pages of App Home.
 */
import type { Feature } from '../../feature.ts'
import { openDaysOff, submitDaysOff, undoChange } from './handlers/days-off.ts'
import { runForthrightCommand } from './handlers/command.ts'
import { settingsHome, turnPage } from './handlers/home.ts'
import { submitNoMore } from './handlers/no-more.ts'
import { switchOff } from './handlers/off-switch.ts'
import { openSettings, saveSettings } from './handlers/settings.ts'
import { switchOn } from './handlers/switch-on.ts'
import { catalogOf } from './handlers/catalog.ts'
import { help } from './views/help.ts'

/** What the one who presses has or changes here, and people from outside do not. */
const ofMembers = [
  'settings.open',
  'settings.save',
  'settings.days_off_form',
  'settings.days_off',
  'settings.undo_change',
  'home.page',
]

/** `others` are the features whose help and switches are shown here. */
export function settingsWith(others: readonly Feature[]): Feature {
  const catalog = catalogOf(others)
  return {
    name: 'settings',
    // The off switch that every message carries.
    openToOutsiders: { butNot: ofMembers },
    commands: { '/forthright': { help, run: (call) => runForthrightCommand(call, catalog) } },
    actions: {
      'nudges.off': (call) => switchOff(call, catalog),
      'settings.open': (call) => openSettings(call, catalog),
      'settings.days_off_form': openDaysOff,
      'settings.undo_change': undoChange,
      'settings.back': (call) => switchOn(call, catalog),
      'home.page': turnPage,
    },
    forms: {
      'settings.save': (call) => saveSettings(call, catalog),
      'settings.days_off': submitDaysOff,
      'settings.no_more': (call) => submitNoMore(call, catalog),
    },
    homeSections: (call) => settingsHome(call, catalog),
  }
}
