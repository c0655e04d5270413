import { ownValue } from '../../lib/own.ts'
import type { FieldType } from '../schema/shape.ts'

/** By which field the items of a list are the same, by the definition of the items. Other lists are replaced. */
// api: core/v1/types.go and others, patchMergeKey (v1.36)
const MERGE_KEYS: Readonly<Record<string, string>> = {
  Container: 'name',
  EphemeralContainer: 'name',
  ContainerPort: 'containerPort',
  EnvVar: 'name',
  VolumeMount: 'mountPath',
  VolumeDevice: 'devicePath',
  Volume: 'name',
  LocalObjectReference: 'name',
  HostAlias: 'ip',
  PodSchedulingGate: 'name',
  PodResourceClaim: 'name',
  PodResourceClaimStatus: 'name',
  TopologySpreadConstraint: 'topologyKey',
  PodCondition: 'type',
  ProbedCondition: 'type',
  Condition: 'type',
  OwnerReference: 'uid',
  ServicePort: 'port',
  NodeAddress: 'type',
  HostIP: 'ip',
  PodIP: 'ip',
  ObjectReference: 'name',
  admissionregistration_v1_ValidatingWebhook: 'name',
  admissionregistration_v1_MutatingWebhook: 'name',
}
/** Lists of words that are merged. */
const MERGED_WORDS = new Set(['finalizers', 'podCIDRs'])
/** Of these only the fields that the patch names stay. */
const RETAINS_KEYS = new Set(['Volume', 'apps_v1_DeploymentStrategy'])

/** How lists of a field are merged: by a field of their items, as words, or not at all. */
export type ListMeta =
  | { readonly kind: 'items'; readonly mergeKey: string; readonly definition: string }
  | { readonly kind: 'words' }

// apimachinery: pkg/util/strategicpatch/meta.go LookupPatchMetadataForSlice (v1.36)
export function listMetaOf(field: string, type: FieldType | undefined): ListMeta | undefined {
  const definition = shapeNameOf(type?.kind === 'list' ? type.of : undefined)
  const mergeKey = definition === undefined ? undefined : ownValue(MERGE_KEYS, definition)
  if (definition !== undefined && mergeKey !== undefined) return { kind: 'items', mergeKey, definition }
  return MERGED_WORDS.has(field) ? { kind: 'words' } : undefined
}

/** Of a definition only the fields that the patch names stay. */
export function retainsKeys(definition: string | undefined): boolean {
  return definition !== undefined && RETAINS_KEYS.has(definition)
}

/** The definition of a field's value, or of the items of its list. */
export function shapeNameOf(type: FieldType | undefined): string | undefined {
  return type?.kind === 'object' ? type.shape : undefined
}
