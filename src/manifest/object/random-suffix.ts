import { hash32 } from '../../lib/random.ts'

/** Neither vowels nor what looks like one: no words by chance. */
// apimachinery: pkg/util/rand/rand.go alphanums (v1.36)
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789'

/** Five letters as the API server draws them for generated names, but drawn from what they are for. */
export function randomSuffix(seed: string): string {
  let suffix = ''
  for (let position = 0; position < 5; position++) {
    suffix += LETTERS[hash32(`${seed}#${position}`) % LETTERS.length]
  }
  return suffix
}
