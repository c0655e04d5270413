import { utf8 } from '../../../lib/base64.ts'
import { compactJson } from '../../../lib/json-text.ts'
import { type ControllerRevision, REVISION_HASH_LABEL } from '../../../manifest/object/controller-revision.ts'
import type { PodTemplate } from '../../../manifest/object/job.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import { sameMeaning } from '../../../manifest/same-meaning.ts'
import { newControllerRef } from './claim-pods.ts'

/** What a template is changed back with. */
// controller-manager: pkg/controller/statefulset/stateful_set_utils.go getPatch; daemon/update.go getPatch (v1.36)
function templatePatch(template: PodTemplate): unknown {
  return { spec: { template: { ...template, $patch: 'replace' } } }
}

/** The template that a revision keeps. */
export function templateIn({ data }: ControllerRevision): PodTemplate {
  const kept = data as { spec: { template: PodTemplate & { $patch?: string } } }
  const { $patch: _patch, ...template } = kept.spec.template
  return template
}

export interface RevisionOf {
  readonly owner: KubeObject
  readonly template: PodTemplate
  readonly revision: number
  /** How often a name was taken already; undefined: that is not counted among what is hashed. */
  readonly collisionCount: number | undefined
}

/** A revision as it is to be made. Its name is the real one: the text that is hashed is the same. */
// controller-manager: pkg/controller/history/controller_history.go NewControllerRevision, ControllerRevisionName (v1.36)
export function newRevision({ owner, template, revision, collisionCount }: RevisionOf): ControllerRevision {
  const data = templatePatch(template)
  const hash = revisionHash(data, collisionCount)
  const { namespace, name } = owner.metadata
  const annotations = owner.metadata.annotations ?? {}
  return {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name: `${name.slice(0, MOST_PREFIX)}-${hash}`,
      ...(namespace === undefined ? {} : { namespace }),
      labels: { ...template.metadata?.labels, [REVISION_HASH_LABEL]: hash },
      ...(Object.keys(annotations).length > 0 ? { annotations: { ...annotations } } : {}),
      ownerReferences: [newControllerRef(owner)],
    },
    data,
    revision,
  }
}

const MOST_PREFIX = 223

// controller-manager: pkg/controller/history/controller_history.go HashControllerRevision (v1.36)
function revisionHash(data: unknown, collisionCount: number | undefined): string {
  return safeEncoded(String(fnv32(`${compactJson(data)}${collisionCount ?? ''}`)))
}

// Go: hash/fnv New32
function fnv32(text: string): number {
  let hash = 0x811c9dc5
  for (const byte of utf8(text)) hash = (Math.imul(hash, 0x01000193) ^ byte) >>> 0
  return hash
}

const LETTERS = 'bcdfghjklmnpqrstvwxz2456789'

/** Letters of which no words come by chance. */
// apimachinery: pkg/util/rand/rand.go SafeEncodeString (v1.36)
function safeEncoded(text: string): string {
  return [...text].map((letter) => LETTERS[(letter.codePointAt(0) ?? 0) % LETTERS.length]).join('')
}

// controller-manager: pkg/controller/history/controller_history.go EqualRevision (v1.36)
export function isEqualRevision(a: ControllerRevision, b: ControllerRevision): boolean {
  return sameMeaning(a.data, b.data)
}

// controller-manager: pkg/controller/history/controller_history.go SortControllerRevisions (v1.36)
export function compareRevisions(a: ControllerRevision, b: ControllerRevision): number {
  return (
    a.revision - b.revision ||
    compare(a.metadata.creationTimestamp ?? '', b.metadata.creationTimestamp ?? '') ||
    compare(a.metadata.name, b.metadata.name)
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Those that nothing is of any more, beyond as many as are to be kept; the oldest go. `revisions` are in order. */
// controller-manager: pkg/controller/statefulset/stateful_set_control.go truncateHistory; daemon/update.go cleanupHistory (v1.36)
export function superfluousRevisions(
  revisions: readonly ControllerRevision[],
  isLive: (revision: ControllerRevision) => boolean,
  limit: number,
): ControllerRevision[] {
  const history = revisions.filter((revision) => !isLive(revision))
  return history.slice(0, Math.max(0, history.length - limit))
}
