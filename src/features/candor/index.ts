/**
 * Candor: once a week "what am I missing?" goes to people who said yes, and only the asker reads their answers. Who is
 * asked, and whether answers without a name are released, is decided in domain/round.ts; how such answers are kept, in
 * domain/anonymous-answers.ts.
 */
import type { CommandCall, Feature, Reply } from '../../feature.ts'
import { answerLater, openAnswer, sayNothing, submitAnswer } from './handlers/answer.ts'
import { askNow, askThem, openChange, openOwn, skipRound, submitChange, submitOwn } from './handlers/ask.ts'
import { openAskOne, submitAskOne } from './handlers/ask-one.ts'
import { askAgain, sayChanged } from './handlers/changed.ts'
import { openRewrite, submitRewrite, withdraw } from './handlers/change-answer.ts'
import {
  openNote,
  openQuestions,
  openSettings,
  restoreQuestions,
  submitNote,
  submitQuestions,
  submitSettings,
} from './handlers/choices.ts'
import { openBack, openReply, submitBack, submitReply } from './handlers/follow-up.ts'
import { candorHome, candorStatus } from './handlers/home.ts'
import { agreeInPerson, askInWriting, offerInPerson, tellInPerson } from './handlers/in-person.ts'
import { openOne, showInbox, turnPage } from './handlers/inbox.ts'
import { accept, decline, offer, openWrite, submitWrite } from './handlers/offer.ts'
import { outcomeButton, promised, toPromise } from './handlers/outcome.ts'
import { startWeeklyQuestion } from './handlers/weekly-timer.ts'
import { answerLimits } from './domain/answer.ts'
import { maxOwnLine, maxQuestion } from './domain/question.ts'
import { parseCandor } from './domain/parse.ts'
import { candorNudges } from './nudges.ts'
import { endForLeaver, moveToZone } from './person-changes.ts'
import { countCandorDealings } from './store/dealings.ts'
import { exportCandor } from './store/export.ts'
import { candorRules } from './store/table-rules.ts'
import { help, helpMessage, unknownWord } from './views/help.ts'
import { oneAtATime } from './views/offer-replies.ts'

export const candor: Feature = {
  name: 'candor',
  isForMembers: true,
  commands: { '/candor': { help, run } },
  actions: {
    'candor.ask': askThem,
    'candor.change': openChange,
    'candor.skip': skipRound,
    'candor.now': askNow,
    'candor.settings': openSettings,
    'candor.note': openNote,
    'candor.own': openOwn,
    'candor.answer': { readOnly: openAnswer },
    'candor.in_person': offerInPerson,
    'candor.told': tellInPerson,
    'candor.in_person_yes': agreeInPerson,
    'candor.in_writing': askInWriting,
    'candor.nothing': sayNothing,
    'candor.later': { readOnly: answerLater },
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
    'candor.ask_again': askAgain,
    'candor.accept': accept,
    'candor.decline': decline,
    'candor.write': openWrite,
  },
  forms: {
    'candor.answer': submitAnswer,
    'candor.rewrite': submitRewrite,
    'candor.change': submitChange,
    'candor.own': submitOwn,
    'candor.ask_one': submitAskOne,
    'candor.settings': submitSettings,
    'candor.questions': submitQuestions,
    'candor.note': submitNote,
    'candor.back': submitBack,
    'candor.reply': submitReply,
    'candor.write': submitWrite,
  },
  textLimits: {
    answer: answerLimits.answer,
    situation: answerLimits.prompt,
    effect: answerLimits.prompt,
    instead: answerLimits.prompt,
    question: maxQuestion,
    own: maxOwnLine,
    'candor.back text': maxQuestion,
  },
  links: {
    answerBecamePromise: (call, { answerRef }) => promised(call, answerRef),
    restoreQuestions: (call, { questions }) => restoreQuestions(call, questions),
    startWeeklyQuestion: (call, { userId }) => startWeeklyQuestion(call, userId),
  },
  reminders: 'the weekly question',
  nudges: candorNudges,
  homeSections: candorHome,
  tables: candorRules,
  exports: exportCandor,
  dealings: countCandorDealings,
  onLeave: (change) => endForLeaver(change, change.userId),
  onMove: (change) => moveToZone(change, change.userId),
}

async function run(call: CommandCall): Promise<Reply> {
  const intent = parseCandor(call.text)
  switch (intent.kind) {
    case 'status':
      return { say: await candorStatus(call) }
    case 'help':
      return { say: helpMessage() }
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
    case 'ask_one':
      return openAskOne(call, intent.mention, intent.question)
    case 'offer':
      return offer(call, intent.mention, intent.hasMoreWords)
    case 'several':
      return { say: oneAtATime() }
    case 'unknown':
      return { say: unknownWord(intent.word) }
    default:
      return intent satisfies never
  }
}
