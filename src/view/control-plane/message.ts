import type { Duration, Time } from '../../lib/time.ts'
import type { OomKilled, Seq, SignalSent } from '../../trace/entry.ts'
import type { ProbeOutcome } from '../../trace/probe-track.ts'
import type { StateTone } from '../history/tone.ts'
import type { PodChange } from './pod-change.ts'

/**
 * Who can speak: `user`, `apiServer`, `etcd`, `runtime`, `sandbox`, `node`, `kernel`, `kubelet`, or one of many:
 * `controller/NAME`, `kubelet/NODE` for another node's, `container/NAME`.
 */
export type Party = string

export const USER = 'user'
export const API_SERVER = 'apiServer'
export const ETCD = 'etcd'
export const KUBELET = 'kubelet'
export const RUNTIME = 'runtime'
export const SANDBOX = 'sandbox'
export const NODE = 'node'
export const KERNEL = 'kernel'
export const SCHEDULER = 'controller/default-scheduler'
export const containerParty = (name: string): Party => `container/${name}`

/** The calls of the Container Runtime Interface. */
export type RuntimeCall =
  | 'RunPodSandbox'
  | 'PullImage'
  | 'CreateContainer'
  | 'StartContainer'
  | 'StopContainer'
  | 'ExecSync'
  | 'StopPodSandbox'

export type Verb = 'POST' | 'PATCH' | 'DELETE'

/** What is said. How it is put into words, words-en.ts knows. */
export type Saying =
  | {
      readonly kind: 'write'
      readonly verb: Verb
      /** As in the URL: pods, pods/status, pods/binding, pods/eviction. */
      readonly resource: string
      readonly objectKind: string
      readonly name: string
      readonly version: string
      /** Of a Pod: what a reader of kubectl would notice. Of another object: look at the entry. */
      readonly changes: readonly PodChange[] | undefined
      /** What was typed. */
      readonly command: string | undefined
    }
  | { readonly kind: 'store'; readonly removed: boolean; readonly version: string }
  | {
      readonly kind: 'watch'
      readonly change: 'ADDED' | 'MODIFIED' | 'DELETED'
      readonly objectKind: string
      readonly name: string
      readonly changes: readonly PodChange[] | undefined
    }
  | { readonly kind: 'event'; readonly reason: string; readonly message: string; readonly count: number }
  | { readonly kind: 'call'; readonly call: RuntimeCall; readonly of: string; readonly graceMs?: Duration }
  | { readonly kind: 'volumes'; readonly failed: string | undefined }
  | { readonly kind: 'sandboxUp' }
  | { readonly kind: 'failed'; readonly what: 'sandbox' | 'pull' | 'start' | 'hook'; readonly message: string }
  | { readonly kind: 'pulled'; readonly image: string; readonly ms: Duration }
  | { readonly kind: 'exec'; readonly container: string; readonly run: number }
  | {
      readonly kind: 'signal'
      readonly signal: string
      readonly effect: SignalSent['effect']
      readonly pid: number
      readonly container: string
    }
  | { readonly kind: 'oom'; readonly limitBytes: number; readonly of: OomKilled['of'] }
  | { readonly kind: 'exit'; readonly container: string; readonly code: number; readonly reason: string }
  | { readonly kind: 'seesExit'; readonly container: string }
  | {
      readonly kind: 'probe'
      readonly probe: string
      readonly container: string
      readonly outcome: ProbeOutcome
      readonly run: number
      readonly threshold: number
      readonly decisive: boolean
      readonly message: string | undefined
    }
  | { readonly kind: 'hook'; readonly hook: string; readonly handler: string; readonly container: string }
  | {
      readonly kind: 'backOff'
      readonly of: 'restart' | 'pull'
      readonly container: string
      readonly lengthMs: Duration
    }
  | { readonly kind: 'terminating'; readonly graceMs: Duration }
  | { readonly kind: 'unschedulable'; readonly message: string }
  | { readonly kind: 'step'; readonly text: string }

/** One thing that one component said to another, or that happened within one. */
export interface Message {
  readonly id: string
  readonly at: Time
  /** Among those of one instant: the smaller first. */
  readonly order: number
  readonly from: Party
  /** undefined: it happens within `from`. */
  readonly to: Party | undefined
  readonly saying: Saying
  /** The entry, or the attempt of a probe, that it is told from. */
  readonly seq: Seq
  readonly cause: Seq | undefined
  /** Not recorded as such: known from what the receiver did, or to have happened within a recorded stretch of time. */
  readonly inferred: boolean
  /** Left out unless asked for: it changes nothing. */
  readonly minor: boolean
  readonly tone: StateTone | undefined
}
