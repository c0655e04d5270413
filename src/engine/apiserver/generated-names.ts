import { randomSuffix } from '../../manifest/object/random-suffix.ts'

/** Names of what a controller makes: as if drawn by chance, from what they are for and how many there were before. */
// apiserver: pkg/storage/names/generate.go (v1.36)
export class GeneratedNames {
  readonly #given = new Map<string, number>()

  next(namespace: string, generateName: string): string {
    const key = `${namespace}/${generateName}`
    const number = this.#given.get(key) ?? 0
    this.#given.set(key, number + 1)
    return generateName.slice(0, MAX_GENERATED_NAME) + randomSuffix(`${key}/${number}`)
  }
}

export const MAX_GENERATED_NAME = 58
