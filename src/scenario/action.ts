import type { Duration } from '../lib/time.ts'
import type { KubeObject } from '../manifest/object/meta.ts'
import type { Taint } from '../manifest/object/node.ts'

/** Which objects are meant: by name, all, or those with certain labels (`-l app=web`); `names` is empty then. */
export interface Selection {
  readonly names: readonly string[]
  readonly all?: true
  readonly selector?: string
}

/** What a step does, as plain data. `kubectl` commands are parsed into these before the engine sees them. */
export type Action =
  | {
      readonly kind: 'apply'
      readonly objects: readonly KubeObject[]
      /** What -f names; undefined: the command has no -f. */
      readonly source?: string
      /** Refuses what is there already, as create and run do. */
      readonly create?: true
    }
  | ({
      readonly kind: 'delete'
      /** The plural, as in URLs: pods. manifest/schema/kinds.ts kindOfResource gives the kind. */
      readonly resource: string
      /** Empty for what there is once in a cluster. */
      readonly namespace: string
      /** undefined: the object's own grace period. */
      readonly gracePeriodSeconds?: number
      readonly force?: boolean
      /** What becomes of what it owns. undefined: Background. */
      readonly propagation?: 'Foreground' | 'Orphan'
    } & Selection)
  | {
      readonly kind: 'setImage'
      readonly resource: string
      readonly namespace: string
      readonly name: string
      readonly images: Readonly<Record<string, string>>
    }
  | {
      readonly kind: 'exec'
      readonly namespace: string
      readonly pod: string
      readonly container?: string
      readonly argv: readonly string[]
    }
  | {
      readonly kind: 'killProcess'
      readonly namespace: string
      readonly pod: string
      readonly container: string
      readonly signal: string
    }
  | {
      readonly kind: 'patch'
      readonly resource: string
      readonly namespace: string
      readonly name: string
      readonly type: 'strategic' | 'merge' | 'json'
      readonly subresource?: string
      readonly patch: unknown
      /** The text was no JSON: as the API server says it. */
      readonly syntaxError?: string
    }
  /** kubectl label and annotate: null removes. */
  | ({
      readonly kind: 'label'
      readonly field: 'labels' | 'annotations'
      readonly resource: string
      readonly namespace: string
      readonly changes: Readonly<Record<string, string | null>>
      readonly overwrite: boolean
    } & Selection)
  | ({
      readonly kind: 'taint'
      readonly add: readonly Taint[]
      /** Without an effect: whatever its effect. */
      readonly remove: readonly { readonly key: string; readonly effect?: string }[]
      readonly overwrite: boolean
    } & Selection)
  | ({ readonly kind: 'cordon' | 'uncordon' } & Selection)
  /** kubectl debug: a container added to a Pod that runs. */
  | {
      readonly kind: 'debug'
      readonly namespace: string
      readonly pod: string
      readonly container: {
        readonly name?: string
        readonly image: string
        readonly command?: readonly string[]
        readonly args?: readonly string[]
        readonly targetContainerName?: string
      }
    }
  | { readonly kind: 'killSandbox' | 'evict'; readonly namespace: string; readonly pod: string }
  /** A crash takes the whole machine; it is there again after `boot`. */
  | { readonly kind: 'stopKubelet' | 'startKubelet' | 'crash' | 'boot'; readonly node: string }
  /** Something outside of Pods takes so much that the node has too little left; `relieve` ends that. */
  | { readonly kind: 'memoryPressure' | 'diskPressure' | 'pidPressure' | 'relieve'; readonly node: string }
  | {
      readonly kind: 'drain'
      readonly node: string
      /** Pods without a controller too. */
      readonly force?: true
      readonly ignoreDaemonSets?: true
      readonly deleteEmptyDirData?: true
      /** kubectl gives up then. */
      readonly timeoutMs?: Duration
    }
  /** A file in the kubelet's manifest directory appears or changes; removed by the name that its Pod has in it. */
  | { readonly kind: 'writeStaticPod'; readonly node: string; readonly object: KubeObject }
  | { readonly kind: 'removeStaticPod'; readonly node: string; readonly name: string }
  | { readonly kind: 'publishImage'; readonly image: string }
  /** Understood, but the simulator does not do it yet: the trace says so. */
  | { readonly kind: 'notSimulated'; readonly reason: string }
