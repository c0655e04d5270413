import type { PodTemplate } from '../../../manifest/object/job.ts'

/** Neither vowels nor what looks like one: no words by chance. */
// apimachinery: pkg/util/rand/rand.go alphanums, SafeEncodeString (v1.36)
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789'

/**
 * What tells a template's ReplicaSet from those of others. Kubernetes prints the template's fields for it in a way of
 * Go's own: the letters and the length are Kubernetes', the hash of a certain template is not.
 */
// controller-manager: pkg/controller/controller_utils.go ComputeHash (v1.36)
export function podTemplateHash(template: PodTemplate, collisionCount: number | undefined): string {
  let hash = fnv32a(2166136261, canonical(template))
  if (collisionCount !== undefined) {
    for (let byte = 0; byte < 4; byte++) hash = mixed(hash, (collisionCount >>> (8 * byte)) & 0xff)
  }
  return [...String(hash >>> 0)].map((digit) => LETTERS[digit.charCodeAt(0) % LETTERS.length]).join('')
}

// Go: hash/fnv New32a
function fnv32a(start: number, text: string): number {
  let hash = start
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    hash = mixed(hash, unit & 0xff)
    if (unit > 0xff) hash = mixed(hash, unit >>> 8)
  }
  return hash
}

function mixed(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 16777619)
}

/** The same for the same fields, in whatever order they stand. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? ''
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  const sorted = fields.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${sorted.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`
}
