import type { Duration, Time } from '../lib/time.ts'
import type { KubeObject } from '../manifest/object/meta.ts'
import type { AssumedProgram } from '../scenario/assumed-program.ts'
import type { Note } from '../scenario/note.ts'
import type { Component } from './component.ts'
import type { Decision } from './decision/decision.ts'
import type { FailureReason } from './failed-requests.ts'
import type { PodRef } from './pod-ref.ts'
import type { FailedOutcome } from './request-outcome.ts'
import type { RuleId } from './rule.ts'
import type { RunNote } from './run-note.ts'

export type { PodRef } from './pod-ref.ts'

/** Number of an entry: rises through the whole trace, over entries and columns together. */
export type Seq = number

interface EntryBase {
  readonly seq: Seq
  readonly at: Time
  /** The entry that made this one happen. Always a smaller number. */
  readonly cause?: Seq
  readonly rule?: RuleId
  /** The manifest field that decided, as a path in the Pod: spec.containers[0].livenessProbe.failureThreshold. */
  readonly field?: string
}

export type ContainerKind = 'init' | 'sidecar' | 'app' | 'ephemeral'

/** A step of the scenario was taken (the manifest's own creation is step -1). */
export interface StepTaken extends EntryBase {
  readonly kind: 'step'
  readonly index: number
  readonly text: string
  /** The text is a line of shell that is typed on the workstation. */
  readonly typed?: true
  /** The line only looks on, and is no part of the scenario's text. */
  readonly aside?: true
}

/** What a step printed: kubectl's words. */
export interface StepOutput extends EntryBase {
  readonly kind: 'stepOutput'
  readonly index: number
  readonly stream: 'stdout' | 'stderr'
  /** Without the newline at its end. */
  readonly text: string
  /** There was no newline at its end. */
  readonly unfinished?: true
  readonly aside?: true
}

/** What a step has run on the workstation has ended. */
export interface StepEnded extends EntryBase {
  readonly kind: 'stepEnd'
  readonly index: number
  readonly exitCode: number
  readonly aside?: true
}

/** One version of an API object. DELETED carries the last version. */
export interface ObjectWritten extends EntryBase {
  readonly kind: 'object'
  readonly change: 'ADDED' | 'MODIFIED' | 'DELETED'
  readonly objectKind: string
  readonly namespace: string
  readonly name: string
  readonly by: Component
  readonly object: KubeObject
}

/** One write of a core/v1 Event. The same `key` again: the same Event with a higher count. */
export interface EventWritten extends EntryBase {
  readonly kind: 'event'
  readonly key: string
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
  readonly count: number
  readonly firstAt: Time
  readonly component: string
  /** The node of a component that every node has. */
  readonly host?: string
  readonly regarding: {
    readonly kind: string
    readonly namespace: string
    readonly name: string
    readonly uid?: string
    readonly fieldPath?: string
  }
}

export interface LogLine extends EntryBase {
  readonly kind: 'log'
  readonly pod: PodRef
  readonly container: string
  readonly restart: number
  readonly stream: 'stdout' | 'stderr'
  readonly line: string
  /** The line is too long for the runtime's log: it goes on with the next entry. */
  readonly partial?: true
}

/** A signal that was sent to a container's first process or (with its pid) another one. */
export interface SignalSent extends EntryBase {
  readonly kind: 'signal'
  readonly pod: PodRef
  readonly container: string
  readonly restart: number
  readonly signal: string
  readonly pid: number
  /** What became of it. */
  readonly effect: 'ends' | 'caught' | 'ignored'
}

/** The kernel ended a process because the container's memory reached its limit. */
export interface OomKilled extends EntryBase {
  readonly kind: 'oom'
  readonly pod: PodRef
  readonly container: string
  readonly restart: number
  readonly limitBytes: number
  /** Whose limit: the container's own, unless said otherwise. */
  readonly of?: 'pod' | 'node'
  readonly pid: number
  readonly wholeContainer: boolean
}

/** Something a component decided about a Pod: which decision, and the facts that it went by. */
export type DecisionMade = EntryBase &
  Decision & {
    readonly kind: 'decision'
    readonly pod: PodRef
    readonly container?: string
  }

/** The first of requests that fail one after the other for the same reason; the track counts them. */
export interface RequestsFailed extends EntryBase {
  readonly kind: 'requestsFailed'
  /** Place in the trace's `traffic`, and in the track's `groups`. */
  readonly track: number
  readonly group: number
  readonly outcome: FailedOutcome
  readonly reason: FailureReason
  /** By whose rules it went. */
  readonly node: string
  /** Whom it was sent to. */
  readonly pod?: PodRef
}

/** Something that the text asks for, or a program, and that is not simulated. */
export interface NotSimulated extends EntryBase {
  readonly kind: 'notSimulated'
  readonly note: Note | RunNote
}

/** A stretch of time begins. Its id is its seq. */
export interface SpanOpened extends EntryBase {
  readonly kind: 'span'
  readonly pod: PodRef
  readonly container?: string
  readonly containerKind?: ContainerKind
  readonly restart?: number
  readonly span: SpanDetail
}

/** A stretch of time ends. */
export interface SpanClosed extends EntryBase {
  readonly kind: 'spanEnd'
  readonly opened: Seq
  readonly outcome: SpanOutcome
}

/** What is known of the image that a container starts from. */
export interface ImageInUse {
  readonly name: string
  /** What a pull transfers, bytes. */
  readonly sizeBytes: number
  /** How long what it runs is taken to need until it listens. A number of ours, like all that the catalogue says of times. */
  readonly startupMs?: Duration
  /** What it is taken to run, where nobody knows it and nobody has said. */
  readonly assumed?: AssumedProgram
}

export type SpanDetail =
  /** Waiting for volumes. */
  | { readonly kind: 'volumes' }
  | { readonly kind: 'sandbox' }
  | { readonly kind: 'pull'; readonly image: string; readonly sizeBytes: number }
  /** From the decision to start until the process runs (create and start, without the pull). */
  | { readonly kind: 'start'; readonly image?: ImageInUse }
  /** A run of the container: from process start to its end. */
  | {
      readonly kind: 'run'
      readonly containerID: string
      readonly image: string
      readonly memoryLimit?: number
      /** How much CPU it gets where not all get what they want; microseconds of CPU time in each period. */
      readonly cpuShares?: number
      readonly cpuQuotaUs?: number
      readonly cpuPeriodUs?: number
      /** What the kernel adds to its score when it looks for something to kill. */
      readonly oomScoreAdj?: number
    }
  | {
      readonly kind: 'hook'
      readonly hook: 'postStart' | 'preStop'
      readonly handler: 'exec' | 'httpGet' | 'sleep' | 'tcpSocket'
    }
  /** The wait before a restart. Opens when the start is refused; closes when it is tried again. */
  | {
      readonly kind: 'backOff'
      readonly of: 'restart' | 'pull'
      /** The instant that the wait counts from: an exit, or the end of a pull. */
      readonly since: Time
      readonly lengthMs: Duration
      /** 0 for the first wait of a series. */
      readonly step: number
    }
  /** From the stop signal to the deadline at which SIGKILL comes. */
  | { readonly kind: 'grace'; readonly deadline: Time; readonly graceMs: Duration; readonly signal: string }
  /** Its processes want more CPU than its limit lets them have. */
  | { readonly kind: 'throttled'; readonly limitMilliCPU: number; readonly wantedMilliCPU: number }
  /** The Pod is being stopped. */
  | { readonly kind: 'terminating'; readonly graceMs: Duration }

export type SpanOutcome =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'failed'
      readonly reason: string
      readonly message: string
      /** Of a start: the container was made, and its program could not be run. */
      readonly containerID?: string
    }
  /** End of a run. */
  | { readonly kind: 'exit'; readonly exitCode: number; readonly reason: string; readonly signal?: string }
  | { readonly kind: 'cancelled' }

export type TraceEntry =
  | StepTaken
  | StepOutput
  | StepEnded
  | ObjectWritten
  | EventWritten
  | LogLine
  | SignalSent
  | OomKilled
  | DecisionMade
  | RequestsFailed
  | NotSimulated
  | SpanOpened
  | SpanClosed
