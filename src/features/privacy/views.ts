/** Every sentence about what is stored, exported and forgotten. */
import type { KnownBlock } from '@slack/types'
import { actions, button, context, section, textMessage, type Message } from '../../slack/blocks.ts'
import { linkMinutes } from './limits.ts'

const colleagues =
  '*Your colleagues* see a promise only if they are in it: the one who gave it, the one who receives it, and how it ended ' +
  'for a witness who said yes. They see your circle only if they are in it, your answers only if they asked for them, ' +
  'and what you write in a group only if they are in it. Nobody sees your aims. ' +
  'Of a pulse, those who belong to its channel see sums, and only of five answers or more. ' +
  'No colleague, manager or workspace owner has a view of their own here.'

const slack =
  '*Slack* stores the messages that I send you, as it stores any message, by the rules of your workspace; an owner may be ' +
  'able to export them. What people answer to a question never stands in a message, only in a window that Slack does not keep.'

/** What is stored, for how long, and who can see it. */
export function privacyMessage(retentionMonths: number): Message {
  const text = 'What I store about you, for how long, and who can see it'
  return {
    text,
    blocks: [
      section(`*${text}*`),
      section(
        'Your name, time zone and language as Slack gives them, and your settings. The promises that you gave or receive, ' +
          'with their history. Whom you asked into your circle and whose you are in. Questions, answers, notes to yourself. ' +
          'What you wrote in a group, and your aims. ' +
          'What you call a colleague, which you alone read; thanks, what you value, the goals that you share, and with whom you look at numbers. ' +
          'That you were asked in the pulse of a channel, and that you responded; your answer itself is only added up. ' +
          'When I told you something, but not the words.',
      ),
      section(
        `*How long:* a closed promise with its history, a question or a pulse that has closed and an answer that was dealt with are erased after ${monthsInWords(retentionMonths)}, ` +
          'and so is what I noted of messages sent. The rest stays until you ask me to forget you, or 30 days after the app is taken out of the workspace.',
      ),
      section(colleagues),
      section(
        '*Who runs this server* can read who promised whom, when, and how it ended. What people write stands in the database encrypted, which helps against ' +
          'a stolen copy, not against somebody who has the key as well. An answer without a name is stored without its writer.',
      ),
      section(slack),
      actions(button('Export my data', 'privacy.export', ''), button('Forget me…', 'privacy.forget_ask', '')),
    ],
  }
}

function monthsInWords(months: number): string {
  return months === 1 ? 'one month' : `${months} months`
}

/** Shown before anything is done. */
export function forgetQuestion(): Message {
  return {
    text: 'Forget me?',
    blocks: [
      section('*Forget me?*'),
      section(
        'Your open promises are let go, and the other side of each is told once. You leave every circle and group, and your open questions close. ' +
          'Then your name, your id and everything you wrote go from my tables: promises, notes, thanks, answers, questions, settings.',
      ),
      section(
        'Colleagues keep their record of a promise with you, without your name and your words: it then reads “someone who left”. ' +
          'What they wrote themselves stays, even where it names you. Answers that you gave without your name carry none, so I cannot find them. ' +
          'Messages that Slack already shows stay in Slack.',
      ),
      ...forgetButtons,
      context('This cannot be undone. You may start anew at any time.'),
    ],
  }
}

const forgetButtons: KnownBlock[] = [
  actions(
    button('Forget me', 'privacy.forget', '', {
      style: 'danger',
      confirm: {
        title: 'Forget me',
        text: 'Everything that you wrote here is erased. This cannot be undone.',
        yes: 'Forget me',
        no: 'Keep it',
      },
    }),
  ),
]

export function forgetDone(): Message {
  return textMessage(
    'You are forgotten here. The last rows go within a minute. Thank you for your time with us.',
  )
}

export function exportComing(): Message {
  return textMessage('Your export comes as files into this conversation. Only you can open them.')
}

/** Where files can't be sent and a page can be opened. */
export function exportLink(url: string): Message {
  return textMessage(
    `Your export: <${url}|open it>. The link opens once, within ${linkMinutes} minutes. Don't pass it on: whoever has it can open it.`,
  )
}

export function exportImpossible(): Message {
  return textMessage(
    'I may not send files in this workspace, and there is no page of mine that you could open. Please ask whoever runs this app for the scope `files:write`, or for the setting `PUBLIC_URL`.',
  )
}
