import type { Task } from '../../engine/program-api/task.ts'
import { type Call, print, type Tool } from '../tool.ts'

/** What glibc's getent exits with for a key that is not there, and for a database that it does not know. */
const NOT_FOUND = 2
const UNKNOWN_DATABASE = 1

const FILES: Readonly<Record<string, string>> = {
  passwd: '/etc/passwd',
  group: '/etc/group',
  services: '/etc/services',
  protocols: '/etc/protocols',
}

/** getent: entries of the name service: accounts from their files, hosts from the files and the name server. */
export const getent: Tool = function* (call) {
  const [database = '', ...keys] = call.args
  if (database === 'hosts' || /^ahosts(?:v4)?$/.test(database)) return yield* hosts(call, database, keys)
  const path = Object.hasOwn(FILES, database) ? FILES[database] : undefined
  if (path === undefined) {
    yield* call.stderr.write(
      `Unknown database: ${database}\nTry \`getent --help' or \`getent --usage' for more information.\n`,
    )
    return UNKNOWN_DATABASE
  }
  const content = call.sys.files.read(path)
  const lines = typeof content === 'string' ? [] : content.text.split('\n').filter((line) => line !== '')
  if (keys.length === 0) return yield* print(call, lines.map((line) => `${line}\n`).join(''))
  const found = keys.map((key) => lines.find((line) => fits(line, key)))
  yield* print(call, found.map((line) => (line === undefined ? '' : `${line}\n`)).join(''))
  return found.includes(undefined) ? NOT_FOUND : 0
}

/** By name, or by number. */
function fits(line: string, key: string): boolean {
  const [name, , number] = line.split(':')
  return name === key || (/^\d+$/.test(key) && number === key)
}

function* hosts(call: Call, database: string, keys: readonly string[]): Task<number> {
  const { sys } = call
  if (keys.length === 0) {
    const content = sys.files.read('/etc/hosts')
    const lines = typeof content === 'string' ? [] : content.text.split('\n')
    const rows = lines.map((line) => line.replace(/#.*$/, '').trim().split(/\s+/)).filter((words) => words.length > 1)
    return yield* print(
      call,
      rows.map(([address = '', ...names]) => `${address.padEnd(16)}${names.join(' ')}\n`).join(''),
    )
  }
  let status = 0
  for (const key of keys) {
    const addresses = sys.resolve(key)
    if (addresses.length === 0) status = NOT_FOUND
    const text =
      database === 'hosts'
        ? addresses.map((address) => `${address.padEnd(16)}${key}\n`)
        : addresses.flatMap((address) => [
            `${address.padEnd(16)}STREAM ${key}\n`,
            `${address.padEnd(16)}DGRAM\n`,
            `${address.padEnd(16)}RAW\n`,
          ])
    yield* print(call, text.join(''))
  }
  return status
}
