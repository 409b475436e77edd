import type { Fault } from '../act.ts'

export interface Faults {
  /** The next `times` calls of `method` ("*" for any) fail in this way. */
  plan(method: string, kind: Fault, times?: number): void
  /** For random mixes: called for every call that nothing was planned for. */
  decide: (method: string, args: Record<string, unknown>) => Fault | undefined
  next(method: string, args: Record<string, unknown>): Fault | undefined
  clear(): void
}

export function createFaults(): Faults {
  let planned: { method: string; kind: Fault; left: number }[] = []
  return {
    decide: () => undefined,
    plan(method, kind, times = 1) {
      planned.push({ method, kind, left: times })
    },
    next(method, args) {
      const next = planned.find((fault) => fault.method === method || fault.method === '*')
      if (!next) return this.decide(method, args)
      next.left -= 1
      planned = planned.filter((fault) => fault.left > 0)
      return next.kind
    },
    clear() {
      planned = []
      this.decide = () => undefined
    },
  }
}
