import type { Generated } from 'kysely'
import type { Change, Outcome } from '../domain/answer.ts'
import type { OfferState } from '../domain/offer.ts'
import type { AskState, Anonymity, InPerson, RoundState } from '../domain/round.ts'
import type { Cadence } from '../domain/schedule.ts'

export interface CandorSchedulesTable {
  team_id: string
  user_id: string
  id: string
  weekday: Generated<number>
  at: Generated<string>
  cadence: Generated<Cadence>
  paused: Generated<boolean>
  autopilot: Generated<boolean>
  per_round: Generated<number>
  questions: Generated<string[]>
  next_on: string | null
  turn: Generated<number>
  begun: Generated<number>
  unanswered: Generated<number>
}

export interface CandorQuestionsTable {
  team_id: string
  questions: string[]
  changed_by: string
  changed_at: Date
}

export interface CandorRoundsTable {
  team_id: string
  id: string
  asker: string
  question: string
  state: RoundState
  /** Called `anonymity` in code. */
  nameless: Generated<Anonymity>
  parent: string | null
  begun_at: Date
  opened_at: Date | null
  closes_at: Date | null
  closed_at: Date | null
  late_until: Date | null
  own_line: string | null
  is_single: Generated<boolean>
}

export interface CandorAsksTable {
  team_id: string
  round_id: string
  ally: string
  id: string
  state: AskState
  may_be_anonymous: Generated<boolean>
  in_person: InPerson | null
}

/** The answers of a round without a name, encrypted as one text. */
export interface CandorBoxesTable {
  team_id: string
  round_id: string
  sealed: string
}

export interface CandorAnswersTable {
  team_id: string
  id: string
  round_id: string | null
  offer_id: string | null
  writer: string
  reader: string
  body: string
  given_at: Date
  read_at: Date | null
  outcome: Outcome | null
  settled_at: Date | null
  asked_back: string | null
  reply: string | null
  change: Change | null
  asks_again: Generated<boolean>
  change_again: Change | null
}

export interface CandorOffersTable {
  team_id: string
  id: string
  giver: string
  hearer: string
  state: OfferState
  offered_at: Date
  wanted_at: Date | null
}

export interface CandorNotesTable {
  team_id: string
  id: string
  user_id: string
  body: string
  written_at: Date
}

declare module '../../../db/database.ts' {
  interface Database {
    candor_schedules: CandorSchedulesTable
    candor_questions: CandorQuestionsTable
    candor_rounds: CandorRoundsTable
    candor_asks: CandorAsksTable
    candor_boxes: CandorBoxesTable
    candor_answers: CandorAnswersTable
    candor_offers: CandorOffersTable
    candor_notes: CandorNotesTable
  }
}
