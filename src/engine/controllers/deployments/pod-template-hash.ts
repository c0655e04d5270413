import { utf8 } from '../../../lib/base64.ts'
import type { PodTemplate } from '../../../manifest/object/job.ts'
import { goDump } from './go-dump.ts'

/** Neither vowels nor what looks like one: no words by chance. */
// apimachinery: pkg/util/rand/rand.go alphanums, SafeEncodeString (v1.36)
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789'

/** What tells a template's ReplicaSet from those of others: Kubernetes' own hash of it. */
// controller-manager: pkg/controller/controller_utils.go ComputeHash (v1.36)
export function podTemplateHash(template: PodTemplate, collisionCount: number | undefined): string {
  let hash = OFFSET
  for (const byte of utf8(goDump('v1.PodTemplateSpec', template))) hash = mixed(hash, byte)
  if (collisionCount !== undefined) {
    for (let byte = 0; byte < 8; byte++) hash = mixed(hash, byte < 4 ? (collisionCount >>> (8 * byte)) & 0xff : 0)
  }
  return [...String(hash >>> 0)].map((digit) => LETTERS[digit.charCodeAt(0) % LETTERS.length]).join('')
}

// Go: hash/fnv New32a
const OFFSET = 2166136261

function mixed(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 16777619)
}
