import { makesPods } from '../manifest/object/pod-template.ts'
import type { Problem } from '../scenario/problem.ts'
import type { Trace } from '../trace/trace.ts'

/** Why there is no life of this text on the canvas. */
export type CanvasNote =
  /** The text is wrong: its first error, or what kubectl says where there is none; and how many there are. */
  | { readonly kind: 'refused'; readonly first: Problem | undefined; readonly said: string; readonly count: number }
  /** What makes Pods has made none: it is to have none, or they were refused. */
  | { readonly kind: 'noneMade'; readonly owners: readonly NamedObject[] }
  /** Nothing in the text makes a Pod. */
  | { readonly kind: 'noPod'; readonly objects: readonly NamedObject[] }
  /** We broke. */
  | { readonly kind: 'fault'; readonly said: string }

export interface NamedObject {
  readonly kind: string
  readonly name: string
}

interface Known {
  readonly freshness: 'fresh' | 'pending' | 'refused' | 'fault'
  readonly problems: readonly Problem[]
  readonly refusal: string | undefined
  readonly fault: string | undefined
  readonly objects: readonly NamedObject[]
  readonly trace: Trace | undefined
}

/** Nothing is silently empty: what is to be said of a text that has no life on the canvas. */
export function canvasNote({ freshness, problems, refusal, fault, objects, trace }: Known): CanvasNote | undefined {
  switch (freshness) {
    case 'refused': {
      const errors = problems.filter(({ severity }) => severity === 'error').toSorted((a, b) => startOf(a) - startOf(b))
      const said = refusal?.trim().split('\n')[0] ?? ''
      return { kind: 'refused', first: errors[0], said, count: Math.max(1, errors.length) }
    }
    case 'fault':
      return { kind: 'fault', said: fault?.split('\n')[0] ?? '' }
    case 'pending':
      return undefined
    case 'fresh': {
      if (trace === undefined || trace.ending === 'running' || hasPod(trace)) return undefined
      const owners = objects.filter(({ kind }) => makesPods(kind))
      return owners.length > 0 ? { kind: 'noneMade', owners } : { kind: 'noPod', objects }
    }
  }
}

function hasPod({ entries }: Trace): boolean {
  return entries.some((entry) => entry.kind === 'object' && entry.objectKind === 'Pod')
}

function startOf({ range }: Problem): number {
  return range?.start ?? 0
}
