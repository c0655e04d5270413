import type { Time } from '../lib/time.ts'
import type { KubeObject } from '../manifest/object/meta.ts'
import type { Taint } from '../manifest/object/node.ts'
import type { SourceRange } from '../manifest/problem.ts'
import type { Action } from './action.ts'
import type { Assumptions } from './assumptions.ts'
import type { KubeletOptions } from './kubelet-options.ts'
import type { ScenarioImage } from './scenario-image.ts'
import type { Traffic } from './traffic.ts'

/**
 * What to simulate, as plain data: the engine's only input. Compiled from the user's text by scenario/compile.ts.
 * Objects are defaulted and validated: the API server of the engine takes them as they are.
 */
export interface Scenario {
  readonly name: string
  readonly seed: number
  /** How long to simulate at most. */
  readonly untilMs: Time
  /** False: stop earlier, as soon as nothing new can happen. True (the user wrote `until`): run the whole time. */
  readonly untilGiven: boolean
  readonly imagesPresent: boolean
  readonly nodes: readonly ScenarioNode[]
  readonly images: readonly ScenarioImage[]
  /** Created at 0, in this order. */
  readonly objects: readonly ScenarioObject[]
  /** In the order of their time; those of one instant in the order of the text. */
  readonly steps: readonly Step[]
  readonly traffic: readonly Traffic[]
  readonly workstation: ScenarioWorkstation
  readonly assumptions: Assumptions
}

/** The machine on which `run:` lines are typed. */
export interface ScenarioWorkstation {
  /** Content by path; relative ones are in the home directory. */
  readonly files: Readonly<Record<string, string>>
  /** The namespace of kubectl's context. */
  readonly namespace: string
}

export interface ScenarioObject {
  readonly object: KubeObject
  /** Which document of the text it came from. */
  readonly document: number
  /** Nobody wrote it: the cluster is assumed to come with it. */
  readonly assumed?: true
  /** What `kubectl apply` notes on it: the object as it was written. */
  readonly lastApplied?: string
}

export interface ScenarioNode {
  readonly name: string
  readonly milliCPU: number
  readonly memoryBytes: number
  readonly pods: number
  readonly labels: Readonly<Record<string, string>>
  readonly taints: readonly Taint[]
  /** Cordoned from the start. */
  readonly unschedulable?: boolean
  /** What else it has to give, as quantities: nvidia.com/gpu: "2"; ephemeral-storage where it is not the usual. */
  readonly resources?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly cgroup: 'v1' | 'v2'
  /** What its kubelet is configured with, where that is not as usual. */
  readonly kubelet?: KubeletOptions
}

/** What people and machines do, and when. `text` is how the step is shown. */
export interface Step {
  readonly atMs: Time
  readonly text: string
  readonly action: Action
  readonly range?: SourceRange
  /** Somebody looks on, and the text says nothing of it: the terminal of the page. */
  readonly aside?: true
}
