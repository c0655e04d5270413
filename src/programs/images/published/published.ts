import type { ProgramFacts } from '../../../engine/program-api/image.ts'
import { type Description, described } from '../described.ts'
import type { ImageSpec } from '../image.ts'

/**
 * An image that is published and whose program is not simulated: what its Dockerfile and its source say of it. It stands
 * for a program that serves the ports it is known for and whatever its manifest asks of it. Without a `base` there is no
 * shell in it, nothing but the executable.
 */
export interface Published extends Omit<Description, 'programs'> {
  /** Where its executable lies, which is the entry point too where nothing else is said; several, with blanks between. */
  readonly binary: string
  /** Its exit code at SIGTERM, where that is another than 0; `ignore`: as PID 1 it does not hear it. */
  readonly term?: number | 'ignore'
  /** A tool that ends by itself: its exit code, and after how many seconds. */
  readonly ends?: readonly [code: number, seconds: number]
}

/** The exit code of a Java machine that SIGTERM ends: its hooks are run, then it is 128 + 15. */
export const JAVA_TERM = 143

/** The exit code of a Go program that does not ask for SIGTERM: as PID 1 the signal does not end it, its runtime does. */
export const GO_WITHOUT_HANDLER = 2

export function published({ binary, term, ends, ...description }: Published): ImageSpec {
  const paths = binary.split(' ')
  const spec = described({
    base: 'none',
    entrypoint: [paths[0] as string],
    ...description,
    programs: paths.map((path) => `${path}=described-program`).join(' '),
  })
  const facts: ProgramFacts = {
    ...(term === undefined ? {} : { onTerm: term === 'ignore' ? term : { code: term, afterMs: 0 } }),
    ...(ends ? { ends: { code: ends[0], afterMs: ends[1] * 1000 } } : {}),
  }
  return { ...spec, image: (tag) => ({ ...spec.image(tag), facts }) }
}
