import { type Import, importsOf, resolved, type SourceFile } from './source-files.ts'

/** The files that import each other, directly or by way of others: each group in the order of its names. */
// Tarjan's strongly connected components
export function circles(files: readonly SourceFile[], counts: (each: Import) => boolean): readonly string[][] {
  const imports = new Map(
    files.map(({ path, text }) => [
      path,
      importsOf(text)
        .filter((each) => each.target.startsWith('.') && counts(each))
        .map(({ target }) => resolved(path, target)),
    ]),
  )
  const indexes = new Map<string, number>()
  const lowest = new Map<string, number>()
  const stack: string[] = []
  const found: string[][] = []
  const visit = (path: string): number => {
    const index = indexes.size
    indexes.set(path, index)
    stack.push(path)
    let low = index
    for (const target of imports.get(path) ?? []) {
      if (!indexes.has(target)) low = Math.min(low, visit(target))
      else if (stack.includes(target)) low = Math.min(low, lowest.get(target) ?? (indexes.get(target) as number))
    }
    lowest.set(path, low)
    if (low === index) {
      const circle = stack.splice(stack.indexOf(path))
      if (circle.length > 1) found.push(circle.sort())
    }
    return low
  }
  for (const path of imports.keys()) if (!indexes.has(path)) visit(path)
  return found
}
