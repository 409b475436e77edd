/** docs/architecture.md: the picture of the rooms, drawn from the real imports, and the table of figures. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { graphOf, reachableFrom, type Graph } from './graph.ts'
import { order, roomOf } from './rooms.ts'
import { root, type Source } from './sources.ts'

const page = path.join(root, 'docs/architecture.md')
const fence = /```mermaid\n[\s\S]*?\n```/
const figureTable = /(?<=## Figures\n[\s\S]*?)\| figure [\s\S]*?\n(?!\|)/

/** Settings, paths, the context and the command-line tools are left out: nearly every room touches the first three. */
const omitted =
  /^src\/(config|paths|start-error|context|ops\/doctor|time\/due-date\/read)\.ts$|^playground\/./
const drawn = order.flat().filter((room) => !omitted.test(room))

/** Mermaid's text: a box a room, and an arrow where one imports another and no longer way of arrows says so already. */
export function drawPicture(sources: readonly Source[]): string {
  const rooms = roomGraph(sources)
  const boxOf = (room: string) => `${idOf(room)}["${labelOf(room)}"]`
  const inFeature = drawn.filter((room) => room.startsWith('src/features/*/'))
  const arrows = Array.from(rooms).flatMap(([from, targets]) =>
    targets.filter((to) => !isImplied(rooms, from, to)).map((to) => `  ${idOf(from)} --> ${idOf(to)}`),
  )
  return [
    '```mermaid',
    'flowchart TD',
    '  subgraph feature [each feature]',
    ...inFeature.map((room) => `    ${boxOf(room)}`),
    '  end',
    ...drawn.filter((room) => !inFeature.includes(room)).map((room) => `  ${boxOf(room)}`),
    ...arrows,
    '```',
  ].join('\n')
}

export function pictureInPage(): string | undefined {
  return fence.exec(readFileSync(page, 'utf8'))?.[0]
}

/** Draws the picture anew in its page, and writes the figures below it. */
export function writePage(sources: readonly Source[], table: string): void {
  const text = readFileSync(page, 'utf8')
    .replace(fence, () => drawPicture(sources))
    .replace(figureTable, () => table)
  writeFileSync(page, text)
}

function roomGraph(sources: readonly Source[]): Graph {
  const rooms = new Map<string, string[]>(drawn.map((room) => [room, []]))
  for (const [file, targets] of graphOf(sources))
    for (const target of targets) {
      const [from, to] = [roomOf(file)?.room, roomOf(target)?.room]
      if (!from || !to || from === to || !rooms.has(to) || rooms.get(from)?.includes(to)) continue
      rooms.get(from)?.push(to)
    }
  return new Map(drawn.map((room) => [room, drawn.filter((other) => rooms.get(room)!.includes(other))]))
}

function isImplied(rooms: Graph, from: string, to: string): boolean {
  return rooms.get(from)!.some((between) => between !== to && reachableFrom(rooms, between).has(to))
}

function labelOf(room: string): string {
  if (room === 'src/features/*/') return 'nudges.ts and its like'
  return room.replace(/^src\/features\/\*\//, '').replace(/^src\//, '')
}

function idOf(room: string): string {
  return room.replace('*', 'each').replaceAll(/\W+/g, '_').replace(/^src_/, '').replace(/_$/, '')
}
