import type { FieldError } from '../field-error.ts'
import type { ObjectMeta } from '../object/meta.ts'
import { validateObjectMeta } from '../object/validate-meta.ts'
import type { KindInfo } from '../schema/kinds.ts'
import { strategyOf } from './registry.ts'

/** What is wrong with an object's metadata, by its kind. */
export function metadataErrors(metadata: ObjectMeta, info: KindInfo): FieldError[] {
  const strategy = strategyOf(info)
  return [
    ...validateObjectMeta(metadata, info.namespaced, strategy.nameErrors, 'metadata'),
    ...strategy.validateMetadata(metadata),
  ]
}
