import { isMap } from '../../lib/is-map.ts'
import { compactJson } from '../../lib/json-text.ts'
import { ownValue } from '../../lib/own.ts'
import { LAST_APPLIED } from '../../manifest/object/last-applied.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import {
  createThreeWayJSONMergePatch,
  createThreeWayMergePatch,
  type Fields,
} from '../../manifest/patch/three-way-merge.ts'
import type { KindInfo } from '../../manifest/schema/kinds.ts'
import { definitionOf } from '../../manifest/schema/shape.ts'
import type { PatchType } from '../client/api-client.ts'

// kubectl: pkg/util/apply.go GetModifiedConfiguration (v1.36)
export function withLastApplied(object: KubeObject): KubeObject {
  const annotations = { ...object.metadata.annotations, [LAST_APPLIED]: lastAppliedText(object) }
  return { ...object, metadata: { ...object.metadata, annotations } }
}

export function lastAppliedText(object: KubeObject): string {
  const { [LAST_APPLIED]: _before, ...annotations } = object.metadata.annotations ?? {}
  return `${compactJson({ ...object, metadata: { ...object.metadata, annotations } })}\n`
}

function lastApplied({ metadata }: KubeObject): Fields | undefined {
  const text = ownValue(metadata.annotations, LAST_APPLIED)
  if (text === undefined) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return isMap(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** What kubectl sends to make of what is there what is asked for. */
// kubectl: pkg/cmd/apply/patcher.go patchSimple, buildStrategicMergeFromBuiltins, buildMergePatch (v1.36)
export function applyPatch(modified: KubeObject, current: KubeObject, info: KindInfo): TypedPatch {
  return patchOf(lastApplied(current) ?? {}, modified, current, info)
}

interface TypedPatch {
  readonly type: PatchType
  readonly patch: Fields
}

/** What makes of `current` what `modified` says; what `original` had, and `modified` has not, goes. */
export function patchOf(
  original: Fields,
  modified: KubeObject,
  current: KubeObject,
  { apiVersion, kind }: KindInfo,
): TypedPatch {
  const definition = definitionOf(apiVersion, kind)
  return definition === undefined
    ? { type: 'merge', patch: createThreeWayJSONMergePatch(original, modified, current) }
    : { type: 'strategic', patch: createThreeWayMergePatch(original, modified, current, definition) }
}
