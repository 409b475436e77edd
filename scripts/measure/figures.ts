/** The figures that the layout of the code is held to, each with what was found and the most that is allowed. */
import { circlesOf, graphOf, misdirectedImports, type Graph } from './graph.ts'
import { groupBy } from '../../src/nudges/group-by.ts'
import type { MeasuredFunction } from './functions.ts'
import { featureOf } from './rooms.ts'
import type { Source } from './sources.ts'
import { commandTrips, filesOf, hopsOf, missingStops, wayIn, wayOut } from './trips.ts'

export interface Figure {
  name: string
  found: number
  most: number
  /** What exceeds, or what was counted. */
  which: string[]
}

export interface RoomFigures {
  room: string
  files: number
  fileP90: number
  functions: number
  functionP90: number
  functionMax: number
}

/** Files and functions are judged by these; the folders inside a feature are one room with it. */
const judgedRooms = [
  'src/app/',
  'src/circles/',
  'src/anonymity/',
  'src/db/',
  'src/features/candor/',
  'src/features/circle/',
  'src/features/promises/',
  'src/features/settings/',
  'src/nudges/delivery/',
  'src/nudges/',
  'src/ops/',
  'src/people/',
  'src/slack/',
  'src/time/due-date/',
  'src/time/',
  'src/workspaces/',
  'src/',
  'playground/page/',
  'playground/pretend-slack/',
  'playground/',
]

export const most = { fileLines: 150, functionLines: 40, longestFunction: 90, parameters: 4 }

export function isOwn({ file }: { file: string }): boolean {
  return /^(src|playground)\//.test(file)
}

export function roomFigures(sources: readonly Source[]): RoomFigures[] {
  const byRoom = groupBy(sources.filter(isOwn), ({ file }) =>
    judgedRooms.find((room) => file.startsWith(room))!,
  )
  return Array.from(byRoom, ([room, own]) => {
    const named = own.flatMap(({ functions }) => functions.filter(({ isNamed }) => isNamed))
    const lengths = named.map(({ lines }) => lines)
    return {
      room,
      files: own.length,
      fileP90: percentile90(own.map(({ lines }) => lines)),
      functions: named.length,
      functionP90: percentile90(lengths),
      functionMax: Math.max(0, ...own.flatMap(({ functions }) => functions.map(({ lines }) => lines))),
    }
  }).toSorted((a, b) => (a.room < b.room ? -1 : 1))
}

export function figures(sources: readonly Source[]): Figure[] {
  const own = sources.filter(isOwn)
  const graph = graphOf(own)
  const functions = own.flatMap((source) => source.functions.map((one) => ({ ...one, file: source.file })))
  const rooms = roomFigures(sources)
  return [
    worst('files: lines at p90, in the worst room', rooms, 'fileP90', most.fileLines),
    worst('functions: lines at p90, in the worst room', rooms, 'functionP90', most.functionLines),
    longest(functions),
    counted(
      'functions with more than four parameters',
      functions.filter(({ parameters }) => parameters > most.parameters).map(placeOf),
    ),
    counted(
      'circles of imports',
      circlesOf(graph).map((circle) => circle.join(', ')),
    ),
    counted('imports against the order of the rooms', misdirectedImports(graph)),
    counted('exports that nobody imports', unusedExports(sources)),
    counted('names that two files export', homonyms(own)),
    ...trips(graph),
  ]
}

function trips(graph: Graph): Figure[] {
  const hops = commandTrips.map((trip) => ({ name: trip.name, hops: hopsOf(graph, trip) }))
  const all = [...commandTrips, wayIn, wayOut]
  return [
    counted(
      'stops of these ways that are no files',
      all.flatMap((trip) => missingStops(graph, trip)),
    ),
    {
      name: 'hops from the list of features to the handler of a command',
      found: Math.max(...hops.map((one) => one.hops)),
      most: commandTrips[0]!.most,
      which: hops.map((one) => `${one.name}: ${one.hops}`),
    },
    ...[wayIn, wayOut].map((trip) => {
      const read = filesOf(graph, trip)
      return { name: `files from ${trip.name}`, found: read.length, most: trip.most, which: read }
    }),
  ]
}

function worst(
  name: string,
  rooms: readonly RoomFigures[],
  column: 'fileP90' | 'functionP90',
  allowed: number,
): Figure {
  const over = rooms.filter((room) => room[column] > allowed)
  return {
    name,
    found: Math.max(...rooms.map((room) => room[column])),
    most: allowed,
    which: over.map((room) => `${room.room} ${room[column]}`),
  }
}

function longest(functions: readonly (MeasuredFunction & { file: string })[]): Figure {
  const over = functions.filter(({ lines }) => lines > most.longestFunction)
  return {
    name: 'the longest function, in lines',
    found: Math.max(...functions.map(({ lines }) => lines)),
    most: most.longestFunction,
    which: over.map((one) => `${placeOf(one)} ${one.lines}`),
  }
}

function counted(name: string, which: string[]): Figure {
  return { name, found: which.length, most: 0, which }
}

function placeOf({ file, line, name }: MeasuredFunction & { file: string }): string {
  return `${file}:${line} ${name}`
}

/** Of what is imported, the types in its signature are in use as well: callers deal with them, if only by inference. */
function unusedExports(sources: readonly Source[]): string[] {
  const imported = new Map<string, string[]>()
  for (const { target, names } of sources.flatMap(({ imports }) => imports))
    imported.set(target, [...(imported.get(target) ?? []), ...names])
  return sources.filter(isOwn).flatMap(({ file, exports, augmentations }) => {
    const used = new Set([...(imported.get(file) ?? []), ...augmentations])
    if (used.has('*')) return []
    const types = new Set(exports.filter(({ isType }) => isType).map(({ name }) => name))
    for (const name of used) {
      const mentions = exports.filter((one) => one.name === name).flatMap((one) => one.mentions)
      for (const mention of mentions) if (types.has(mention)) used.add(mention)
    }
    return exports.filter(({ name }) => !used.has(name)).map(({ name }) => `${file} ${name}`)
  })
}

/**
 * Counted in the product and in the playground, each by itself. Features mirror each other's names and never import each
 * other, so that a name may stand once in each of them.
 */
function homonyms(sources: readonly Source[]): string[] {
  const all = sources.flatMap(({ file, exports }) =>
    exports.filter(({ isReexport }) => !isReexport).map(({ name }) => ({ file, name })),
  )
  return Array.from(groupBy(all, ({ file, name }) => `${file.split('/', 1)[0]} ${name}`).values())
    .filter((places) => {
      const features = new Set(places.map(({ file }) => featureOf(file) ?? ''))
      return places.length > 1 && (features.size < places.length || features.has(''))
    })
    .map((places) => `${places[0]!.name}: ${places.map(({ file }) => file).join(', ')}`)
}

/** The nearest rank: nine of ten values are at most this. */
function percentile90(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.9) - 1] ?? 0
}
