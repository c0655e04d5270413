import type { Duration, Time } from '../../lib/time.ts'
import type { ProbeKind } from '../../manifest/pod/probe.ts'
import type { Seq } from '../../trace/entry.ts'
import type { Span } from '../../trace/trace.ts'
import type { FailedRequests } from './failed-requests.ts'
import type { ProbeFinding } from './probe-finding.ts'
import type { Deleter, RunEnd } from './run-end.ts'

/** Why something about a Pod is as it is: facts, no words. */
export type Cause = ContainerCause | PodCause

export type ContainerCause = { readonly container: string } & (
  | { readonly kind: 'ended'; readonly end: RunEnd }
  /** Its process is gone already, and the API does not know. */
  | { readonly kind: 'endedUnseen'; readonly end: RunEnd }
  | {
      readonly kind: 'probeFails'
      readonly probe: ProbeKind
      readonly failures: number
      readonly threshold: number
      readonly finding: ProbeFinding
    }
  /** No attempt of it yet. */
  | { readonly kind: 'probeWaits'; readonly probe: ProbeKind; readonly delayMs: Duration }
  /** It succeeds, and not often enough yet. */
  | { readonly kind: 'probeCounts'; readonly probe: ProbeKind; readonly successes: number; readonly threshold: number }
  | { readonly kind: 'probeSucceeds'; readonly probe: ProbeKind; readonly since: Time }
  | { readonly kind: 'pull'; readonly image: string; readonly message: string; readonly why: PullTrouble | undefined }
  | { readonly kind: 'pulling'; readonly image: string }
  /** It could not be made or started; the kubelet's words. */
  | { readonly kind: 'refused'; readonly reason: string; readonly message: string }
  | { readonly kind: 'hook'; readonly hook: 'postStart' | 'preStop'; readonly since: Time }
  | { readonly kind: 'beingMade' }
  /** An init container that has not ended. */
  | { readonly kind: 'initRuns'; readonly since: Time; readonly line: string | undefined }
  /** It waits for its turn. */
  | { readonly kind: 'afterInit'; readonly before: string }
  | { readonly kind: 'runs'; readonly since: Time; readonly probed: boolean }
  /** It was told to end. */
  | { readonly kind: 'stopping'; readonly signal: string; readonly deadline: Time; readonly ignores: boolean }
  /** SIGTERM was not enough. */
  | { readonly kind: 'notInTime'; readonly graceMs: Duration }
  | {
      readonly kind: 'memory'
      readonly limitBytes: number
      readonly of: 'container' | 'pod' | 'node'
      readonly whole: boolean
    }
)

/** What a registry, or the way to it, had to say. */
export type PullTrouble = 'notFound' | 'denied' | 'unreachable' | 'neverPulled' | 'badName'

export type PodCause =
  | { readonly kind: 'unschedulable'; readonly message: string }
  | { readonly kind: 'gated'; readonly message: string }
  | { readonly kind: 'submitted' }
  | { readonly kind: 'volumes'; readonly message: string | undefined }
  | { readonly kind: 'sandbox' }
  /** The Pod itself says it: evicted, over its deadline. */
  | { readonly kind: 'podSays'; readonly reason: string; readonly message: string }
  | { readonly kind: 'deleted'; readonly by: Deleter }
  | { readonly kind: 'finalizers'; readonly names: readonly string[] }
  | { readonly kind: 'gates'; readonly types: readonly string[] }
  | { readonly kind: 'nodeLost'; readonly node: string }
  | { readonly kind: 'allReady'; readonly since: Time; readonly count: number }
  | { readonly kind: 'allEnded'; readonly restartPolicy: string }
  | { readonly kind: 'someRuns' }
  /** Of requests that were sent to it. */
  | { readonly kind: 'requestsFailed'; readonly failed: FailedRequests }

export function pullTrouble(message: string): PullTrouble | undefined {
  if (message.endsWith(': not found')) return 'notFound'
  if (message.includes('pull access denied')) return 'denied'
  if (/no such host|i\/o timeout|connection refused|network is unreachable/.test(message)) return 'unreachable'
  if (message.endsWith('is not present with pull policy of Never')) return 'neverPulled'
  return message.includes("couldn't parse image") || message.includes('invalid reference format')
    ? 'badName'
    : undefined
}

/** A cause, and where it is to be seen. */
export interface Found {
  readonly cause: Cause
  /** What the chain of causes is told from. */
  readonly seq: Seq | undefined
  /** The field of the Pod that decided. */
  readonly field?: string | undefined
  /** The run that ended, where one did. */
  readonly run?: Span | undefined
}
