/**
 * Candor: once a week "what am I missing?" goes to people who said yes, and what they answer reaches the asker alone.
 * Who is asked and what becomes of answers without a name is decided in round.ts; how those are kept, in box.ts.
 */
import type { CommandCall, Feature, SubmissionCall, ActionCall, Reply } from '../../feature.ts'
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

/** `key` seals what people write to one another. */
export function candorWith(key: Buffer): Feature {
  const pressed = (act: (call: ActionCall, key: Buffer) => Promise<Reply>) => (call: ActionCall) =>
    act(call, key)
  const submitted = (act: (call: SubmissionCall, key: Buffer) => Promise<Reply>) => (call: SubmissionCall) =>
    act(call, key)
  return {
    name: 'candor',
    commands: { '/candor': { help, run } },
    actions: {
      'candor.ask': pressed(askThem),
      'candor.change': pressed(openChange),
      'candor.skip': pressed(skipRound),
      'candor.now': pressed(askNow),
      'candor.settings': openSettings,
      'candor.note': pressed(openNote),
      'candor.answer': pressed(openAnswer),
      'candor.nothing': pressed(sayNothing),
      'candor.later': pressed(answerLater),
      'candor.rewrite': pressed(openRewrite),
      'candor.withdraw': pressed(withdraw),
      'candor.hear': (call) => showInbox(call, key),
      'candor.page': pressed(turnPage),
      'candor.open': pressed(openOne),
      'candor.thank': pressed(outcomeButton('thanked')),
      'candor.heard': pressed(outcomeButton('heard')),
      'candor.back': pressed(openBack),
      'candor.reply': pressed(openReply),
      'candor.promise': pressed(toPromise),
      'candor.changed': pressed(sayChanged),
      'candor.accept': accept,
      'candor.decline': decline,
      'candor.write': openWrite,
    },
    forms: {
      'candor.answer': submitted(submitAnswer),
      'candor.rewrite': submitted(submitRewrite),
      'candor.change': submitted(submitChange),
      'candor.settings': submitted(submitSettings),
      'candor.questions': submitQuestions,
      'candor.note': submitted(submitNote),
      'candor.back': submitted(submitBack),
      'candor.reply': submitted(submitReply),
      'candor.write': submitted(submitWrite),
    },
    links: {
      answerBecamePromise: (call, { answerRef }) => promised(call, answerRef, key),
      startWeeklyQuestion: (call, { userId }) => startWeeklyQuestion({ ...call, key }, userId),
    },
    nudges: candorNudges(key),
    home: (call) => candorHome(call, key),
    encryptedColumns: [
      { table: 'candor_rounds', column: 'question' },
      { table: 'candor_answers', column: 'body' },
      { table: 'candor_boxes', column: 'sealed' },
      { table: 'candor_notes', column: 'body' },
    ],
    onLeave: (gone) => endForLeaver({ ...gone, key }, gone.userId),
    onMove: (moved) => moveToZone({ ...moved, key }, moved.userId),
  }

  async function run(call: CommandCall): Promise<Reply> {
    const intent = parseCandor(call.text)
    switch (intent.kind) {
      case 'status':
        return { say: { text: 'What am I missing?', blocks: await candorHome(call, key) } }
      case 'help':
        return {
          say: textMessage(
            usage(),
            context('What you are told is read by you alone, in a window of its own, never in a message.'),
          ),
        }
      case 'ask':
        return askNow(call, key)
      case 'settings':
        return openSettings(call)
      case 'questions':
        return openQuestions(call)
      case 'note':
        return openNote(call, key)
      case 'read':
        return showInbox(call, key)
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
}

function usage(): string {
  return help.map(({ usage: form, does }) => `\`${form}\` ${does}`).join('\n')
}
