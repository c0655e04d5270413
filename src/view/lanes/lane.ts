import type { Duration, Time } from '../../lib/time.ts'
import type { ContainerKind, LogLine, PodRef, Seq } from '../../trace/entry.ts'
import type { FailureReason } from '../../trace/failed-requests.ts'
import type { MemoryTrack } from '../../trace/memory-track.ts'
import type { ProbeTrack } from '../../trace/probe-track.ts'
import type { TrafficTrack } from '../../trace/traffic-track.ts'
import type { Life } from '../history/on-node.ts'
import type { StateTone, Tone } from '../history/tone.ts'

interface MarkBase {
  readonly from: Time
  /** Equal to `from` for an instant. */
  readonly to: Time
  /** What a click selects. */
  readonly seq: Seq | undefined
}

/** How a bar is filled. The shape says the state as well as the tone does. */
export type Pattern = 'solid' | 'outline' | 'hatch' | 'stopping' | 'pull' | 'plain' | 'slashes' | 'dots' | 'battlement'

/** A state over a stretch of time. */
export interface Bar extends MarkBase {
  readonly kind: 'bar'
  readonly top: number
  readonly height: number
  readonly pattern: Pattern
  readonly tone: Tone
  /** Written into the bar where there is room. */
  readonly label: string | undefined
  readonly mono: boolean
  readonly ends: 'round' | 'chevron'
  readonly rail: boolean
  /** What state this is, as a sentence's end: "is ready", "waits: CrashLoopBackOff". */
  readonly state: string
}

/** kubectl's STATUS word over the time that it stood. */
export interface StatusBlock extends MarkBase {
  readonly kind: 'status'
  readonly word: string
  readonly ready: string
  readonly tone: Tone
}

/** Something that happened at an instant, as a small line with a number or a word: RESTARTS, or an Event. */
export interface Tick extends MarkBase {
  readonly kind: 'tick'
  readonly top: number
  readonly text: string
  /** What an Event says. */
  readonly message: string | undefined
}

/** A thin line: a phase, or a condition that is True. Dotted where it is False. */
export interface Line extends MarkBase {
  readonly kind: 'line'
  readonly y: number
  readonly weight: number
  readonly tone: Tone
  readonly dotted: boolean
  readonly label: string | undefined
  readonly state: string
}

/** The end of a run. */
export interface Exit extends MarkBase {
  readonly kind: 'exit'
  readonly top: number
  readonly height: number
  readonly code: number
  readonly reason: string
  readonly tone: StateTone
  readonly run: number
}

/** The wait before a restart: as wide as its seconds, as high as its step. */
export interface Ramp extends MarkBase {
  readonly kind: 'ramp'
  /** When the nominal wait is over; what comes then until `to` is waiting for the next sync. */
  readonly nominalTo: Time
  readonly base: number
  readonly peak: number
  readonly lengthMs: number
}

export interface Flag extends MarkBase {
  readonly kind: 'flag'
  readonly foot: number
  /** How high it is. */
  readonly pole: number
  readonly name: string
  /** SIGKILL: cannot be handled. */
  readonly solid: boolean
  /** Of a signal what became of it; of a node's flag the taint. */
  readonly effect: string
}

/** From the stop signal to the deadline. */
export interface Grace extends MarkBase {
  readonly kind: 'grace'
  readonly deadline: Time
  readonly y: number
  readonly label: string
}

export interface Pin extends MarkBase {
  readonly kind: 'pin'
  readonly text: string
}

/** An endpoint comes in or goes out. */
export interface Gate extends MarkBase {
  readonly kind: 'gate'
  readonly y: number
  readonly way: 'in' | 'out'
  readonly text: string
}

/** The memory reached its limit. */
export interface Burst extends MarkBase {
  readonly kind: 'burst'
  readonly y: number
  readonly limitBytes: number
  /** Which process the kernel killed, and whether all others with it. */
  readonly pid: number
  readonly wholeContainer: boolean
}

/** An attempt of the scheduler to find a node. */
export interface Try extends MarkBase {
  readonly kind: 'try'
  readonly ok: boolean
  /** The node; or why there is none. */
  readonly text: string
}

/** Its processes want more CPU than they may have. */
export interface Throttle extends MarkBase {
  readonly kind: 'throttle'
  /** Of the bar that it is drawn into. */
  readonly top: number
  readonly limitMilliCPU: number
  readonly wantedMilliCPU: number
}

/** Requests that failed one after the other for one reason. */
export interface Failures extends MarkBase {
  readonly kind: 'failures'
  readonly reason: FailureReason['kind']
  readonly count: number
  /** Which and why. */
  readonly text: string
}

export type Mark =
  | Bar
  | StatusBlock
  | Tick
  | Line
  | Exit
  | Ramp
  | Flag
  | Grace
  | Pin
  | Gate
  | Burst
  | Try
  | Throttle
  | Failures

/** What can be put away under a lane. */
export interface Foldable {
  readonly key: string
  readonly shut: boolean
}

interface LaneBase {
  readonly id: string
  readonly name: string
  readonly note: string | undefined
  /** The name is a machine's word. */
  readonly mono: boolean
  /** Belongs to the container above. */
  readonly indent: boolean
  /** Begins a group: a hairline above. */
  readonly ruled: boolean
  readonly height: number
  /** In the order of `from`. */
  readonly marks: readonly Mark[]
  /** Left out where there is little height: everything went as it mostly does. */
  readonly minor?: boolean
  /** It has other lanes under it, which can be put away. */
  readonly fold?: Foldable | undefined
  /** When there is something to be shown; after it comes nothing. */
  readonly life: Life
}

export interface StepsLane extends LaneBase {
  readonly kind: 'steps'
}

export interface PodLane extends LaneBase {
  readonly kind: 'pod'
  /** Of the STATUS blocks. */
  readonly statusTop: number
  readonly pod: PodRef
}

export interface ConditionsLane extends LaneBase {
  readonly kind: 'conditions'
  readonly pod: PodRef
  readonly rows: readonly {
    /** Undefined: several conditions in one. */
    readonly type: string | undefined
    readonly text: string
    readonly y: number
    readonly strong: boolean
  }[]
}

export interface SetupLane extends LaneBase {
  readonly kind: 'setup'
  readonly pod: PodRef
}

/** Lines as columns: there may be very many. */
export interface ContainerLogs {
  readonly lines: readonly LogLine[]
  readonly at: Float64Array
}

export interface ContainerLane extends LaneBase {
  readonly kind: 'container'
  readonly pod: PodRef
  readonly container: string
  /** What the node calls the Pod: of a static one not what the API calls its mirror. */
  readonly nodeUid: string
  readonly containerKind: ContainerKind
  readonly barTop: number
  readonly logs: ContainerLogs
  /** Where the strip of its log begins. */
  readonly logTop: number
}

/** Its marks are the track's columns: there may be very many. */
export interface ProbeLane extends LaneBase {
  readonly kind: 'probe'
  readonly pod: PodRef
  readonly container: string
  readonly track: ProbeTrack
  readonly trackIndex: number
}

export interface MemoryLane extends LaneBase {
  readonly kind: 'memory'
  readonly pod: PodRef
  readonly container: string
  readonly nodeUid: string
  readonly track: MemoryTrack
  /** What the upper line of the lane stands for: the highest limit, or what there is instead of one. */
  readonly topBytes: number
  readonly requestBytes: number | undefined
}

export interface EndpointsLane extends LaneBase {
  readonly kind: 'endpoints'
  readonly pod: PodRef
}

export interface NodeLane extends LaneBase {
  readonly kind: 'node'
  readonly node: string
  /** Of the bar that says whether it is ready; what else is the matter stands below it. */
  readonly barTop: number
}

/** Its columns are the track's; its marks are what failed. */
export interface TrafficLane extends LaneBase {
  readonly kind: 'traffic'
  readonly track: TrafficTrack
  readonly trackIndex: number
  /** What the tallest column and the height of the band stand for. */
  readonly topRate: number
  readonly topLatency: Duration
}

/** An object of the API other than a Pod: nothing but bars, one state after the other. */
export interface ObjectLane extends LaneBase {
  readonly kind: 'object'
  readonly objectKind: string
  readonly object: string
}

export type Lane =
  | StepsLane
  | PodLane
  | ConditionsLane
  | SetupLane
  | ContainerLane
  | ProbeLane
  | MemoryLane
  | EndpointsLane
  | NodeLane
  | TrafficLane
  | ObjectLane
