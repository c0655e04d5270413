import type { Sys } from '../../engine/program-api/program.ts'
import type { Effort } from '../effort.ts'
import { RegexTooCostly, Work } from '../regex/budget.ts'
import { Regex, type RegexOptions, regexOf } from '../regex/regex.ts'

/** Which C library reads the image's regular expressions: Alpine has musl. */
function regexLibrary(sys: Sys): 'glibc' | 'musl' {
  return typeof sys.files.stat('/etc/alpine-release') === 'string' ? 'glibc' : 'musl'
}

/** The regular expression that a command was given; a text says in the words of its image why it is none. */
export function regexFor(sys: Sys, pattern: string | readonly string[], options: RegexOptions): Regex | string {
  const library = regexLibrary(sys)
  const regex = regexOf(pattern, { library, ...options })
  return regex instanceof Regex ? regex : regex.inWords(library)
}

/** A state of an expression is dearer to simulate than a command's steps are. */
const SIMULATED = 2.5

/** Pays for what matching has cost. */
export function* payForMatching(effort: Effort, work: Work): ReturnType<Effort['pay']> {
  const cost = work.take()
  if (cost > 0 && effort.step(cost, SIMULATED * cost)) yield* effort.pay()
}

export { type Regex, RegexTooCostly, Work }
