import { ownValue } from '../../lib/own.ts'
import { LAST_APPLIED } from '../../manifest/object/last-applied.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { compactJson } from '../printers/json.ts'

type Fields = Readonly<Record<string, unknown>>

// kubectl: pkg/util/apply.go GetModifiedConfiguration (v1.36)
export function withLastApplied(object: KubeObject): KubeObject {
  const annotations = { ...object.metadata.annotations, [LAST_APPLIED]: lastAppliedText(object) }
  return { ...object, metadata: { ...object.metadata, annotations } }
}

export function lastAppliedText(object: KubeObject): string {
  const { [LAST_APPLIED]: _before, ...annotations } = object.metadata.annotations ?? {}
  return `${compactJson({ ...object, metadata: { ...object.metadata, annotations } })}\n`
}

export function lastApplied({ metadata }: KubeObject): Fields | undefined {
  const text = ownValue(metadata.annotations, LAST_APPLIED)
  if (text === undefined) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return isMap(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** What kubectl sends: what differs from what is there, and null for what was applied before and is asked for no more. */
// apimachinery: pkg/util/strategicpatch/patch.go CreateThreeWayMergePatch (v1.36); of lists the server finds the differences
export function threeWayPatch(original: Fields | undefined, modified: KubeObject, current: KubeObject): Fields {
  const { status: _status, ...asked } = modified
  const { apiVersion: _apiVersion, kind: _kind, ...patch } = difference(original ?? {}, asked, current)
  return patch
}

function difference(original: Fields, modified: Fields, current: Fields): Fields {
  const patch: Record<string, unknown> = Object.create(null)
  for (const [name, value] of Object.entries(modified)) {
    const before = ownValue(current, name)
    if (isMap(value) && isMap(before)) {
      const was = ownValue(original, name)
      const inner = difference(isMap(was) ? was : {}, value, before)
      if (Object.keys(inner).length > 0) patch[name] = inner
    } else if (!holds(before, value) || !sameLength(ownValue(original, name), value)) patch[name] = value
  }
  for (const name of Object.keys(original)) {
    if (ownValue(modified, name) === undefined && ownValue(current, name) !== undefined) patch[name] = null
  }
  return patch
}

/** Whether what is there has all that is asked for, and more at most where the server adds defaults. */
function holds(present: unknown, asked: unknown): boolean {
  if (Array.isArray(asked)) {
    return (
      Array.isArray(present) &&
      present.length === asked.length &&
      asked.every((item, index) => holds(present[index], item))
    )
  }
  if (!isMap(asked)) return present === asked
  return isMap(present) && Object.entries(asked).every(([name, value]) => holds(ownValue(present, name), value))
}

function sameLength(before: unknown, asked: unknown): boolean {
  return !Array.isArray(before) || !Array.isArray(asked) || before.length <= asked.length
}

function isMap(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
