import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface SourceFile {
  /** Relative to src, with forward slashes. */
  readonly path: string
  readonly text: string
}

export interface Import {
  /** As it is written. */
  readonly target: string
  /** It is gone when the types are. */
  readonly typeOnly: boolean
}

export const SRC = fileURLToPath(new URL('..', import.meta.url))
export const files: readonly SourceFile[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.gen.ts'))
  .sort()
  .map((path) => ({ path, text: readFileSync(join(SRC, path), 'utf8') }))
/** Without tests and what only they use. */
export const product = files.filter((file) => !/\.test\.tsx?$/.test(file.path) && !/(?:^|\/)testing\//.test(file.path))

export function importsOf(text: string): readonly Import[] {
  const code = withoutComments(text)
  const found: Import[] = []
  for (const [, clause = '', target = ''] of code.matchAll(
    /\b(?:import|export)\s+([^'"`;=]*?)\bfrom\s*['"]([^'"]+)['"]/g,
  )) {
    const names = /^\s*\{([^}]*)\}/.exec(clause)?.[1]?.split(',')
    const eachIsType = names?.every((name) => /^\s*(?:type\s.*)?$/s.test(name)) ?? false
    found.push({ target, typeOnly: /^type\b/.test(clause) || eachIsType })
  }
  const bare =
    /\bimport\s*['"]([^'"]+)['"]|\bimport\s*\(\s*['"]([^'"]+)['"]|import\.meta\.glob\w*(?:<[^(]*>)?\(\s*['"]([^'"]+)['"]/g
  for (const [, effect, dynamic, glob] of code.matchAll(bare)) {
    found.push({ target: (effect ?? dynamic ?? glob) as string, typeOnly: false })
  }
  return found
}

/** Where a relative import leads, from src. */
export function resolved(from: string, target: string): string {
  return posix.join(posix.dirname(from), target.replace(/\?.*$/, ''))
}

export function folderOf(path: string): string {
  const slash = path.indexOf('/')
  return slash < 0 ? '' : path.slice(0, slash)
}

const LITERALS = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[\s\S])*`/g

/** Comments become their line ends, so that line numbers stay true. */
export function withoutComments(text: string): string {
  return text.replace(LITERALS, (part) => (/^\/[*/]/.test(part) ? part.replace(/[^\n]/g, '') : part))
}

/** Template literals stay: code stands in them. */
export function withoutStrings(text: string): string {
  return text.replace(LITERALS, (part) => (/^['"]/.test(part) ? "''" : part))
}
