import type { FileError } from '../../../engine/program-api/files.ts'
import type { Sys } from '../../../engine/program-api/program.ts'
import { absolute, errorText } from '../../tool.ts'
import { runCommand } from './redis-commands.ts'
import type { RedisConfig } from './redis-config.ts'
import type { RedisData } from './redis-data.ts'
import { encodeCommand } from './resp.ts'

const MAGIC = 'REDIS0012'

/** What a server writes: its snapshot, and each change where the append-only file is on. Their content is our own form. */
export class RedisFiles {
  readonly directory: string
  readonly #sys: Sys
  readonly #snapshot: string
  readonly #log: { readonly directory: string; readonly base: string; readonly changes: string } | undefined

  constructor(sys: Sys, { values }: RedisConfig, directory: string) {
    this.#sys = sys
    this.directory = directory
    this.#snapshot = absolute(directory, values.get('dbfilename') ?? 'dump.rdb')
    // redis: aof.c, the files of one manifest (since 7.0)
    const folder = absolute(directory, values.get('appenddirname') ?? 'appendonlydir')
    const name = `${folder}/${values.get('appendfilename') ?? 'appendonly.aof'}`
    this.#log =
      values.get('appendonly')?.toLowerCase() === 'yes'
        ? { directory: folder, base: `${name}.1.base.rdb`, changes: `${name}.1.incr.aof` }
        : undefined
  }

  write(name: string, content: string): FileError | undefined {
    return this.#sys.files.write(absolute(this.directory, name), content)
  }

  /** Why it failed, in words. */
  save(data: RedisData): string | undefined {
    const error = this.#sys.files.write(this.#snapshot, `${MAGIC}${data.save()}`)
    return error && errorText(error)
  }

  append(words: readonly string[]): string | undefined {
    if (!this.#log) return undefined
    const error = this.#sys.files.write(this.#log.changes, encodeCommand(words), 'append')
    return error && errorText(error)
  }

  /** Takes in what earlier runs left, and makes the files that are to be written. */
  load(data: RedisData): { readonly says: readonly string[]; readonly fails: boolean } {
    const { files } = this.#sys
    const log = this.#log
    if (!log) return this.#loadSnapshot(data, this.#snapshot)
    const there = files.list(log.directory)
    if (typeof there === 'string') {
      const error = files.makeDirectory(log.directory)
      if (error)
        return {
          says: [`# Can't open or create append-only dir ${baseOf(log.directory)}: ${errorText(error)}`],
          fails: true,
        }
    }
    const says: string[] = []
    if (typeof files.stat(log.base) === 'string') {
      // The first start with an append-only file does not look at a snapshot.
      const error = files.write(log.base, `${MAGIC}[]`) ?? files.write(log.changes, '')
      if (error)
        return { says: [`# Can't open the append-only file ${baseOf(log.changes)}: ${errorText(error)}`], fails: true }
      says.push(
        `* Creating AOF base file ${baseOf(log.base)} on server start`,
        `* Creating AOF incr file ${baseOf(log.changes)} on server start`,
      )
      return { says, fails: false }
    }
    const base = this.#loadSnapshot(data, log.base)
    if (base.fails) return base
    const changes = files.read(log.changes)
    if (typeof changes !== 'string')
      for (const words of commandsIn(changes.text)) runCommand(data, (words[0] ?? '').toLowerCase(), words.slice(1))
    says.push(`* DB loaded from append only file: 0.000 seconds`)
    const probe = files.write(log.changes, '', 'append')
    if (probe)
      return { says: [`# Can't open the append-only file ${baseOf(log.changes)}: ${errorText(probe)}`], fails: true }
    return { says, fails: false }
  }

  #loadSnapshot(data: RedisData, path: string): { readonly says: readonly string[]; readonly fails: boolean } {
    const file = this.#sys.files.read(path)
    if (file === 'ENOENT') return { says: [], fails: false }
    if (typeof file === 'string')
      return { says: [`# Fatal error loading the DB, check server logs. Exiting. (${errorText(file)})`], fails: true }
    if (!file.text.startsWith(MAGIC) || !data.load(file.text.slice(MAGIC.length))) {
      return {
        says: [
          '# Wrong signature trying to load DB from file',
          '# Fatal error loading the DB, check server logs. Exiting.',
        ],
        fails: true,
      }
    }
    return {
      says: [`* Done loading RDB, keys loaded: ${data.size}, keys expired: 0.`, '* DB loaded from disk: 0.000 seconds'],
      fails: false,
    }
  }
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** The lists of words that `encodeCommand` wrote. */
function commandsIn(text: string): string[][] {
  const commands: string[][] = []
  let at = 0
  const line = (): string => {
    const end = text.indexOf('\r\n', at)
    const found = end < 0 ? '' : text.slice(at, end)
    at = end < 0 ? text.length : end + 2
    return found
  }
  while (at < text.length) {
    const count = Number(/^\*(\d+)$/.exec(line())?.[1] ?? 0)
    const words: string[] = []
    for (let i = 0; i < count && at < text.length; i++) {
      const length = Number(/^\$(\d+)$/.exec(line())?.[1] ?? 0)
      words.push(text.slice(at, at + length))
      at += length + 2
    }
    commands.push(words)
  }
  return commands
}
