import type { BroughtImage } from '../kubectl/command-line/command.ts'
import type { Time } from '../lib/time.ts'
import type { KubeObject } from '../manifest/object/meta.ts'

/** What a line of shell would bring into the cluster, as far as it can be read off the line. */
export interface Brings {
  readonly objects: readonly KubeObject[]
  readonly images: readonly BroughtImage[]
}

/** What a step does, as plain data. */
export type Action =
  /** A line of shell on the workstation. */
  | {
      readonly kind: 'run'
      readonly line: string
      readonly brings: Brings
      /** When whoever has typed it presses Ctrl-C, should it still be going. */
      readonly interruptAt?: Time
    }
  /** kubectl apply -f -. */
  | { readonly kind: 'apply'; readonly objects: readonly KubeObject[] }
  | {
      readonly kind: 'killProcess'
      readonly namespace: string
      readonly pod: string
      readonly container: string
      readonly signal: string
    }
  | { readonly kind: 'killSandbox' | 'evict'; readonly namespace: string; readonly pod: string }
  /** A crash takes the whole machine; it is there again after `boot`. */
  | { readonly kind: 'stopKubelet' | 'startKubelet' | 'crash' | 'boot'; readonly node: string }
  /** Something outside of Pods takes so much that the node has too little left; `relieve` ends that. */
  | { readonly kind: 'memoryPressure' | 'diskPressure' | 'pidPressure' | 'relieve'; readonly node: string }
  /** A file in the kubelet's manifest directory appears or changes; removed by the name that its Pod has in it. */
  | { readonly kind: 'writeStaticPod'; readonly node: string; readonly object: KubeObject }
  | { readonly kind: 'removeStaticPod'; readonly node: string; readonly name: string }
  | { readonly kind: 'publishImage'; readonly image: string }
