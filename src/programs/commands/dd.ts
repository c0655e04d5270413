import type { FileError } from '../../engine/program-api/files.ts'
import { Effort } from '../effort.ts'
import { WRITE_BYTES_PER_MS } from '../limits.ts'
import { touchMemory } from '../memory.ts'
import { parseSize } from '../sizes.ts'
import { absolute, BROKEN_PIPE, type Call, errorText, fail, type Tool } from '../tool.ts'
import { openOperand } from './cat.ts'
import { humanSize } from './human-size.ts'

/** dd if= of= bs= count= [seek= skip= conv= status=]: bytes count, what they are does not. */
export const dd: Tool = function* (call) {
  const given = new Map<string, string>()
  for (const arg of call.args) {
    const [, name, value] = /^([a-z]+)=(.*)$/.exec(arg) ?? []
    if (name === undefined) return yield* fail(call, `invalid argument '${arg}'`)
    given.set(name, value as string)
  }
  const size = (name: string, standard: number): number | undefined => {
    const text = given.get(name)
    return text === undefined ? standard : parseSize(text.replace(/^(\d+)b$/, '$1'))
  }
  const block = size('bs', 512)
  const count = size('count', Number.POSITIVE_INFINITY)
  if (!block || count === undefined) return yield* fail(call, `invalid number '${given.get(block ? 'count' : 'bs')}'`)
  const start = call.sys.now()
  yield* touchMemory(call.sys, call.sys.memory + block)
  const source = given.get('if')
  const target = given.get('of')
  if (target === undefined && source !== undefined) return yield* toStandardOutput(call, source, block * count)
  const available = bytesOf(call, source)
  if (typeof available === 'string') return yield* fail(call, `can't open '${source}': ${errorText(available)}`)
  const wanted = Math.min(available, block * count)
  const path = target === undefined ? undefined : absolute(call.sys.cwd, target)
  if (path !== undefined) {
    const error = call.sys.files.write(path, '', /notrunc/.test(given.get('conv') ?? '') ? 'append' : 'replace')
    if (error) return yield* fail(call, `can't open '${target}': ${errorText(error)}`)
  }
  const effort = new Effort(call.sys)
  let written = 0
  let failed: FileError | undefined
  while (written < wanted && !failed) {
    // Small blocks go together: a file that grows is looked at now and then, not after every 512 bytes.
    const chunk = Math.min(wanted - written, Math.max(block, 1024 * 1024))
    failed = path === undefined ? undefined : call.sys.files.extend(path, chunk)
    if (!failed) written += chunk
    yield* call.sys.compute(Math.max(1, Math.floor(chunk / WRITE_BYTES_PER_MS)))
    if (wanted === Number.POSITIVE_INFINITY) yield* effort.output()
  }
  if (failed) yield* fail(call, `error writing '${target}': ${errorText(failed)}`)
  const full = Math.floor(written / block)
  const rest = written % block > 0 ? 1 : 0
  const seconds = Math.max(1, call.sys.now() - start) / 1000
  yield* call.stderr.write(
    `${failed ? full + 1 : full}+${rest} records in\n${full}+${rest} records out\n${written} bytes (${humanSize(written)}B) copied, ${seconds.toFixed(6)} seconds, ${humanSize(written / seconds)}B/s\n`,
  )
  return failed ? 1 : 0
}

function bytesOf(call: Call, source: string | undefined): number | FileError {
  if (source === undefined) return 0
  const stat = call.sys.files.stat(absolute(call.sys.cwd, source))
  if (typeof stat === 'string') return stat
  if (stat.kind === 'directory') return 'EISDIR'
  if (stat.kind !== 'device') return stat.size
  return stat.device === 'zero' || stat.device === 'random' || stat.device === 'full' ? Number.POSITIVE_INFINITY : 0
}

function* toStandardOutput(call: Call, source: string, most: number) {
  const input = openOperand(call, source)
  if (typeof input === 'string') return yield* fail(call, `can't open '${source}': ${errorText(input)}`)
  const effort = new Effort(call.sys)
  for (let left = most; left > 0; ) {
    const text = yield* input.read()
    if (text === undefined) break
    if (!(yield* call.stdout.write(text.slice(0, left)))) return BROKEN_PIPE
    left -= text.length
    yield* effort.output()
  }
  return 0
}
