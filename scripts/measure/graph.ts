/** The graph of imports between the project's own files: what points up, what goes in circles, what reaches what. */
import type { Source } from './sources.ts'
import { featureOf, roomOf } from './rooms.ts'

/** By file, the files that it imports. */
export type Graph = ReadonlyMap<string, readonly string[]>

export function graphOf(sources: readonly Source[], { atRunTime = false } = {}): Graph {
  const files = new Set(sources.map(({ file }) => file))
  return new Map(
    sources.map(({ file, imports }) => {
      const wanted = imports.filter(({ target, isType }) => files.has(target) && !(atRunTime && isType))
      return [file, Array.from(new Set(wanted.map(({ target }) => target)))]
    }),
  )
}

/** Imports against the order of the rooms, and from one feature into another. */
export function misdirectedImports(graph: Graph): string[] {
  const isAllowed = (file: string, target: string) => {
    if (file === 'src/main.ts' && target === 'playground/index.ts') return true
    const [from, to] = [roomOf(file), roomOf(target)]
    if (!from || !to) return false
    const features = [featureOf(file), featureOf(target)]
    if (features[0] && features[1] && features[0] !== features[1]) return false
    return from.room === to.room || from.level < to.level
  }
  return Array.from(graph).flatMap(([file, targets]) =>
    targets.filter((target) => !isAllowed(file, target)).map((target) => `${file} → ${target}`),
  )
}

/** Groups of files that import each other in a circle: the strongly connected components, by Tarjan's algorithm. */
export function circlesOf(graph: Graph): string[][] {
  const circles: string[][] = []
  const indexes = new Map<string, number>()
  const lowest = new Map<string, number>()
  const stack: string[] = []
  const visit = (file: string): void => {
    const index = indexes.size
    indexes.set(file, index)
    lowest.set(file, index)
    stack.push(file)
    for (const target of graph.get(file) ?? []) {
      if (!indexes.has(target)) visit(target)
      if (stack.includes(target)) lowest.set(file, Math.min(lowest.get(file)!, lowest.get(target)!))
    }
    if (lowest.get(file) !== index) return
    const circle = stack.splice(stack.indexOf(file))
    if (circle.length > 1 || graph.get(file)?.includes(file)) circles.push(circle)
  }
  for (const file of graph.keys()) if (!indexes.has(file)) visit(file)
  return circles
}

/** The files of the shortest chain of imports from one file to another, both included. */
export function chainBetween(graph: Graph, from: string, to: string): string[] | undefined {
  const cameFrom = new Map<string, string | undefined>([[from, undefined]])
  for (const file of cameFrom.keys()) {
    if (file === to) return trace(cameFrom, to)
    for (const target of graph.get(file) ?? []) if (!cameFrom.has(target)) cameFrom.set(target, file)
  }
  return undefined
}

function trace(cameFrom: ReadonlyMap<string, string | undefined>, to: string): string[] {
  const before = cameFrom.get(to)
  return before === undefined ? [to] : [...trace(cameFrom, before), to]
}

export function reachableFrom(graph: Graph, file: string): Set<string> {
  const reached = new Set([file])
  for (const one of reached) for (const target of graph.get(one) ?? []) reached.add(target)
  return reached
}
