/** Paths as Kubernetes writes them: spec.containers[0].image, metadata.annotations[example.com/a]. */

export function child(path: string, field: string): string {
  return path === '' ? field : `${path}.${field}`
}

export function item(path: string, index: number): string {
  return `${path}[${index}]`
}

export function keyed(path: string, key: string): string {
  return `${path}[${key}]`
}

/** The path's steps, outermost first. A step in brackets is an index or a key: what holds it decides. */
export function stepsOf(path: string): string[] {
  return [...path.matchAll(/\[([^\]]*)\]|([^.[\]]+)/g)].map(([, bracketed, field]) => bracketed ?? field ?? '')
}

/** A path as it is written, or its steps: these also tell a key apart that has brackets in it. */
export type Path = string | readonly (string | number)[]

export function toSteps(path: Path): readonly string[] {
  return typeof path === 'string' ? stepsOf(path) : path.map(String)
}

/** Steps as a path; a number is an item, and what is no plain word stands in brackets. */
export function pathOf(steps: readonly (string | number)[]): string {
  return steps.reduce<string>(
    (path, step) =>
      typeof step === 'number' ? item(path, step) : /^[\w-]+$/.test(step) ? child(path, step) : keyed(path, step),
    '',
  )
}
