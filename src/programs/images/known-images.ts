import { IMAGES, imageOf } from './catalogue.ts'

/** What is known of an image without running it, for whoever chooses one. */
export interface KnownImage {
  readonly name: string
  /** Entrypoint and command. */
  readonly runs: string
  readonly ports: readonly number[]
  readonly user: string
  readonly stopSignal: string
  readonly sizeBytes: number
}

/** A command line that is longer than this says nothing to anybody. */
const LONGEST = 60

/** Every image of the catalogue, under the first of its names. */
export function knownImages(): readonly KnownImage[] {
  return IMAGES.map(({ names }) => {
    const name = names[0] ?? ''
    const { entrypoint, cmd, exposedPorts, user, stopSignal, sizeBytes } = imageOf(name)
    const words = [...entrypoint, ...cmd].join(' ')
    const runs = words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words
    return { name, runs, ports: exposedPorts, user, stopSignal, sizeBytes: sizeBytes ?? 0 }
  })
}
