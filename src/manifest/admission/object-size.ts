import { ApiRefusal } from '../api-error.ts'
import { statusOf } from '../api-status.ts'
import type { KubeObject } from '../object/meta.ts'

/** The most that etcd takes in one request. */
// etcd: server/embed/config.go DefaultMaxRequestBytes
const MOST_BYTES = 1.5 * 1024 * 1024

/** What the store says of an object that is too large for it. */
export function tooLargeToStore(object: KubeObject): ApiRefusal | undefined {
  const text = JSON.stringify(object)
  // No unit of UTF-16 takes more than three bytes of UTF-8: for nearly every object there is nothing to count.
  const tooLarge = text.length > MOST_BYTES / 3 && byteLength(text) > MOST_BYTES
  return tooLarge ? new ApiRefusal(statusOf('', 'etcdserver: request is too large')) : undefined
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
