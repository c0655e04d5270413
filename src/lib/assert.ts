/** A state that our own code rules out. Reaching it is our bug, never the user's text or the simulated world. */
export class ImpossibleError extends Error {
  override name = 'ImpossibleError'
}

export function ensure<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) throw new ImpossibleError(`missing: ${what}`)
  return value
}

/** The end of a switch over a union: a new member that is not handled does not compile. */
export function assertNever(value: never): never {
  throw new ImpossibleError(`unhandled case: ${JSON.stringify(value)}`)
}
