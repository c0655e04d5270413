import { ownValue } from '../../../lib/own.ts'
import type { Deployment } from '../../../manifest/object/deployment.ts'
import type { PodTemplate } from '../../../manifest/object/job.ts'
import { LAST_APPLIED } from '../../../manifest/object/last-applied.ts'
import type { ReplicaSet } from '../../../manifest/object/replica-set.ts'
import { sameMeaning } from '../../../manifest/same-meaning.ts'
import { desiredReplicas, maxSurge } from './fenceposts.ts'
import { byCreation, sizeOf } from './replica-counts.ts'

export const POD_TEMPLATE_HASH = 'pod-template-hash'
export const REVISION = 'deployment.kubernetes.io/revision'
const REVISION_HISTORY = 'deployment.kubernetes.io/revision-history'
export const DESIRED_REPLICAS = 'deployment.kubernetes.io/desired-replicas'
export const MAX_REPLICAS = 'deployment.kubernetes.io/max-replicas'

/** What is the Deployment's own, or the ReplicaSet's. */
// controller-manager: pkg/controller/deployment/util/deployment_util.go annotationsToSkip (v1.36)
const NOT_COPIED = new Set([
  LAST_APPLIED,
  REVISION,
  REVISION_HISTORY,
  DESIRED_REPLICAS,
  MAX_REPLICAS,
  'deprecated.deployment.rollback.to',
])

// controller-manager: pkg/controller/deployment/util/deployment_util.go maxRevHistoryLengthInChars (v1.36)
const MOST_HISTORY = 2000

type Annotations = Readonly<Record<string, string>>

/** The ReplicaSet of the Deployment's present template: the oldest one, should there be several. */
// controller-manager: pkg/controller/deployment/util/deployment_util.go FindNewReplicaSet (v1.36)
export function findNewReplicaSet({ spec }: Deployment, replicaSets: readonly ReplicaSet[]): ReplicaSet | undefined {
  return replicaSets.toSorted(byCreation).find((each) => equalIgnoreHash(each.spec.template, spec.template))
}

// controller-manager: pkg/controller/deployment/util/deployment_util.go EqualIgnoreHash (v1.36)
export function equalIgnoreHash(a: PodTemplate, b: PodTemplate): boolean {
  return sameMeaning(withoutHash(a), withoutHash(b))
}

function withoutHash(template: PodTemplate): PodTemplate {
  const { labels } = template.metadata ?? {}
  if (!labels || !Object.hasOwn(labels, POD_TEMPLATE_HASH)) return template
  const { [POD_TEMPLATE_HASH]: _hash, ...rest } = labels
  return { ...template, metadata: { ...template.metadata, labels: rest } }
}

/** 0: it has none. */
// controller-manager: pkg/controller/deployment/util/deployment_util.go Revision (v1.36)
function revisionOf({ metadata }: Pick<ReplicaSet, 'metadata'>): number {
  return numberOf(ownValue(metadata.annotations, REVISION)) ?? 0
}

// controller-manager: pkg/controller/deployment/util/deployment_util.go MaxRevision (v1.36)
export function maxRevision(replicaSets: readonly ReplicaSet[]): number {
  return Math.max(0, ...replicaSets.map(revisionOf))
}

/**
 * DEPLOY-4: the annotations of the new ReplicaSet: the Deployment's, the revision, and which ones it was before. The very
 * same where nothing changes.
 */
// controller-manager: pkg/controller/deployment/util/deployment_util.go SetNewReplicaSetAnnotations (v1.36)
export function newReplicaSetAnnotations(deployment: Deployment, before: Annotations, revision: number): Annotations {
  const after: Record<string, string> = { ...before }
  for (const [key, value] of Object.entries(deployment.metadata.annotations ?? {})) {
    if (!NOT_COPIED.has(key)) after[key] = value
  }
  const said = ownValue(before, REVISION)
  const old = said === undefined || said === '' ? 0 : numberOf(said)
  if (old !== undefined && old < revision) {
    after[REVISION] = String(revision)
    if (said !== undefined) after[REVISION_HISTORY] = withRevision(ownValue(before, REVISION_HISTORY) ?? '', said)
  }
  return sameMeaning(after, before) ? before : after
}

function withRevision(history: string, revision: string): string {
  if (history === '') return revision
  const revisions = history.split(',')
  let length = history.length + revision.length + 1
  while (length > MOST_HISTORY && revisions.length > 0) length -= (revisions.shift() as string).length + 1
  return length <= MOST_HISTORY ? [...revisions, revision].join(',') : history
}

/** What a scaled ReplicaSet remembers of the Deployment's size. */
// controller-manager: pkg/controller/deployment/util/deployment_util.go SetReplicasAnnotations (v1.36)
export function replicasAnnotations(deployment: Deployment): Annotations {
  const desired = desiredReplicas(deployment)
  return { [DESIRED_REPLICAS]: String(desired), [MAX_REPLICAS]: String(desired + maxSurge(deployment)) }
}

// controller-manager: pkg/controller/deployment/util/deployment_util.go getNonNegativeInt32FromAnnotationVerbose (v1.36)
export function annotatedNumber({ metadata }: ReplicaSet, key: string): number | undefined {
  const number = numberOf(ownValue(metadata.annotations, key))
  return number !== undefined && number >= 0 ? number : undefined
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^[+-]?\d{1,15}$/.test(text) ? Number(text) : undefined
}

/** Old ReplicaSets beyond what is to be kept: the lowest revisions first, and none that has Pods. */
// controller-manager: pkg/controller/deployment/sync.go cleanupDeployment (v1.36)
export function planCleanup({ spec }: Deployment, old: readonly ReplicaSet[]): readonly ReplicaSet[] {
  const { revisionHistoryLimit: limit } = spec
  if (limit === undefined || limit === 2 ** 31 - 1) return []
  const alive = old.filter(({ metadata }) => metadata.deletionTimestamp === undefined)
  return alive
    .toSorted((a, b) => revisionOf(a) - revisionOf(b) || byCreation(a, b))
    .slice(0, Math.max(0, alive.length - limit))
    .filter(
      (each) =>
        sizeOf(each) === 0 &&
        (each.status?.replicas ?? 0) === 0 &&
        (each.metadata.generation ?? 0) <= (each.status?.observedGeneration ?? 0),
    )
}
