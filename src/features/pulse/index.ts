/**
 * The pulse: `/pulse` in a channel asks its people how safe it is to speak there. Who may see what is decided in
 * domain/pulse.ts, beside which earlier pulse one may stand in domain/compare.ts, and what is kept of answers in
 * domain/tally.ts.
 */
import type { Feature } from '../../feature.ts'
import { openPulseForm, passPulse, submitPulse } from './handlers/answer.ts'
import { closeEarly } from './handlers/close.ts'
import { runPulse } from './handlers/command.ts'
import { pulseHome, pulseTitles } from './handlers/home.ts'
import { promiseOutOfPulse, sendPulsePicture, showPulse } from './handlers/show.ts'
import { startPulse } from './handlers/start.ts'
import { pulseNudges } from './nudges.ts'
import { exportPulses } from './store/export.ts'
import { listUnknownMembers } from './store/pulse-ask-store.ts'
import { pulseRules } from './store/table-rules.ts'
import { help } from './views/help.ts'

export const pulse: Feature = {
  name: 'pulse',
  commands: { '/pulse': { help, run: runPulse, inChannel: true } },
  actions: {
    'pulse.start': { inChannel: startPulse, withPeople: true },
    'pulse.close': closeEarly,
    'pulse.answer': { readOnly: openPulseForm },
    'pulse.pass': passPulse,
    'pulse.show': { inChannel: showPulse },
    'pulse.picture': { inChannel: sendPulsePicture },
    'pulse.promise': { inChannel: promiseOutOfPulse, withPeople: true },
  },
  forms: { 'pulse.answer': submitPulse },
  reminders: 'pulses',
  nudges: pulseNudges,
  subjectTitles: pulseTitles,
  tables: pulseRules,
  exports: exportPulses,
  homeSections: pulseHome,
  wantedProfiles: listUnknownMembers,
}
