import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Trace } from '../../trace/trace.ts'
import { objectLanes, type Standing } from './object-lane.ts'
import type { LaneWords } from './words-en.ts'

/** What becomes of a Job: how many of its Pods have done their part, and how it ends. */
export function jobLanes(trace: Trace, words: LaneWords) {
  return objectLanes(trace, words, 'Job', 'job', standingOf)
}

/** As kubectl's columns have it: STATUS and COMPLETIONS. */
// kubectl: pkg/printers/internalversion/printers.go printJob (v1.36)
function standingOf({ spec, status }: KubeObject): Standing {
  const { conditions = [], succeeded = 0 } = (status ?? {}) as {
    readonly conditions?: readonly { readonly type: string; readonly status: string }[]
    readonly succeeded?: number
  }
  const { completions } = (spec ?? {}) as { readonly completions?: number }
  const is = (type: string) => conditions.some((each) => each.type === type && each.status === 'True')
  const done = completions === undefined ? `${succeeded}/1` : `${succeeded}/${completions}`
  if (is('Complete')) return { word: `Complete ${done}`, tone: 'exitZero', pattern: 'plain' }
  if (is('Failed')) return { word: `Failed ${done}`, tone: 'exitNonZero', pattern: 'slashes' }
  if (is('Suspended')) return { word: `Suspended ${done}`, tone: 'waiting', pattern: 'hatch' }
  return { word: `Running ${done}`, tone: 'notReady', pattern: 'solid' }
}
