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
