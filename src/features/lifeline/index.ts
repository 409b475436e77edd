/**
 * Lifeline groups: three to eight colleagues, each in by their own yes, who write one aim and one step a month for one
 * another. `/circle together` asks one together; when it begins and ends is decided in domain/group.ts.
 */
import type { Feature } from '../../feature.ts'
import { accept, decline } from './handlers/answer.ts'
import { gather } from './handlers/gather.ts'
import {
  leave,
  leaveAllGroups,
  lifelineHome,
  openRead,
  openWrite,
  promiseStep,
  submitWrite,
} from './handlers/month.ts'
import { maxLine } from './domain/group.ts'
import { lifelineNudges } from './nudges.ts'
import { exportLifeline } from './store/export.ts'
import { lifelineRules } from './store/table-rules.ts'

export const lifeline: Feature = {
  name: 'lifeline',
  actions: {
    'lifeline.yes': accept,
    'lifeline.no': decline,
    'lifeline.write': openWrite,
    'lifeline.read': openRead,
    'lifeline.promise': promiseStep,
    'lifeline.leave': leave,
  },
  forms: { 'lifeline.write': submitWrite },
  textLimits: { aim: maxLine, step: maxLine },
  links: { gatherGroup: gather },
  reminders: 'the monthly step in a group',
  nudges: lifelineNudges,
  homeSections: lifelineHome,
  tables: lifelineRules,
  exports: exportLifeline,
  onLeave: leaveAllGroups,
}
