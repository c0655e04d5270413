import { child } from '../manifest/path.ts'
import { type Place, problemAt } from '../manifest/place.ts'
import type { Problem } from './problem.ts'

/** A reference has at most 255 characters of a name, and a tag and a digest: whatever is longer is no image's. */
const LONGEST = 1024

/**
 * Images that nothing real is called, said before anything is simulated: the API server takes them, and each Event and
 * status would hold them.
 */
export function longImages(value: unknown, place: Place): Problem[] {
  const problems: Problem[] = []
  walk(value, '', (path, length) => {
    const note = { kind: 'longImage', length, most: LONGEST } as const
    problems.push(problemAt(place, { code: 'too-large', severity: 'error', note, path, at: 'value' }))
  })
  return problems
}

function walk(value: unknown, path: string, found: (path: string, length: number) => void): void {
  if (typeof value !== 'object' || value === null) return
  for (const [key, item] of Object.entries(value)) {
    const at = Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : child(path, key)
    if (key === 'image' && typeof item === 'string' && item.length > LONGEST) found(at, item.length)
    else walk(item, at, found)
  }
}
