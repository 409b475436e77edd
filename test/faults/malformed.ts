/** Bodies that Slack would never send, by number and reproducible: wrong types, missing parts, strange keys, broken text. */
export interface Body {
  body: string
  type: string
}

const json = 'application/json'
const form = 'application/x-www-form-urlencoded'

const strange: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  'x',
  '\u0000',
  '\ud800',
  '<!channel>',
  "'; drop table promises; --",
  [],
  [[]],
  [null],
  {},
  { __proto__: null },
  { constructor: { prototype: { admin: true } } },
]

/** Requests as Slack sends them, but of a workspace that does not exist: to be mutated. */
const shapes: readonly Record<string, unknown>[] = [
  {
    type: 'block_actions',
    team: { id: 'T0NOBODY' },
    user: { id: 'U0NOBODY' },
    trigger_id: '1.2',
    container: { type: 'message', message_ts: '1.2' },
    actions: [{ action_id: 'promises.claim', type: 'button', value: 'x', action_ts: '1.2' }],
  },
  {
    type: 'view_submission',
    team: { id: 'T0NOBODY' },
    user: { id: 'U0NOBODY' },
    view: {
      id: 'V1',
      type: 'modal',
      callback_id: 'promises.make',
      state: { values: { a: { b: { type: 'x' } } } },
    },
  },
  {
    type: 'message_action',
    callback_id: 'promises.from_message',
    team: { id: 'T0NOBODY' },
    user: { id: 'U0NOBODY' },
    trigger_id: '1.2',
    message: { ts: '1.2', text: 'hello' },
    channel: { id: 'C1' },
  },
  {
    type: 'event_callback',
    team_id: 'T0NOBODY',
    event_id: 'Ev1',
    event: {
      type: 'user_change',
      user: { id: 'U1', profile: {} },
      channel: 'C1',
      item: { channel: 'C1' },
      tab: 'home',
    },
    authorizations: [{ team_id: 'T0NOBODY', is_bot: true }],
  },
  { command: '/promise', team_id: 'T0NOBODY', user_id: 'U0NOBODY', text: 'x', trigger_id: '1.2' },
]

/** `teamId`: a workspace that is served; half of the requests that are no events claim to come from it, by an unknown user. */
export function malformed(number: number, teamId: string): Body {
  const plain = shapes[number % shapes.length]!
  const isServed = number % 2 === 0 && plain.type !== 'event_callback'
  const shape = isServed
    ? { ...plain, ...(plain.team ? { team: { id: teamId } } : { team_id: teamId }) }
    : plain
  const mutated = mutate(shape, number)
  const text = JSON.stringify(mutated) ?? 'undefined'
  switch (number % 7) {
    case 0:
      return { body: JSON.stringify(strange[number % strange.length]), type: json }
    case 1:
      return { body: text.slice(0, number % text.length), type: json }
    case 2:
      return { body: new URLSearchParams({ payload: text }).toString(), type: form }
    case 3:
      return { body: `payload=${text.slice(0, number % text.length)}`, type: form }
    case 4:
      return { body: new URLSearchParams(flat(mutated)).toString(), type: form }
    case 5:
      return { body: text, type: `${json}; charset=utf-8` }
    default:
      return { body: `{"__proto__":{"type":"block_actions"},"payload":${text}}`, type: json }
  }
}

/** Replaces or leaves out one or two parts of the shape, chosen by the number. */
function mutate(shape: Record<string, unknown>, number: number): Record<string, unknown> {
  const mutated = structuredClone(shape)
  const names = Object.keys(mutated)
  const first = names[Math.floor(number / 5) % names.length]!
  const value = strange[Math.floor(number / 11) % strange.length]
  const inner = mutated[first]
  if (number % 3 === 0) delete mutated[first]
  else if (number % 3 === 1 || typeof inner !== 'object' || inner === null) mutated[first] = value
  else {
    const parts = inner as Record<string, unknown>
    const keys = Object.keys(parts)
    parts[keys[number % keys.length]!] = value
  }
  return mutated
}

function flat(value: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, JSON.stringify(part) ?? '']))
}
