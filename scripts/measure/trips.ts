/** How far a reader goes from where something begins to where it ends, in files, along the imports. */
import { chainBetween, type Graph } from './graph.ts'

/** The files that hold a step of the way, in the order in which the program runs through them. */
export interface Trip {
  name: string
  stops: readonly string[]
  /** The most that is allowed. */
  most: number
}

/** From the list of all features to the function that answers each command. */
export const commandTrips: readonly Trip[] = [
  trip('/promise', 2, 'src/features/promises/handlers/command.ts'),
  trip('/candor', 2, 'src/features/candor/handlers/offer.ts'),
  trip('/circle', 2, 'src/features/circle/invite.ts'),
  trip('/forthright', 2, 'src/features/settings/handlers/command.ts'),
]

function trip(command: string, most: number, handler: string): Trip {
  return { name: `${command} to its handler`, most, stops: ['src/features/index.ts', handler] }
}

export const wayIn: Trip = {
  name: 'the text of /promise to its stored row',
  most: 10,
  stops: [
    'src/app/receiver.ts',
    'src/app/bolt.ts',
    'src/app/request.ts',
    'src/app/dispatch.ts',
    'src/features/promises/index.ts',
    'src/features/promises/handlers/command.ts',
    'src/features/promises/handlers/create-from-text.ts',
    'src/time/due-date/index.ts',
    'src/features/promises/handlers/create.ts',
    'src/features/promises/store/insert-promises.ts',
  ],
}

export const wayOut: Trip = {
  name: 'one nudge from the heartbeat to its post',
  most: 12,
  stops: [
    'src/nudges/delivery/heartbeat.ts',
    'src/nudges/delivery/due-work.ts',
    'src/nudges/delivery/workspace-worker.ts',
    'src/nudges/delivery/pass.ts',
    'src/nudges/delivery/claim.ts',
    'src/nudges/delivery/deliver-batch.ts',
    'src/nudges/delivery/render.ts',
    'src/features/promises/nudges.ts',
    'src/nudges/delivery/select-due.ts',
    'src/nudges/delivery/send-policy.ts',
    'src/nudges/delivery/send-dm.ts',
    'src/slack/messenger.ts',
  ],
}

/** Stops that are no files: the way was moved, and its list of stops was not. */
export function missingStops(graph: Graph, { stops }: Trip): string[] {
  return stops.filter((stop) => !graph.has(stop))
}

export function hopsOf(graph: Graph, { stops }: Trip): number {
  const chain = chainBetween(graph, stops[0]!, stops.at(-1)!)
  return chain ? chain.length - 1 : Number.POSITIVE_INFINITY
}

/**
 * The files that are read on the way: the stops, and whatever lies on the shortest chain of imports from an earlier stop
 * to the next. A stop that nothing before it imports was registered with the one before, as features and kinds are.
 */
export function filesOf(graph: Graph, { stops }: Trip): string[] {
  const read: string[] = []
  for (const stop of stops) {
    const chains = read.flatMap((file) => [chainBetween(graph, file, stop) ?? []])
    const shortest = chains.filter((chain) => chain.length > 0).toSorted((a, b) => a.length - b.length)[0]
    read.push(...(shortest ?? [stop]).filter((file) => !read.includes(file)))
  }
  return read
}
