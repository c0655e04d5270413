import { randomStream } from '../../lib/random.ts'

/** Neither vowels nor what looks like one: no words by chance. */
// apimachinery: pkg/util/rand/rand.go alphanums (v1.36)
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789'
const LENGTH = 5

/** Five letters as the API server draws them for generated names, but drawn from what they are for. */
export function randomSuffix(seed: string): string {
  const stream = randomStream(0, seed)
  return Array.from({ length: LENGTH }, () => LETTERS[stream.integer(LETTERS.length)]).join('')
}
