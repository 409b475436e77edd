/**
 * Aims: up to three lines on what somebody wants to build or learn, shown to nobody, and at most one introduction a month
 * to a colleague whose aims share words with them. Who is matched is decided in domain/match.ts.
 */
import type { Feature } from '../../feature.ts'
import { openAims, stopLooking, submitAims } from './handlers/aims.ts'
import {
  acceptIntroduction,
  askSecond,
  declineIntroduction,
  dropIntroduction,
  findSomebody,
} from './handlers/introduce.ts'
import { maxLine } from './domain/introduction.ts'
import { look } from './handlers/search.ts'
import { aimNudges } from './nudges.ts'
import { exportAims } from './store/export.ts'
import { closeAims } from './store/aim-store.ts'
import { aimRules } from './store/table-rules.ts'

export const aims: Feature = {
  name: 'aims',
  actions: {
    'aims.find': findSomebody,
    'aims.ask': askSecond,
    'aims.drop': dropIntroduction,
    'aims.yes': acceptIntroduction,
    'aims.no': declineIntroduction,
    'aims.stop': stopLooking,
  },
  forms: { 'aims.save': submitAims },
  textLimits: { line0: maxLine, line1: maxLine, line2: maxLine },
  links: { openAims: (call, { find }) => (find ? findSomebody(call) : openAims(call)) },
  reminders: 'introductions',
  nudges: [...aimNudges, look],
  tables: aimRules,
  exports: exportAims,
  onLeave: (change) => closeAims(change, change.userId),
}
