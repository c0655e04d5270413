import type { KubeObject } from './meta.ts'

/** What an object's template once was, as a patch that makes it so again. */
export interface ControllerRevision extends KubeObject {
  data: unknown
  revision: number
}

/** Says on a Pod, and on a revision, which revision it is of. */
export const REVISION_HASH_LABEL = 'controller-revision-hash'
