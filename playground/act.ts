/** What the page asks the pretend Slack to do, types only: `POST /api/act` takes an `Act` and answers an `ActResult`. */
/** The state of a block's element, as Slack sends it in view.state.values and actions. */
export type ElementState = Record<string, unknown> & { type: string }

export type Act =
  | { do: 'type'; as: string; channelId: string; text: string; threadTs?: string }
  | {
      do: 'press'
      as: string
      where: Where
      blockId: string
      actionId: string
      element: ElementState
      /** The state of the other elements, as Slack sends it in `state.values` and `view.state.values`. */
      values?: Record<string, Record<string, ElementState>>
    }
  | { do: 'submit'; as: string; viewId: string; values: Record<string, Record<string, ElementState>> }
  | { do: 'close'; as: string; viewId: string }
  | { do: 'shortcut'; as: string; callbackId: string; channelId: string; ts: string }
  | { do: 'openHome'; as: string }
  | { do: 'read'; as: string; channelId: string }
  | { do: 'dismiss'; id: number }
  /** Mornings and Fridays are in the zone of the person `as`. */
  | { do: 'clock'; to: ClockTarget; as?: string }
  | { do: 'person'; id: string; tz?: string; locale?: string; deleted?: boolean }
  | { do: 'fault'; method: string; kind: Fault; times: number }
  /** Calls in one of the absent colleagues. */
  | { do: 'join'; name: string }
  /** Everybody but this person accepts invitations and answers questions. */
  | { do: 'speakForOthers'; as: string }
  | { do: 'reset' }

export type Fault =
  | '429'
  | '500-before'
  | '500-after'
  | 'drop-before'
  | 'drop-after'
  | 'cut-body'
  | 'hang'
  | 'hang-after'
  | 'fatal_error'
  | 'late-commit'
  /** Refused by this code. */
  | `refuse:${string}`

/** One of the two names, an instant with its offset, or the wall-clock time "yyyy-mm-ddThh:mm" in the zone of `as`. */
export type ClockTarget = 'next-morning' | 'next-friday-15' | (string & {})

/** The place of a pressed element. */
export type Where =
  | { kind: 'message'; channelId: string; ts: string }
  | { kind: 'view'; viewId: string }
  | { kind: 'home' }

/** `error` is a sentence for the person; nothing was changed. */
export type ActResult = { ok: true } | { ok: false; error: string }
