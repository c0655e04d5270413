import { absolute } from '../tool.ts'
import { hasPattern, type Piece, patternOf } from './expand.ts'
import { isPattern, matches, matchesName, unescapePattern } from './pattern.ts'
import type { Shell } from './shell.ts'

/** The files that a field matches, sorted; undefined: it is no pattern, or there is none. */
export function expandPath(shell: Shell, field: readonly Piece[]): string[] | undefined {
  if (!hasPattern(field)) return undefined
  const pattern = patternOf(field)
  const parts = splitPath(pattern)
  const onlyDirectories = pattern.endsWith('/')
  const { files } = shell.sys
  let found: string[] = [pattern.startsWith('/') ? '/' : '']
  parts.forEach((part, index) => {
    const isLast = index === parts.length - 1
    const next: string[] = []
    for (const directory of found) {
      if (!isPattern(part)) {
        const path = directory + unescapePattern(part)
        const exists = typeof files.stat(absolute(shell.sys.cwd, path), false) !== 'string'
        if (exists) next.push(isLast && !onlyDirectories ? path : `${path}/`)
        continue
      }
      const names = files.list(absolute(shell.sys.cwd, directory === '' ? '.' : directory))
      if (typeof names === 'string') continue
      shell.effort.step(names.length)
      // bash leaves these two out since 5.2.
      const dots = shell.dialect === 'bash' ? [] : ['.', '..']
      const dotglob = shell.shopts.seen.has('dotglob')
      for (const name of [...dots, ...names]) {
        if (!(dotglob ? matches(part, name) : matchesName(part, name))) continue
        if (isLast && !onlyDirectories) next.push(directory + name)
        else if (isDirectory(shell, directory + name)) next.push(`${directory + name}/`)
      }
    }
    found = next
  })
  return found.length > 0 ? found.sort() : undefined
}

function isDirectory(shell: Shell, path: string): boolean {
  const stat = shell.sys.files.stat(absolute(shell.sys.cwd, path))
  return typeof stat !== 'string' && stat.kind === 'directory'
}

function splitPath(pattern: string): string[] {
  return pattern.split('/').filter((part) => part !== '')
}
