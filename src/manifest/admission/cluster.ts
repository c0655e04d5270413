import type { KubeObject } from '../object/meta.ts'

/** What is there already when an object arrives. */
export interface Cluster {
  find(kind: string, namespace: string, name: string): KubeObject | undefined
  /** Those of a namespace in the order of their creation; of kinds without namespaces, with ''; of all, without one. */
  list(kind: string, namespace?: string): readonly KubeObject[]
}

/** Why a plugin refuses an object, and which of its fields is to blame. */
export interface Rejection {
  readonly message: string
  readonly path: string
}
