import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { circles } from './testing/circles.ts'
import { LISTED_CIRCLES, ROOMS } from './testing/rooms.ts'
import {
  files,
  folderOf,
  importsOf,
  product,
  resolved,
  type SourceFile,
  SRC,
  withoutComments,
  withoutStrings,
} from './testing/source-files.ts'

/**
 * Folders are the pipeline: an import points only where this table says, to a folder or to one room of it. A better idea than the table changes the
 * table, src/README.md and the code in one commit, which says why. Test files may import anything.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  lib: [],
  manifest: ['lib'],
  // Its words only: what a step's line would be told is said when the text is read.
  scenario: ['lib', 'manifest', 'kubectl'],
  trace: ['lib', 'manifest', 'scenario'],
  // The engine is what kubectl asks: it knows what is asked, and not who asks.
  engine: ['lib', 'manifest', 'scenario', 'trace', 'kubectl/client'],
  // What can be written at a place of a text, and what is to be said of it.
  language: ['lib', 'manifest', 'scenario', 'kubectl'],
  // Programs know the interface that the runtime gives them, and nothing of how it is made.
  programs: ['lib', 'engine/program-api', 'kubectl'],
  kubectl: ['lib', 'manifest'],
  view: ['lib', 'manifest', 'scenario', 'trace', 'kubectl'],
  gallery: ['lib', 'scenario'],
  share: ['lib', 'scenario'],
  // It has the run that it made: what is asked of a run at an instant is answered there. The build asks it for the run of
  // the gallery's first scenario.
  worker: ['lib', 'scenario', 'trace', 'engine', 'programs', 'view/reader', 'gallery'],
  app: ['lib', 'manifest', 'scenario', 'trace', 'kubectl', 'language', 'view', 'gallery', 'share', 'worker'],
  ui: ['lib', 'manifest', 'scenario', 'trace', 'kubectl', 'language', 'view', 'app'],
  cli: [
    'lib',
    'manifest',
    'scenario',
    'trace',
    'engine',
    'programs',
    'kubectl',
    'language',
    'view',
    'gallery',
    'share',
  ],
}

/** No DOM, no Node, no React, no wall clock, no chance. */
const PURE = [
  'lib',
  'manifest',
  'scenario',
  'trace',
  'engine',
  'programs',
  'kubectl',
  'language',
  'view',
  'gallery',
  'share',
]

/** What a pure folder may take from npm. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  manifest: ['yaml'],
  scenario: ['yaml'],
  kubectl: ['yaml', 'unbash'],
  language: ['yaml'],
  view: ['yaml'],
  // Servers read configurations in YAML; the page has loaded the package for its manifests.
  programs: ['unbash', 'yaml'],
  share: ['fflate'],
}

/** What makes two runs, two machines or two browsers differ; or runs text as code. */
const BANNED: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/\bDate\b(?!\s*:)/, 'Date: the simulation has its own clock'],
  [/\bMath\s*\.\s*random\b/, 'Math.random: draw from a named stream of lib/random.ts'],
  // Not `process`: in the runtime that is a simulated one, and Node's does not compile here.
  [/\b(?:performance|globalThis|navigator|crypto)\s*\./, 'the surroundings: hand it in'],
  [/\b(?:setTimeout|setInterval|queueMicrotask|requestAnimationFrame)\b/, 'a real clock'],
  [/\beval\s*\(|\bnew\s+Function\b/, 'text run as code'],
  [/\.\s*innerHTML\b|\bdangerouslySetInnerHTML\b/, 'text taken for markup'],
  [/\.\s*localeCompare\b|\.\s*toLocale\w+|\bIntl\s*\./, 'an order or a spelling that depends on the machine'],
]
/** Holds outside of the pure folders too. */
const BANNED_EVERYWHERE: typeof BANNED = BANNED.filter(([, why]) => why.startsWith('text '))

const MOST_LINES = 500
const LOOK_TWICE_LINES = 300
const DRAWER_NAMES = /^(?:utils?|helpers?|common|misc|shared)$/

function importProblems(file: SourceFile): string[] {
  const folder = folderOf(file.path)
  if (folder === '') return []
  const allowed = MAY_IMPORT[folder]
  if (!allowed) return [`${file.path}: the folder ${folder} is not in the table`]
  const problems: string[] = []
  for (const { target } of importsOf(file.text)) {
    if (!target.startsWith('.')) {
      const name = target.startsWith('@') ? target.split('/').slice(0, 2).join('/') : (target.split('/')[0] as string)
      if (PURE.includes(folder) && !PACKAGES[folder]?.includes(name)) problems.push(`${file.path} imports ${target}`)
      else if (name.startsWith('node:') && folder !== 'cli')
        problems.push(`${file.path} imports ${target}: only the CLI is in Node`)
      continue
    }
    const path = resolved(file.path, target)
    const to = folderOf(path)
    if (to === folder) continue
    if (to === '..' && folder === 'cli') continue // package.json, for the version
    if (!allowed.some((each) => path.startsWith(`${each}/`)))
      problems.push(`${file.path} imports ${target}: ${folder} may not import ${to || 'the root'}`)
  }
  return [...new Set(problems)]
}

/** Inside a folder that has rooms: a room imports itself and what stands below it. */
function roomProblems({ path, text }: SourceFile): string[] {
  const folder = folderOf(path)
  const rooms = ROOMS[folder]
  if (!rooms) return []
  const room = roomOf(path)
  // What stands at the top puts the rooms together, and no room imports it.
  if (room === '') return []
  const below = rooms[room]
  if (!below) return [`${path}: the room ${room} is not in the table of ${folder}/`]
  return importsOf(text).flatMap(({ target }) => {
    if (!target.startsWith('.')) return []
    const to = resolved(path, target)
    if (folderOf(to) !== folder || roomOf(to) === room || below.includes(roomOf(to))) return []
    return [`${path} imports ${target}: ${room} may not import ${roomOf(to) || `the top of ${folder}/`}`]
  })
}

/** engine/kubelet/eviction/rank.ts → kubelet */
function roomOf(path: string): string {
  return path.split('/').slice(1, -1)[0] ?? ''
}

function wordProblems(file: SourceFile): string[] {
  const code = withoutStrings(withoutComments(file.text))
  const banned = PURE.includes(folderOf(file.path)) ? BANNED : BANNED_EVERYWHERE
  return banned.flatMap(([pattern, why]) => {
    const match = pattern.exec(code)
    return match ? [`${file.path}:${code.slice(0, match.index).split('\n').length}: ${match[0].trim()} (${why})`] : []
  })
}

/** Fields of Kubernetes' objects whose keys users choose. */
const USERS_KEYS =
  'labels|annotations|data|binaryData|stringData|matchLabels|nodeSelector|limits|requests|hard|used|capacity|allocatable|parameters|overhead'

/** Here the key is one of a few words that the compiler knows. */
const COMPILED_KEYS = [
  'engine/kubelet/eviction/eviction-message.ts',
  'engine/scheduler/plugins/node-resources-fit.ts',
  'manifest/pod/validate-volumes.ts',
  'programs/servers/random-generator.ts',
]

/** `record[name]` finds what every object inherits: constructor, toString, __proto__. Look names up with lib/own.ts. */
function ownKeyProblems(file: SourceFile): string[] {
  if (file.path.startsWith('lib/own') || COMPILED_KEYS.includes(file.path)) return []
  const code = withoutStrings(withoutComments(file.text))
  const declared = [...code.matchAll(/\b(\w+)[?!]?: (?:Readonly<)?Record<string,/g)].map(([, name]) => name)
  const names = [...new Set([...declared, USERS_KEYS])].join('|')
  // A word between quotes is ours; what is assigned is set by setOwn where the name is a user's.
  const patterns = [
    new RegExp(`\\b(?:${names})(?:\\?\\.)?\\[(?!['"\`\\d\\]]|[A-Z_]+\\])[^\\[\\]]*\\](?! \\??\\??=[^=])`, 'g'),
    /(?:[(!?=]|&&|\|\||return) ?[a-z][\w.]* in [a-z_(]/gi,
  ]
  return patterns.flatMap((pattern) =>
    [...code.matchAll(pattern)]
      .filter(({ index }) => !GUARDED.test(code.slice(code.lastIndexOf('\n', index) + 1, index)))
      .map(({ 0: found, index }) => `${file.path}:${code.slice(0, index).split('\n').length}: ${found.trim()}`),
  )
}

/** It has been asked for in the same line, or is deleted. */
const GUARDED = /Object\.hasOwn|\bdelete /

function nameProblems(file: SourceFile): string[] {
  const parts = file.path.split('/').map((part) => part.replace(/\..*$/, ''))
  return parts.some((part) => DRAWER_NAMES.test(part)) ? [`${file.path}: name it for what it is about`] : []
}

function lengthProblems(file: SourceFile): string[] {
  const lines = lineCount(file.text)
  return lines > MOST_LINES ? [`${file.path}: ${lines} lines; split it before ${MOST_LINES}`] : []
}

function lineCount(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
}

describe('architecture', () => {
  it('imports point only where the table says', () => {
    expect(product.flatMap(importProblems)).toEqual([])
  })

  it('rooms import only what stands below them', () => {
    expect(product.flatMap(roomProblems)).toEqual([])
  })

  it('no values go in a circle outside of the shell', () => {
    const found = circles(product, (each) => !each.typeOnly)
    expect(found.filter((circle) => !circle.every((path) => path.startsWith('programs/shell/')))).toEqual([])
  })

  it('types go in a circle only where a reason is listed', () => {
    const found = circles(product, () => true).map((circle) => circle.join(' '))
    const isListed = (circle: string) => LISTED_CIRCLES.some(({ holds }) => circle.split(' ').every(holds))
    expect(found.filter((circle) => !isListed(circle))).toEqual([])
    const unneeded = LISTED_CIRCLES.filter(({ holds }) => !found.some((circle) => circle.split(' ').every(holds)))
    expect(unneeded.map(({ why }) => why)).toEqual([])
  })

  it('what is pure uses no clock, no chance and no surroundings', () => {
    expect(product.flatMap(wordProblems)).toEqual([])
  })

  it('names that users choose are looked up among own keys', () => {
    expect(product.flatMap(ownKeyProblems)).toEqual([])
  })

  it('no file is a drawer', () => {
    expect(files.flatMap(nameProblems)).toEqual([])
  })

  it(`no file is longer than ${MOST_LINES} lines`, () => {
    const long = files.filter((file) => lineCount(file.text) > LOOK_TWICE_LINES)
    if (long.length > 0) {
      const list = long.map((file) => `${lineCount(file.text)} ${file.path}`).join(', ')
      console.warn(`Over ${LOOK_TWICE_LINES} lines, look twice: ${list}`)
    }
    expect(files.flatMap(lengthProblems)).toEqual([])
  })
})

describe('the map', () => {
  const map = readFileSync(join(SRC, 'README.md'), 'utf8')

  /** Each piece of code with the file that was last linked to before it. */
  const shown = [...map.matchAll(/```ts\n(.*?)```/gs)].map(({ 1: code = '', index }) => {
    const [, path = ''] = [...map.slice(0, index).matchAll(/\]\(([^)#]+\.ts)\)/g)].at(-1) ?? []
    return [path, code] as const
  })

  it.each(shown)('shows %s as it is', (path, code) => {
    const bare = (text: string) => text.replace(/ +\/\/ this one$/gm, '')
    const source = readFileSync(join(SRC, path), 'utf8')
    // A line of three dots leaves something out.
    for (const part of code.split(/^ *…\n/m)) expect(bare(source)).toContain(bare(part))
  })

  it('names every folder', () => {
    for (const folder of readdirSync(SRC, { withFileTypes: true })) {
      if (folder.isDirectory()) expect(map).toContain(`\`${folder.name}/\``)
    }
  })
})

describe('each rule fires', () => {
  const problems = (path: string, text: string) => {
    const file = { path, text }
    return [
      ...importProblems(file),
      ...roomProblems(file),
      ...wordProblems(file),
      ...nameProblems(file),
      ...lengthProblems(file),
      ...ownKeyProblems(file),
    ]
  }

  it.each([
    ['view reaches for the engine', 'view/lanes/a.ts', "import { simulate } from '../../engine/simulate.ts'"],
    ['a type is an import too', 'view/lanes/a.ts', "import type { X } from '../../engine/simulate.ts'"],
    ['over several lines', 'ui/a.tsx', "import {\n  a,\n  b,\n} from '../engine/simulate.ts'"],
    ['a re-export', 'manifest/a.ts', "export * from '../trace/trace.ts'"],
    ['a dynamic import', 'lib/a.ts', "const a = await import('../manifest/a.ts')"],
    ['an import for its effect', 'share/a.ts', "import '../app/store.ts'"],
    ['a glob', 'engine/a.ts', "import.meta.glob('../gallery/*.yaml')"],
    ['the engine knows no program', 'engine/a.ts', "import { PROGRAMS } from '../programs/programs.ts'"],
    ['programs know no World', 'programs/a.ts', "import { World } from '../engine/world/world.ts'"],
    ['nor a type of the runtime', 'programs/a.ts', "import type { X } from '../engine/runtime/container.ts'"],
    ['nor a room that is called alike', 'programs/a.ts', "import type { X } from '../engine/program-api-2/x.ts'"],
    ['a room above', 'engine/kernel/a.ts', "import type { X } from '../kubelet/kubelet.ts'"],
    ['a room beside', 'view/lanes/a.ts', "import { x } from '../inspector/pod-view.ts'"],
    ['the top of a folder', 'engine/kubelet/a.ts', "import { simulate } from '../simulate.ts'"],
    ['a new room', 'engine/cloud/a.ts', ''],
    ['the page does not call the engine', 'app/a.ts', "import { simulate } from '../engine/simulate.ts'"],
    ['the CLI has no React', 'cli/a.ts', "import { App } from '../ui/app.tsx'"],
    ['a new folder', 'plugins/a.ts', ''],
    ['a package in a pure folder', 'engine/a.ts', "import { create } from 'zustand'"],
    ['Node in a pure folder', 'lib/a.ts', "import { readFileSync } from 'node:fs'"],
    ['Node in the page', 'ui/a.tsx', "import { join } from 'node:path'"],
    ['the wall clock', 'engine/a.ts', 'const now = Date.now()'],
    ['the wall clock in a template', 'engine/a.ts', `const now = \`\${Date.now()}\``],
    ['chance', 'programs/a.ts', 'const x = Math.random()'],
    ['a timer', 'view/a.ts', 'setTimeout(go, 1)'],
    ['text run as code', 'ui/a.tsx', 'eval(text)'],
    ['text run as code, again', 'manifest/a.ts', 'new Function(text)'],
    ['text taken for markup', 'ui/a.tsx', 'element.innerHTML = text'],
    ['an order that depends on the machine', 'kubectl/a.ts', 'names.sort((a, b) => a.localeCompare(b))'],
    ['a drawer', 'lib/utils.ts', ''],
    ['a drawer folder', 'ui/common/button.tsx', ''],
    ['a name of a user', 'engine/a.ts', 'const value = metadata.labels?.[key]'],
    ['a table of ours', 'engine/a.ts', 'const OF: Readonly<Record<string, number>> = {}\nconst one = OF[name]'],
    ['what is inherited is in everything', 'programs/a.ts', 'if (name in options) go()'],
    ['a giant', 'engine/a.ts', 'x\n'.repeat(MOST_LINES + 1)],
  ])('%s', (_name, path, text) => {
    expect(problems(path, text)).toHaveLength(1)
  })

  it.each([
    ['what the table allows', 'view/a.ts', "import { stateAt } from '../trace/state-at.ts'"],
    ['a room below', 'engine/kubelet/eviction/a.ts', "import { Scope } from '../../kernel/kernel.ts'"],
    ['a neighbour', 'engine/kubelet/a.ts', "import { World } from '../world/world.ts'"],
    [
      'programs and their interface',
      'programs/a.ts',
      "import type { Program } from '../engine/program-api/program.ts'",
    ],
    ['a value of it', 'programs/shell/a.ts', "import { SIGNAL_NUMBERS } from '../../engine/program-api/signal.ts'"],
    ['a word in a comment', 'engine/a.ts', '// Date.now() is not for us\n/* eval(x) */'],
    ['a word in a string', 'engine/a.ts', "const header = 'Date.now()'"],
    ['an import in a comment', 'lib/a.ts', "// import { x } from '../engine/a.ts'"],
    ['the entry', 'main.tsx', "import { App } from './ui/app.tsx'"],
    ['a package that the folder is for', 'programs/shell/a.ts', "import { parse } from 'unbash'"],
    ['the version in the CLI', 'cli/a.ts', "import { version } from '../../package.json'"],
    ['own keys', 'engine/a.ts', 'const value = ownValue(metadata.labels, key)\nconst x = labels["app"]'],
    ['what has been asked for', 'engine/a.ts', 'return Object.hasOwn(labels, key) ? labels[key] : undefined'],
    ['a loop', 'lib/a.ts', 'for (const key in labels) go(key)'],
    ['as long as allowed', 'engine/a.ts', 'x\n'.repeat(MOST_LINES)],
  ])('and stays silent on %s', (_name, path, text) => {
    expect(problems(path, text)).toEqual([])
  })
})
