/**
 * Candor: once a week "what am I missing?" goes to people who said yes, and what they answer reaches the asker alone.
 * Who is asked and what becomes of answers without a name is decided in round.ts; how those are kept, in box.ts.
 */
import type { CommandCall, Feature, Reply } from '../../feature.ts'
import { context, textMessage } from '../../slack/blocks.ts'
import { escape, shorten } from '../../slack/mrkdwn.ts'
import {
  answerLater,
  openAnswer,
  openRewrite,
  sayNothing,
  submitAnswer,
  submitRewrite,
  withdraw,
} from './handlers/ally-handlers.ts'
import {
  askNow,
  askThem,
  openChange,
  openNote,
  openQuestions,
  openSettings,
  skipRound,
  submitChange,
  submitNote,
  submitQuestions,
  submitSettings,
} from './handlers/asker-handlers.ts'
import { openBack, openReply, submitBack, submitReply } from './handlers/follow-up.ts'
import { showInbox, openOne, turnPage } from './handlers/inbox.ts'
import { candorHome } from './handlers/home.ts'
import { moveToZone, endForLeaver } from './person-changes.ts'
import { candorNudges } from './nudges.ts'
import { promised, sayChanged, outcomeButton, toPromise } from './handlers/outcome.ts'
import { accept, decline, offer, openWrite, submitWrite } from './handlers/offer-handlers.ts'
import { exportCandor } from './store/export.ts'
import { candorRules } from './store/table-rules.ts'
import { parseCandor } from './domain/parse.ts'
import { startWeeklyQuestion } from './handlers/weekly-timer.ts'

const help = [
  { usage: '/candor', does: 'shows your weekly question and what waits for you' },
  { usage: '/candor ask now', does: 'asks your circle without waiting for the day' },
  { usage: '/candor read', does: 'opens what you were told' },
  { usage: '/candor settings', does: 'day, time, how often, pause, your own questions' },
  { usage: '/candor questions', does: 'the questions of this workspace' },
  { usage: '/candor @colleague', does: 'offers feedback; you write it after their yes' },
  { usage: '/candor note', does: 'a note to yourself that only you read' },
  { usage: '/candor help', does: 'shows this' },
] as const

export const candor: Feature = {
  name: 'candor',
  commands: { '/candor': { help, run } },
  actions: {
    'candor.ask': askThem,
    'candor.change': openChange,
    'candor.skip': skipRound,
    'candor.now': askNow,
    'candor.settings': openSettings,
    'candor.note': openNote,
    'candor.answer': openAnswer,
    'candor.nothing': sayNothing,
    'candor.later': answerLater,
    'candor.rewrite': openRewrite,
    'candor.withdraw': withdraw,
    'candor.hear': (call) => showInbox(call),
    'candor.page': turnPage,
    'candor.open': openOne,
    'candor.thank': outcomeButton('thanked'),
    'candor.heard': outcomeButton('heard'),
    'candor.back': openBack,
    'candor.reply': openReply,
    'candor.promise': toPromise,
    'candor.changed': sayChanged,
    'candor.accept': accept,
    'candor.decline': decline,
    'candor.write': openWrite,
  },
  forms: {
    'candor.answer': submitAnswer,
    'candor.rewrite': submitRewrite,
    'candor.change': submitChange,
    'candor.settings': submitSettings,
    'candor.questions': submitQuestions,
    'candor.note': submitNote,
    'candor.back': submitBack,
    'candor.reply': submitReply,
    'candor.write': submitWrite,
  },
  links: {
    answerBecamePromise: (call, { answerRef }) => promised(call, answerRef),
    startWeeklyQuestion: (call, { userId }) => startWeeklyQuestion(call, userId),
  },
  nudges: candorNudges,
  home: candorHome,
  tables: candorRules,
  exports: exportCandor,
  encryptedColumns: [
    { table: 'candor_rounds', column: 'question' },
    { table: 'candor_answers', column: 'body' },
    { table: 'candor_boxes', column: 'sealed' },
    { table: 'candor_notes', column: 'body' },
  ],
  onLeave: (change) => endForLeaver(change, change.userId),
  onMove: (change) => moveToZone(change, change.userId),
}

async function run(call: CommandCall): Promise<Reply> {
  const intent = parseCandor(call.text)
  switch (intent.kind) {
    case 'status':
      return { say: { text: 'What am I missing?', blocks: await candorHome(call) } }
    case 'help':
      return {
        say: textMessage(
          usage(),
          context('What you are told is read by you alone, in a window of its own, never in a message.'),
        ),
      }
    case 'ask':
      return askNow(call)
    case 'settings':
      return openSettings(call)
    case 'questions':
      return openQuestions(call)
    case 'note':
      return openNote(call)
    case 'read':
      return showInbox(call)
    case 'offer':
      return offer(call, intent.mention)
    case 'several':
      return {
        say: textMessage('Feedback is offered to one person at a time. For example: `/candor @colleague`'),
      }
    case 'unknown':
      return {
        say: textMessage(
          `I don't know "${escape(shorten(intent.word, 40))}". This is what I can do:\n${usage()}`,
        ),
      }
    default:
      return intent satisfies never
  }
}

function usage(): string {
  return help.map(({ usage: form, does }) => `\`${form}\` ${does}`).join('\n')
}
