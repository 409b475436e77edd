/** What candor holds of one person, for their export. */
import { decryptOr, aadOf } from '../../../db/encryption.ts'
import { sql } from 'kysely'
import type { Scope } from '../../../db/database.ts'
import { parseAnswers } from '../domain/anonymous-answers.ts'
import { bodyFromText } from '../domain/answer.ts'
import { findSchedule } from './schedule-store.ts'

export interface CandorExport {
  weeklyQuestion: object | undefined
  questionsAsked: readonly object[]
  questionsPutToMe: readonly object[]
  answersGiven: readonly object[]
  answersReceived: readonly object[]
  answersNotOpened: number
  offers: readonly object[]
  notes: readonly object[]
}

/** Answers to them that they have not opened are a number; how a colleague responded to a question is not in it. */
export async function exportCandor(scope: Scope, userId: string): Promise<CandorExport> {
  const received = await answers(scope, sql`reader = ${userId}`)
  const isOpened = (row: AnswerRow) => row.read_at !== null || row.outcome !== null
  return {
    weeklyQuestion: await findSchedule(scope, userId),
    questionsAsked: await questionsAsked(scope, userId),
    questionsPutToMe: await questionsPutTo(scope, userId),
    answersGiven: (await answers(scope, sql`writer = ${userId}`)).map((row) => readAnswer(scope, row)),
    answersReceived: received.filter(isOpened).map((row) => readAnswer(scope, row)),
    answersNotOpened: received.filter((row) => !isOpened(row)).length,
    offers: await rows(
      scope,
      sql`
      select giver, hearer, state, offered_at, wanted_at from candor_offers
      where team_id = ${scope.teamId} and (giver = ${userId} or hearer = ${userId}) order by offered_at`,
    ),
    notes: (
      await rows<{ id: string; body: string; written_at: Date }>(
        scope,
        sql`
        select id, body, written_at from candor_notes
        where team_id = ${scope.teamId} and user_id = ${userId} order by written_at`,
      )
    ).map(({ id, body, written_at }) => ({
      text: read(scope, ['candor_notes', 'body'], id, body),
      written_at,
    })),
  }
}

interface RoundRow {
  id: string
  asker: string
  question: string
  own_line: string | null
  opened_at: Date | null
  closed_at: Date | null
  nameless: string
  sealed: string | null
  asked: string[]
}

async function questionsAsked(scope: Scope, userId: string): Promise<object[]> {
  const found = await rows<RoundRow>(
    scope,
    sql`
    select r.id, r.question, r.own_line, r.opened_at, r.closed_at, r.nameless, b.sealed,
      array(select a.ally from candor_asks a where a.team_id = r.team_id and a.round_id = r.id order by a.ally) as asked
    from candor_rounds r left join candor_boxes b on b.team_id = r.team_id and b.round_id = r.id
    where r.team_id = ${scope.teamId} and r.asker = ${userId} order by r.begun_at`,
  )
  return found.map(({ id, question, own_line, opened_at, closed_at, nameless, sealed, asked }) => ({
    question: read(scope, ['candor_rounds', 'question'], id, question),
    ownLine: own_line && read(scope, ['candor_rounds', 'own_line'], id, own_line),
    opened_at,
    closed_at,
    asked,
    withoutName: nameless === 'released' && sealed ? withoutName(scope, id, sealed) : undefined,
  }))
}

/** Those that the asker has dealt with; the others are a number, as with signed ones. */
function withoutName({ cipher, teamId }: Scope, roundId: string, sealed: string): object {
  const open = () => parseAnswers(cipher.decrypt(sealed, aadOf('candor_boxes', 'sealed', teamId, roundId)))
  const all = decryptOr(open, [])
  const heard = all.filter(({ outcome }) => outcome !== undefined)
  return { answers: heard.map(({ body }) => body), notOpened: all.length - heard.length }
}

interface PutToMe {
  id: string
  asker: string
  question: string
  own_line: string | null
  opened_at: Date
  state: string
  in_person: string | null
}

async function questionsPutTo(scope: Scope, userId: string): Promise<object[]> {
  const found = await rows<PutToMe>(
    scope,
    sql`
    select r.id, r.asker, r.question, r.own_line, r.opened_at, a.state, a.in_person
    from candor_asks a join candor_rounds r on r.team_id = a.team_id and r.id = a.round_id
    where a.team_id = ${scope.teamId} and a.ally = ${userId} and a.state <> 'chosen' order by r.opened_at`,
  )
  return found.map(({ id, asker, question, own_line, opened_at, state, in_person }) => ({
    asker,
    question: read(scope, ['candor_rounds', 'question'], id, question),
    ownLine: own_line && read(scope, ['candor_rounds', 'own_line'], id, own_line),
    opened_at,
    state,
    in_person,
  }))
}

interface AnswerRow {
  id: string
  writer: string
  reader: string
  body: string
  given_at: Date
  read_at: Date | null
  outcome: string | null
  asked_back: string | null
  reply: string | null
  change: string | null
  asks_again: boolean
  change_again: string | null
}

function answers(scope: Scope, which: ReturnType<typeof sql>): Promise<AnswerRow[]> {
  return rows<AnswerRow>(
    scope,
    sql`
    select id, writer, reader, body, given_at, read_at, outcome, asked_back, reply, change, asks_again, change_again
    from candor_answers where team_id = ${scope.teamId} and ${which} order by given_at`,
  )
}

function readAnswer(scope: Scope, { id, body, asked_back, reply, ...rest }: AnswerRow): object {
  const text = read(scope, ['candor_answers', 'body'], id, body)
  return {
    ...rest,
    ...(text === undefined ? { answer: undefined } : bodyFromText(text)),
    askedBack: asked_back && read(scope, ['candor_answers', 'asked_back'], id, asked_back),
    reply: reply && read(scope, ['candor_answers', 'reply'], id, reply),
  }
}

function read(
  { cipher, teamId }: Scope,
  [table, column]: [table: string, column: string],
  id: string,
  encrypted: string,
): string | undefined {
  return decryptOr(() => cipher.decrypt(encrypted, aadOf(table, column, teamId, id)), undefined)
}

async function rows<Row extends object>({ db }: Scope, query: ReturnType<typeof sql>): Promise<Row[]> {
  return (await query.execute(db)).rows as Row[]
}
