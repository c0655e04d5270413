import type { FieldError } from '../field-error.ts'
import type { KubeObject } from '../object/meta.ts'
import { isDNS1123Subdomain } from '../object/name.ts'
import { objectWarnings, type Warning } from '../object/warnings.ts'
import { sameMeaning } from '../same-meaning.ts'

/** What is done to an object on its way in through one of its doors: as a whole, or as its status and the like. */
export interface UpdateStrategy {
  /** `next` with what this door does not change taken from `old`. Changes neither of them. */
  prepareForUpdate(next: KubeObject, old: KubeObject): KubeObject
  /** What may not change, once an object is there; the object itself is judged apart from that. */
  validateUpdate(next: KubeObject, old: KubeObject): FieldError[]
}

export type Door = 'status' | 'resize' | 'ephemeralcontainers'

/** What the API server does with the objects of a kind; all of it pure, so that whoever reads a text does the same. */
// apiserver: pkg/registry/rest/create.go RESTCreateStrategy, update.go RESTUpdateStrategy (v1.36)
export interface Strategy extends UpdateStrategy {
  /** What is wrong with a name. */
  readonly nameErrors: (name: string) => string[]
  /** What is wrong with the metadata, beyond what is wrong with that of any object. */
  validateMetadata(metadata: KubeObject['metadata']): FieldError[]
  /** Fills in what is left out. Changes the object. */
  setDefaults(object: KubeObject): void
  /** Makes of a new object what it begins as, whatever it says of its status. Changes it. */
  prepareForCreate(object: KubeObject): void
  /** Of what only a new object may not have. */
  validateCreate(object: KubeObject): FieldError[]
  /** Of an object that is there, or is to take the place of one: all but its metadata. */
  validate(object: KubeObject): FieldError[]
  warnings(object: KubeObject): Warning[]
  readonly doors: Readonly<Partial<Record<Door, UpdateStrategy>>>
}

export interface StrategyParts extends Partial<Omit<Strategy, 'doors'>> {
  /** Its generation says how often what is asked for has changed. */
  readonly counted?: boolean
  /** Its status is written through a door of its own. */
  readonly hasStatus?: boolean
  /** What the status of a new object is; without it none. */
  readonly firstStatus?: unknown
  readonly doors?: Strategy['doors']
}

/** A kind's strategy: what it does not say is as for most. */
export function strategy({
  counted = false,
  hasStatus = false,
  firstStatus,
  doors = {},
  ...parts
}: StrategyParts): Strategy {
  return {
    nameErrors: isDNS1123Subdomain,
    setDefaults() {},
    prepareForCreate(object) {
      if (counted) object.metadata.generation = 1
      else delete object.metadata.generation
      if (!hasStatus) return
      if (firstStatus === undefined) delete object.status
      else object.status = firstStatus
    },
    validateMetadata: () => [],
    validateCreate: () => [],
    validate: () => [],
    validateUpdate: () => [],
    prepareForUpdate(next, old) {
      const kept = hasStatus ? withStatus(next, old.status) : next
      return counted ? withGeneration(kept, old) : kept
    },
    warnings: objectWarnings,
    ...parts,
    doors: { ...(hasStatus ? { status: STATUS } : {}), ...doors },
  }
}

/** Whoever writes a status writes nothing else, but for labels and the like. */
export const STATUS: UpdateStrategy = {
  prepareForUpdate: (next, old) => withStatus({ ...old, metadata: keptOwners(next, old) }, next.status),
  validateUpdate: () => [],
}

export function withStatus(object: KubeObject, status: unknown): KubeObject {
  if (object.status === status) return object
  if (status !== undefined) return { ...object, status }
  const { status: _before, ...rest } = object
  return rest as KubeObject
}

/** Who owns an object is none of a status writer's business. */
export function keptOwners({ metadata }: KubeObject, old: KubeObject): KubeObject['metadata'] {
  const { ownerReferences } = old.metadata
  if (metadata.ownerReferences === ownerReferences) return metadata
  const { ownerReferences: _given, ...rest } = metadata
  return ownerReferences ? { ...rest, ownerReferences } : rest
}

/** One more where the spec says something else. */
export function withGeneration(next: KubeObject, old: KubeObject): KubeObject {
  if (sameMeaning(next.spec, old.spec)) return next
  return counted(next, old)
}

export function counted(next: KubeObject, old: KubeObject): KubeObject {
  return { ...next, metadata: { ...next.metadata, generation: (old.metadata.generation ?? 0) + 1 } }
}
