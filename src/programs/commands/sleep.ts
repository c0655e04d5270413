import { ownValue } from '../../lib/own.ts'
import { fail, type Tool } from '../tool.ts'

const UNITS: Readonly<Record<string, number>> = { '': 1000, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Seconds, or with a unit: 1, 0.5, 1m, infinity. In milliseconds; undefined where it is none. */
export function parseDuration(text: string): number | undefined {
  if (/^inf(inity)?$/.test(text)) return Number.POSITIVE_INFINITY
  const match = /^(\d+(?:\.\d*)?|\.\d+)([smhd]?)$/.exec(text)
  return match ? Number(match[1]) * (ownValue(UNITS, match[2] as string) as number) : undefined
}

/** Longest single wait: a month is longer than any scenario. */
const LONG = 30 * 86_400_000

export const sleep: Tool = function* (call) {
  if (call.args.length === 0) {
    yield* call.stderr.write(`${call.name}: missing operand\n`)
    return 1
  }
  let total = 0
  for (const text of call.args) {
    const ms = parseDuration(text)
    if (ms === undefined) return yield* fail(call, `invalid number '${text}'`)
    total += ms
  }
  for (let left = total; left > 0; left -= LONG) yield* call.sys.sleep(Math.min(left, LONG))
  return 0
}

export const usleep: Tool = function* (call) {
  const micros = Number(call.args[0])
  if (!Number.isFinite(micros)) return yield* fail(call, `invalid number '${call.args[0] ?? ''}'`)
  yield* call.sys.sleep(Math.ceil(micros / 1000))
  return 0
}
