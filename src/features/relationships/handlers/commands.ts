/** What is typed after `/people` and `/between`. */
import type { CommandCall, Reply } from '../../../feature.ts'
import { textMessage } from '../../../slack/blocks.ts'
import { parseBetween, parsePeople } from '../domain/parse.ts'
import { nameOneForBetween } from '../views/between-messages.ts'
import { betweenHelp, betweenHelpMessage, peopleHelp, peopleHelpMessage, unknownWord } from '../views/help.ts'
import { endTyped, showSharings, showOrInvite } from './between.ts'
import type { ReadDealings } from './dealings.ts'
import { showAllies, showMirror } from './mirror.ts'
import { labelTyped, nameOneReply, showPeople } from './people.ts'
import { openValues } from './values.ts'

export function peopleCommand(read: ReadDealings): (call: CommandCall) => Promise<Reply> {
  const mirror = showMirror(read)
  const allies = showAllies(read)
  return async (call) => {
    const intent = parsePeople(call.text)
    switch (intent.kind) {
      case 'people':
        return showPeople(call)
      case 'mirror':
        return mirror(call, 'weeks')
      case 'year':
        return mirror(call, 'year')
      case 'allies':
        return allies(call)
      case 'aims':
      case 'find':
        return { next: { to: 'openAims', input: { find: intent.kind === 'find' } } }
      case 'values':
        return openValues(call)
      case 'help':
        return { say: peopleHelpMessage() }
      case 'label':
        return labelTyped(call, intent)
      case 'which':
        return nameOneReply()
      case 'unknown':
        return { say: unknownWord(intent.word, peopleHelp) }
      default:
        return intent satisfies never
    }
  }
}

export function betweenCommand(read: ReadDealings): (call: CommandCall) => Promise<Reply> {
  const showOrAsk = showOrInvite(read)
  return async (call) => {
    const intent = parseBetween(call.text)
    switch (intent.kind) {
      case 'list':
        return showSharings(call)
      case 'help':
        return { say: betweenHelpMessage() }
      case 'show':
        return showOrAsk(call, intent.named)
      case 'end':
        return endTyped(call, intent.named)
      case 'which':
        return { say: textMessage(nameOneForBetween) }
      case 'unknown':
        return { say: unknownWord(intent.word, betweenHelp) }
      default:
        return intent satisfies never
    }
  }
}
