import { ActionError } from './pretend-slack/actor.ts'
import type { PretendSlack } from './pretend-slack/index.ts'
import { close, submit } from './pretend-slack/modals.ts'
import { press } from './pretend-slack/press.ts'
import { postMessage } from './pretend-slack/post-message.ts'
import { openHome, useShortcut } from './pretend-slack/home-and-shortcuts.ts'
import { resolveClockTarget } from './clock-targets.ts'
import { colleagues } from './pretend-slack/seed.ts'
import { speakForOthers } from './speak-for-others.ts'
import type { Act, ActResult, ClockTarget } from './act.ts'

/** What actions work on; `advance` and `reset` run exclusively. */
export interface ActionContext {
  slack: PretendSlack
  advance(to: Date): Promise<void>
  reset(): Promise<void>
  /** Waits until the app is idle. */
  settle(): Promise<void>
}

/** Runs an action of the page. An impossible one returns a sentence and changes nothing. */
export async function runAction(context: ActionContext, act: Act): Promise<ActResult> {
  try {
    await run(context, act)
    return { ok: true }
  } catch (error) {
    if (error instanceof ActionError) return { ok: false, error: error.message }
    throw error
  }
}

async function run(context: ActionContext, act: Act): Promise<unknown> {
  const { slack } = context
  switch (act.do) {
    case 'type':
      return postMessage(slack, { ...act, userId: act.as })
    case 'press':
      return press(slack, { ...act, userId: act.as })
    case 'submit':
      return submit(slack, act.as, act.viewId, act.values)
    case 'close':
      return close(slack, act.as, act.viewId)
    case 'shortcut':
      return useShortcut(slack, {
        userId: act.as,
        callbackId: act.callbackId,
        on: { channelId: act.channelId, ts: act.ts },
      })
    case 'openHome':
      return openHome(slack, act.as)
    case 'read':
      return read(slack, act.as, act.channelId)
    case 'dismiss':
      slack.notices = slack.notices.filter((notice) => notice.id !== act.id)
      return slack.changed()
    case 'clock':
      return moveClock(context, act.to, act.as)
    case 'person':
      return changePerson(slack, act)
    case 'fault':
      return slack.faults.plan(act.method, act.kind, act.times)
    case 'join':
      return join(slack, act.name)
    case 'speakForOthers':
      return speak(context, act.as)
    case 'reset':
      return context.reset()
    default:
      act satisfies never
      throw new ActionError('The playground does not know that action.')
  }
}

function read(slack: PretendSlack, userId: string, channelId: string): void {
  const channel = slack.world.channels.get(channelId)
  if (!channel?.memberIds.includes(userId)) throw new ActionError('That conversation is not yours.')
  const own = (slack.world.ephemerals.get(userId) ?? []).filter((message) => message.channelId === channelId)
  const last = [...(slack.world.messages.get(channelId) ?? []), ...own].map((message) => Number(message.ts))
  const upTo = Math.max(0, ...last).toFixed(6)
  if (slack.world.reads.get(`${channelId} ${userId}`) === upTo) return
  slack.world.reads.set(`${channelId} ${userId}`, upTo)
  slack.changed()
}

function join(slack: PretendSlack, name: string): void {
  const colleague = colleagues.find((one) => one.name === name)
  const isPresent = [...slack.world.people.values()].some((person) => person.name === name)
  if (!colleague || isPresent) throw new ActionError('Nobody of that name can be called in.')
  const [team] = slack.world.teams.keys()
  slack.join(team!, { locale: 'en-GB', displayName: colleague.realName!.split(' ', 1)[0]!, ...colleague })
}

async function speak(context: ActionContext, viewerId: string): Promise<void> {
  if ((await speakForOthers(context, viewerId)) > 0) return
  throw new ActionError(
    'Nobody else was invited or asked anything. Invite somebody to a circle, or ask them.',
  )
}

async function moveClock(context: ActionContext, to: ClockTarget, as: string | undefined): Promise<void> {
  const { slack } = context
  const zone = slack.world.people.get(as ?? '')?.tz ?? [...slack.world.people.values()][0]?.tz ?? 'UTC'
  const target = resolveClockTarget(to, slack.now(), zone)
  if (!target) throw new ActionError('That is not a time the clock can be moved to.')
  if (target <= slack.now())
    throw new ActionError('Time only moves forward here. To start afresh, reset the playground.')
  const year = 366 * 24 * 3600_000
  if (target.getTime() - slack.now().getTime() > year) throw new ActionError('A year at a time, please.')
  await context.advance(target)
}

function changePerson(
  slack: PretendSlack,
  { id, tz, locale, deleted }: Extract<Act, { do: 'person' }>,
): void {
  const person = slack.world.people.get(id)
  if (!person || person.isBot) throw new ActionError('Nobody of that id is here.')
  if (tz !== undefined && !isZone(tz)) throw new ActionError(`${tz} is not a time zone.`)
  slack.change(id, {
    ...(tz === undefined ? {} : { tz }),
    ...(locale === undefined ? {} : { locale }),
    ...(deleted === undefined ? {} : { deleted }),
  })
}

function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}
