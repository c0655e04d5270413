import { ApiRefusal } from '../api-error.ts'
import { statusOf } from '../api-status.ts'
import type { KubeObject } from '../object/meta.ts'

/** The most that etcd takes in one request. */
// etcd: server/embed/config.go DefaultMaxRequestBytes
const MOST_BYTES = 1.5 * 1024 * 1024

/** What the store says of an object that is too large for it. */
export function tooLargeToStore(object: KubeObject): ApiRefusal | undefined {
  // Nearly every object is far from it: its text is made only where that is not plain without.
  if (unitsOf(object) <= MOST_BYTES / MOST_BYTES_A_UNIT || byteLength(JSON.stringify(object)) <= MOST_BYTES) {
    return undefined
  }
  return new ApiRefusal(statusOf('', 'etcdserver: request is too large'))
}

/** Of specs: most versions of an object share theirs. */
const known = new WeakMap<object, number>()

/** How many units of text an object takes at the most. */
function unitsOf(object: KubeObject): number {
  const most = MOST_BYTES / MOST_BYTES_A_UNIT
  let left = most
  for (const key in object) {
    left -= key.length + 4
    const value = object[key]
    if (key !== 'spec' || typeof value !== 'object' || value === null) {
      left = leftOf(value, left)
      continue
    }
    const units = known.get(value) ?? most - leftOf(value, most)
    known.set(value, units)
    left -= units
  }
  return most - left
}

/** A character below 32 is written \u001f. */
const MOST_BYTES_A_UNIT = 6
/** More than what any number, true, false or null is written with. */
const WORD = 32

/** What is left of so many units of text where a value has been written with at most six bytes for each; below 0: none. */
function leftOf(value: unknown, units: number): number {
  if (typeof value === 'string') return units - value.length - 2
  if (typeof value !== 'object' || value === null) return units - WORD
  let left = units - 2
  if (Array.isArray(value)) {
    for (const each of value) {
      if (left < 0) return left
      left = leftOf(each, left - 1)
    }
    return left
  }
  const fields = value as Record<string, unknown>
  for (const key in fields) {
    if (left < 0) return left
    left = leftOf(fields[key], left - key.length - 4)
  }
  return left
}

/** In UTF-8. */
export function byteLength(text: string): number {
  let bytes = text.length
  for (const [beyond] of text.matchAll(/[\u0080-\u{10ffff}]/gu)) {
    const code = beyond.codePointAt(0) ?? 0
    bytes += code < 0x800 ? 1 : 2
  }
  return bytes
}
