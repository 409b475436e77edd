/** Which promises a list shows. */

/** `mine` I gave; `owed` I am owed; `asked` requests without an answer, of me and by me, `asking` only by me; `slipped` from both sides; `open` all. */
export const filters = ['open', 'mine', 'owed', 'asked', 'asking', 'slipped', 'kept', 'closed'] as const
export type Filter = (typeof filters)[number]
