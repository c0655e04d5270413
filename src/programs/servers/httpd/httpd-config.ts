import type { FileSystem } from '../../../engine/program-api/files.ts'
import { matchesName } from '../../shell/pattern.ts'
import { known } from '../config/unknown-config.ts'
import { isKnownDirective } from './known-directives.ts'

/** A directive of an Apache configuration; a section has what is inside. */
export interface ApacheDirective {
  /** In lower case; a section's with its bracket: <virtualhost. */
  readonly name: string
  readonly args: readonly string[]
  readonly inside: readonly ApacheDirective[]
  readonly file: string
  readonly line: number
}

/** Why it does not start: what it writes to stderr. */
export class ApacheProblem {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

export interface Reading {
  readonly files: FileSystem
  root: string
  readonly defines: Map<string, string>
  readonly env: ReadonlyMap<string, string>
  readonly modules: Set<string>
  count: number
}

const MOST_DIRECTIVES = 50_000
const MOST_INCLUDES = 20

/** Reads a file with all that it includes and all of its conditions decided. */
// httpd: server/config.c ap_build_config, ap_process_resource_config (2.4)
export function readApacheFile(reading: Reading, path: string, depth = 0): readonly ApacheDirective[] {
  const file = reading.files.read(path)
  if (typeof file === 'string' || depth > MOST_INCLUDES) {
    throw new ApacheProblem(`httpd: Could not open configuration file ${path}: No such file or directory`)
  }
  const lines = known(file.text, path)
    .replace(/\\\r?\n/g, ' \0')
    .split('\n')
  return readLines(reading, lines, path, depth)
}

/** `-C` and `-c`: one line each. */
export function readApacheLine(reading: Reading, line: string): readonly ApacheDirective[] {
  return readLines(reading, [line], '-C/-c directives', 0)
}

interface Open {
  readonly name: string
  /** As it was written. */
  readonly spelled: string
  readonly args: readonly string[]
  readonly line: number
  readonly inside: ApacheDirective[]
  /** A condition that does not hold: nothing inside counts. */
  readonly skipped: boolean
}

function readLines(reading: Reading, lines: readonly string[], file: string, depth: number): ApacheDirective[] {
  const top: ApacheDirective[] = []
  const open: Open[] = []
  let number = 0
  for (const raw of lines) {
    number += 1 + (raw.match(/\0/g)?.length ?? 0)
    const line = raw.replaceAll('\0', '').trim()
    if (line === '' || line.startsWith('#')) continue
    const current = open.at(-1)
    const close = /^<\/([A-Za-z]+)\s*>$/.exec(line)
    if (close) {
      if (!current || current.name !== `<${(close[1] as string).toLowerCase()}`)
        throw syntax(file, number, `</${close[1]}> without matching <${close[1]}> section`)
      open.pop()
      if (current.skipped) continue
      const list = open.at(-1)?.inside ?? top
      if (/^<if(?:module|define|version|file|directive|section)$/.test(current.name)) list.push(...current.inside)
      else list.push({ name: current.name, args: current.args, inside: current.inside, file, line: current.line })
      continue
    }
    const section = /^<([A-Za-z]+)\s*(.*?)>$/.exec(line)
    const words = wordsOf(section ? (section[2] as string) : line, reading)
    if (section) {
      const name = `<${(section[1] as string).toLowerCase()}`
      if (!current?.skipped && !isKnownDirective(name, reading.modules)) throw invalid(file, number, `<${section[1]}`)
      const skipped = (current?.skipped ?? false) || !holds(reading, name, words)
      open.push({ name, spelled: section[1] as string, args: words, line: number, inside: [], skipped })
      continue
    }
    if (current?.skipped) continue
    const [spelled = '', ...args] = words
    const name = spelled.toLowerCase()
    if (++reading.count > MOST_DIRECTIVES) throw syntax(file, number, 'not simulated: so many directives')
    const list = current?.inside ?? top
    if (name === 'include' || name === 'includeoptional') {
      for (const path of expanded(reading, args[0] ?? '', name === 'include', file, number))
        list.push(...readApacheFile(reading, path, depth + 1))
      continue
    }
    if (!isKnownDirective(name, reading.modules)) throw invalid(file, number, spelled)
    if (name === 'loadmodule') reading.modules.add(args[0] ?? '')
    if (name === 'define') reading.defines.set(args[0] ?? '', args[1] ?? '')
    if (name === 'serverroot') reading.root = args[0] ?? reading.root
    list.push({ name, args, inside: [], file, line: number })
  }
  const left = open.at(-1)
  if (left) throw syntax(file, left.line, `<${left.spelled}> was not closed.`)
  return top
}

export function syntax(file: string, line: number, text: string): ApacheProblem {
  return new ApacheProblem(`AH00526: Syntax error on line ${line} of ${file}:\n${text}`)
}

function invalid(file: string, line: number, name: string): ApacheProblem {
  return syntax(
    file,
    line,
    `Invalid command '${name}', perhaps misspelled or defined by a module not included in the server configuration`,
  )
}

function holds(reading: Reading, name: string, [first = '']: readonly string[]): boolean {
  const negated = first.startsWith('!')
  const what = first.replace(/^!/, '')
  if (name === '<ifmodule') {
    const module = /^mod_(\w+)\.c$/.exec(what)
    return reading.modules.has(module ? `${module[1]}_module` : what) !== negated
  }
  return name === '<ifdefine' ? reading.defines.has(what) !== negated : true
}

/** Words with quotes; ${NAME} is a definition or a variable of the environment. */
function wordsOf(line: string, { defines, env }: Reading): string[] {
  const filled = line.replace(/\$\{(\w+)\}/g, (whole, name: string) => defines.get(name) ?? env.get(name) ?? whole)
  return [...filled.matchAll(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(\S+)/g)].map(([, double, single, bare]) =>
    (double ?? single ?? bare ?? '').replace(/\\(["'\\])/g, '$1'),
  )
}

function expanded(reading: Reading, pattern: string, required: boolean, file: string, line: number): readonly string[] {
  const path = pattern.startsWith('/') ? pattern : `${reading.root}/${pattern}`
  if (!/[*?[]/.test(path)) {
    if (typeof reading.files.stat(path) !== 'string') return [path]
    if (!required) return []
    throw syntax(file, line, `Could not open configuration file ${path}: No such file or directory`)
  }
  const slash = path.lastIndexOf('/')
  const names = reading.files.list(path.slice(0, slash))
  if (typeof names === 'string') return []
  return names
    .filter((name) => matchesName(path.slice(slash + 1), name))
    .map((name) => `${path.slice(0, slash)}/${name}`)
}
