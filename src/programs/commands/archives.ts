import type { Task } from '../../engine/program-api/task.ts'
import { type ArchiveEntry, archiveEntries, archiveText } from '../../lib/archive-text.ts'
import { ownValue } from '../../lib/own.ts'
import { Effort } from '../effort.ts'
import { LIMITS } from '../limits.ts'
import { BadOption, parseOptions } from '../options.ts'
import { readAll } from '../streams.ts'
import { absolute, type Call, errorText, fail, isGnu, print, type Tool } from '../tool.ts'
import { isPlaceholder } from './placeholder.ts'

/** Before what is packed: no bytes are. */
const PACKED = '\x1f\x8bpacked by podlapse\n'

export const tar: Tool = function* (call) {
  // tar czf a.tgz dir: the first word may do without its hyphen.
  const [first = '', ...rest] = call.args
  const args = /^[a-zA-Z]+$/.test(first) ? [`-${first}`, ...rest] : call.args
  const options = parseOptions(args, 'cxtvzjJapkmhOPf:C:T:X:', {
    create: 'c',
    extract: 'x',
    get: 'x',
    list: 't',
    file: 'f',
    directory: 'C',
    gzip: 'z',
    bzip2: 'j',
    xz: 'J',
    verbose: 'v',
    exclude: 'X',
    'strip-components': 'T',
    'no-same-owner': 'p',
    'no-same-permissions': 'p',
    'preserve-permissions': 'p',
    overwrite: 'k',
    'to-stdout': 'O',
  })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const directory = absolute(call.sys.cwd, options.value('C') ?? '.')
  const name = options.value('f') ?? '-'
  if (options.has('c')) {
    const entries: ArchiveEntry[] = []
    let status = 0
    for (const operand of options.operands) {
      status = (yield* collect(call, directory, operand, entries, options.values('X'))) || status
    }
    if (options.operands.length === 0) return yield* fail(call, 'empty archive')
    if (options.has('v')) {
      const listing = entries.map(({ path }) => `${path}\n`).join('')
      yield* name === '-' ? call.stderr.write(listing) : call.stdout.write(listing)
    }
    // busybox: archival/tar.c; GNU tar: src/names.c safer_name_suffix
    if (options.operands.some((operand) => operand.startsWith('/'))) {
      const stripped = isGnu(call.sys) ? "Removing leading `/'" : "removing leading '/'"
      yield* call.stderr.write(`tar: ${stripped} from member names\n`)
    }
    const text = archiveText(entries)
    const packed = options.has('z') || options.has('j') || options.has('J') ? PACKED + text : text
    if (name === '-') return (yield* print(call, packed)) || status
    const error = call.sys.files.write(absolute(call.sys.cwd, name), packed)
    return error ? yield* fail(call, `can't open '${name}': ${errorText(error)}`) : status
  }
  if (!options.has('x') && !options.has('t')) return yield* fail(call, 'need at least one option of c, x and t', 2)
  const content = yield* contentOf(call, name)
  if (typeof content === 'object') return yield* fail(call, content.problem)
  const entries = entriesOf(content)
  if (!entries) {
    if (isPlaceholder(content)) {
      yield* call.stderr.write(`${call.name}: ${name} is a placeholder for a download: nothing to unpack\n`)
      return 0
    }
    return yield* fail(call, 'invalid tar magic')
  }
  const strip = Number(options.value('T') ?? '0')
  const wanted = options.operands
  for (const entry of entries) {
    if (wanted.length > 0 && !wanted.some((each) => entry.path === each || entry.path.startsWith(`${each}/`))) continue
    if (options.has('t') || options.has('v')) yield* call.stdout.write(`${entry.path}\n`)
    if (options.has('t')) continue
    const path = entry.path.split('/').slice(strip).join('/')
    if (path === '') continue
    const problem = yield* extract(call, `${directory}/${path}`, entry)
    if (problem !== undefined) return yield* fail(call, `can't open '${path}': ${problem}`)
  }
  return 0
}

/** A file, or a directory with all that is in it; names lose the slash before them. */
function* collect(
  call: Call,
  directory: string,
  operand: string,
  entries: ArchiveEntry[],
  excluded: readonly string[],
): Task<number> {
  const { files } = call.sys
  const effort = new Effort(call.sys)
  const waiting = [operand]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (effort.step(5)) yield* effort.pay()
    if (excluded.some((each) => name === each || name?.endsWith(`/${each}`))) continue
    const path = absolute(directory, name)
    const stat = files.stat(path)
    if (typeof stat === 'string') {
      if (name !== operand) continue
      return yield* fail(call, `${name}: ${errorText(stat)}`)
    }
    if (entries.length > LIMITS.words) return yield* fail(call, 'not simulated: an archive of so many files')
    const shown = name.replace(/^\/+/, '')
    if (stat.kind === 'directory') {
      if (shown !== '') entries.push({ path: `${shown.replace(/\/+$/, '')}/`, mode: stat.mode })
      const names = files.list(path)
      if (typeof names === 'string') continue
      for (const each of [...names].reverse()) waiting.push(`${name.replace(/\/+$/, '')}/${each}`)
    } else if (stat.kind === 'file') {
      const content = files.read(path)
      if (typeof content === 'string') yield* fail(call, `${name}: ${errorText(content)}`)
      else {
        const program = stat.program === undefined ? {} : { program: stat.program }
        entries.push({ path: shown, mode: stat.mode, text: content.text, ...program })
      }
    }
  }
  return 0
}

function* extract(call: Call, path: string, { mode, text, program }: ArchiveEntry): Task<string | undefined> {
  const { files } = call.sys
  if (text === undefined) {
    const error = files.makeDirectory(path.replace(/\/$/, ''), true)
    return error && errorText(error)
  }
  files.makeDirectory(path.slice(0, path.lastIndexOf('/')), true)
  const error = program === undefined ? files.write(path, text) : files.writeProgram(path, program)
  if (error) return errorText(error)
  files.chmod(path, mode)
  yield* call.sys.compute(0)
  return undefined
}

function* contentOf(call: Call, name: string): Task<string | { readonly problem: string }> {
  if (name === '-') return yield* readAll(call.stdin, LIMITS.text)
  const file = call.sys.files.read(absolute(call.sys.cwd, name))
  return typeof file === 'string' ? { problem: `can't open '${name}': ${errorText(file)}` } : file.text
}

function entriesOf(content: string): readonly ArchiveEntry[] | undefined {
  return archiveEntries(content.startsWith(PACKED) ? content.slice(PACKED.length) : content)
}

const SUFFIXES: Readonly<Record<string, string>> = { gzip: '.gz', bzip2: '.bz2', xz: '.xz', zstd: '.zst' }
const UNPACKERS: Readonly<Record<string, string>> = {
  gunzip: 'gzip',
  bunzip2: 'bzip2',
  unxz: 'xz',
  zcat: 'gzip',
  bzcat: 'bzip2',
  xzcat: 'xz',
}

/** gzip, bzip2, xz, and what undoes them. */
export const pack: Tool = function* (call) {
  const options = parseOptions(call.args, 'cdfknqvtlT0123456789', {
    stdout: 'c',
    'to-stdout': 'c',
    decompress: 'd',
    uncompress: 'd',
    keep: 'k',
    force: 'f',
    best: '9',
    fast: '1',
    test: 't',
  })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const suffix = ownValue(SUFFIXES, ownValue(UNPACKERS, call.name) ?? call.name) ?? '.gz'
  const unpacks = options.has('d') || Object.hasOwn(UNPACKERS, call.name)
  const toStdout = options.has('c') || call.name.endsWith('cat')
  const changed = (text: string): string | undefined =>
    !unpacks ? PACKED + text : text.startsWith(PACKED) ? text.slice(PACKED.length) : undefined
  if (options.operands.length === 0 || options.operands[0] === '-') {
    const text = changed(yield* readAll(call.stdin, LIMITS.text))
    return text === undefined ? yield* fail(call, 'invalid magic') : yield* print(call, text)
  }
  let status = 0
  for (const name of options.operands) {
    const path = absolute(call.sys.cwd, name)
    const file = call.sys.files.read(path)
    if (typeof file === 'string') {
      status = yield* fail(call, `${name}: ${errorText(file)}`)
      continue
    }
    const text = changed(file.text)
    const tarred = suffix === '.gz' && name.endsWith('.tgz')
    if (text === undefined || (unpacks && !toStdout && !name.endsWith(suffix) && !tarred)) {
      status = yield* fail(call, text === undefined ? `${name}: invalid magic` : `${name}: unknown suffix - ignored`)
      continue
    }
    if (toStdout) {
      yield* print(call, text)
      continue
    }
    const target = !unpacks ? path + suffix : tarred ? path.replace(/\.tgz$/, '.tar') : path.slice(0, -suffix.length)
    const error = call.sys.files.write(target, text)
    if (error) status = yield* fail(call, `${name}: ${errorText(error)}`)
    else if (!options.has('k')) call.sys.files.removeFile(path)
  }
  return status
}
