/**
 * The rooms of the project in the order of their imports: a file imports from its own room and from those below it. Rooms
 * on one line know nothing of each other. `*` stands for one feature.
 */
export const order: readonly (readonly string[])[] = [
  ['src/main.ts', 'src/ops/doctor.ts', 'src/time/due-date/read.ts'],
  ['playground/'],
  ['playground/page/assets.ts', 'playground/page/client/'],
  ['playground/pretend-slack/'],
  ['playground/api.ts', 'playground/act.ts'],
  ['src/service.ts'],
  ['src/service-parts.ts'],
  ['src/slack-connection.ts', 'src/heartbeat-pass.ts'],
  ['src/app/'],
  ['src/nudges/delivery/', 'src/ops/'],
  ['src/features/index.ts'],
  ['src/features/*/index.ts'],
  ['src/features/*/'],
  ['src/features/*/handlers/'],
  ['src/features/*/views/'],
  ['src/features/*/store/'],
  ['src/features/*/domain/'],
  ['src/feature.ts'],
  ['src/circles/', 'src/anonymity/'],
  ['src/nudges/'],
  ['src/people/'],
  ['src/workspaces/'],
  ['src/slack/'],
  ['src/pictures/'],
  ['src/config.ts', 'src/context.ts'],
  ['src/time/'],
  ['src/db/'],
  ['src/wait-at-start.ts'],
  ['src/paths.ts', 'src/start-error.ts'],
]

const rooms = order.flatMap((line, level) =>
  line.map((room) => ({
    room,
    level,
    pattern: new RegExp(`^${room.replaceAll('.', '\\.').replace('*', '\\w+')}`),
  })),
)

/** The most exact room that holds a file; undefined = none, which a test forbids. */
export function roomOf(file: string): { room: string; level: number } | undefined {
  return rooms
    .filter(({ pattern }) => pattern.test(file))
    .toSorted((a, b) => b.room.length - a.room.length)[0]
}

/** Rooms whose files decide or word things from what they are given, and touch nothing outside. */
export const pureRooms =
  /^src\/(features\/\w+\/(domain|views)\/|anonymity\/groups\.ts|time\/(?!clock\.ts|due-date\/read\.ts))/

/** What a pure room never reaches when the program runs, not even by a file between. */
export const impure =
  /^(kysely|pg|pino|@slack\/(bolt|oauth|web-api)|node:(?!crypto).*|undici|@resvg\/resvg-js|src\/time\/clock\.ts)$/

export function featureOf(file: string): string | undefined {
  return /^src\/features\/(\w+)\//.exec(file)?.[1]
}
