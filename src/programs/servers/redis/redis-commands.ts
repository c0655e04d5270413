import { matches, type RedisData, WRONG_TYPE } from './redis-data.ts'
import { error, list, NIL, number, OK, type Reply, text } from './resp.ts'

const NOT_A_NUMBER = error('ERR value is not an integer or out of range')
const FULL = error('ERR not simulated: so much data')

/** Runs one of the commands over keys that people type; undefined: there is none of this name. */
export function runCommand(
  data: RedisData,
  name: string,
  args: readonly string[],
): { readonly reply: Reply; readonly writes: boolean } | undefined {
  const command = COMMANDS.get(name)
  if (!command) return undefined
  const [least, act, writes] = command
  if (args.length < least) return { reply: wrongNumber(name), writes: false }
  if (writes && !data.grow(args.reduce((sum, arg) => sum + arg.length, 0))) return { reply: FULL, writes: false }
  const reply = act(data, args)
  return { reply, writes: writes && reply.kind !== 'error' }
}

export function wrongNumber(name: string): Reply {
  return error(`ERR wrong number of arguments for '${name}' command`)
}

type Act = (data: RedisData, args: readonly string[]) => Reply

function isReply(value: unknown): value is Reply {
  return value === WRONG_TYPE
}

function addTo(by: (args: readonly string[]) => string | undefined, sign: 1 | -1): Act {
  return (data, args) => {
    const [key = ''] = args
    const old = data.string(key)
    if (isReply(old)) return old
    const amount = by(args) ?? '1'
    if (!/^-?\d+$/.test(old ?? '0') || !/^-?\d+$/.test(amount)) return NOT_A_NUMBER
    const value = Number(old ?? 0) + sign * Number(amount)
    data.setString(key, String(value), true)
    return number(value)
  }
}

const set: Act = (data, [key = '', value = '', ...options]) => {
  const words = options.map((option) => option.toUpperCase())
  const exists = data.kindOf(key) !== 'none'
  if ((words.includes('NX') && exists) || (words.includes('XX') && !exists)) return NIL
  data.setString(key, value, words.includes('KEEPTTL'))
  for (const [unit, factor] of [
    ['EX', 1000],
    ['PX', 1],
  ] as const) {
    const at = words.indexOf(unit)
    if (at >= 0) data.expire(key, Number(words[at + 1]) * factor)
  }
  return OK
}

function push(side: 'push' | 'unshift'): Act {
  return (data, [key = '', ...values]) => {
    const value = data.value(key, 'list', true)
    if (!value || isReply(value)) return value ?? NIL
    for (const each of values) value.items[side](each)
    return number(value.items.length)
  }
}

function pop(side: 'pop' | 'shift'): Act {
  return (data, [key = '']) => {
    const value = data.value(key, 'list', false)
    if (!value || isReply(value)) return value ?? NIL
    const item = value.items[side]()
    data.tidy(key)
    return text(item)
  }
}

const range: Act = (data, [key = '', from = '0', to = '-1']) => {
  const value = data.value(key, 'list', false)
  if (!value || isReply(value)) return value ?? list([])
  const end = Number(to) < 0 ? value.items.length + Number(to) + 1 : Number(to) + 1
  return list(value.items.slice(Number(from), end))
}

function ofSet(make: boolean, act: (items: Set<string>, members: readonly string[]) => Reply): Act {
  return (data, [key = '', ...members]) => {
    const value = data.value(key, 'set', make)
    if (isReply(value)) return value
    const reply = act(value?.items ?? new Set(), members)
    data.tidy(key)
    return reply
  }
}

function ofHash(make: boolean, act: (fields: Map<string, string>, args: readonly string[]) => Reply): Act {
  return (data, [key = '', ...args]) => {
    const value = data.value(key, 'hash', make)
    if (isReply(value)) return value
    const reply = act(value?.fields ?? new Map(), args)
    data.tidy(key)
    return reply
  }
}

function count<T>(values: readonly T[], is: (value: T) => boolean): Reply {
  return number(values.filter(is).length)
}

function expiring(factor: number): Act {
  return (data, [key = '', amount = '']) =>
    /^-?\d+$/.test(amount) ? number(data.expire(key, Number(amount) * factor) ? 1 : 0) : NOT_A_NUMBER
}

function left(factor: number): Act {
  return (data, [key = '']) => {
    if (data.kindOf(key) === 'none') return number(-2)
    const ms = data.left(key)
    return number(ms === undefined ? -1 : Math.ceil(ms / factor))
  }
}

/** By name: how many arguments it needs, what it does, whether that is a change. */
const COMMANDS = new Map<string, readonly [least: number, act: Act, writes: boolean]>([
  ['get', [1, (data, [key = '']) => one(data.string(key)), false]],
  ['set', [2, set, true]],
  ['setnx', [2, (data, [key = '', value = '']) => number(set(data, [key, value, 'NX']) === OK ? 1 : 0), true]],
  ['setex', [3, (data, [key = '', seconds = '', value = '']) => set(data, [key, value, 'EX', seconds]), true]],
  ['getset', [2, (data, [key = '', value = '']) => before(data, key, () => data.setString(key, value)), true]],
  ['getdel', [1, (data, [key = '']) => before(data, key, () => data.delete(key)), true]],
  ['append', [2, (data, [key = '', more = '']) => appended(data, key, more), true]],
  ['strlen', [1, (data, [key = '']) => lengthOf(data.string(key)), false]],
  ['mset', [2, (data, args) => pairs(args, (key, value) => data.setString(key, value)), true]],
  ['mget', [1, (data, keys) => ({ kind: 'list', items: keys.map((key) => one(data.string(key), NIL)) }), false]],
  ['incr', [1, addTo(() => undefined, 1), true]],
  ['decr', [1, addTo(() => undefined, -1), true]],
  ['incrby', [2, addTo(([, by]) => by, 1), true]],
  ['decrby', [2, addTo(([, by]) => by, -1), true]],
  ['del', [1, (data, keys) => count(keys, (key) => data.delete(key)), true]],
  ['unlink', [1, (data, keys) => count(keys, (key) => data.delete(key)), true]],
  ['exists', [1, (data, keys) => count(keys, (key) => data.kindOf(key) !== 'none'), false]],
  ['type', [1, (data, [key = '']) => ({ kind: 'status', text: data.kindOf(key) }), false]],
  ['keys', [1, (data, [pattern = '']) => list(data.keys().filter((key) => matches(pattern, key))), false]],
  ['scan', [1, (data) => ({ kind: 'list', items: [text('0'), list(data.keys())] }), false]],
  ['dbsize', [0, (data) => number(data.size), false]],
  ['rename', [2, (data, [from = '', to = '']) => (data.rename(from, to) ? OK : error('ERR no such key')), true]],
  ['flushall', [0, (data) => cleared(data), true]],
  ['flushdb', [0, (data) => cleared(data), true]],
  ['expire', [2, expiring(1000), true]],
  ['pexpire', [2, expiring(1), true]],
  [
    'persist',
    [1, (data, [key = '']) => number(data.left(key) !== undefined && data.expire(key, undefined) ? 1 : 0), true],
  ],
  ['ttl', [1, left(1000), false]],
  ['pttl', [1, left(1), false]],
  ['lpush', [2, push('unshift'), true]],
  ['rpush', [2, push('push'), true]],
  ['lpop', [1, pop('shift'), true]],
  ['rpop', [1, pop('pop'), true]],
  ['lrange', [3, range, false]],
  ['llen', [1, (data, [key = '']) => number(itemsOf(range(data, [key, '0', '-1']))), false]],
  [
    'sadd',
    [2, ofSet(true, (items, members) => count(members, (each) => !items.has(each) && Boolean(items.add(each)))), true],
  ],
  ['srem', [2, ofSet(false, (items, members) => count(members, (each) => items.delete(each))), true]],
  ['smembers', [1, ofSet(false, (items) => list([...items])), false]],
  ['scard', [1, ofSet(false, (items) => number(items.size)), false]],
  ['sismember', [2, ofSet(false, (items, [member = '']) => number(items.has(member) ? 1 : 0)), false]],
  ['hset', [3, ofHash(true, (fields, args) => hashed(fields, args)), true]],
  ['hmset', [3, ofHash(true, hashedAll), true]],
  ['hget', [2, ofHash(false, (fields, [field = '']) => text(fields.get(field))), false]],
  ['hgetall', [1, ofHash(false, (fields) => list([...fields].flat())), false]],
  ['hkeys', [1, ofHash(false, (fields) => list([...fields.keys()])), false]],
  ['hlen', [1, ofHash(false, (fields) => number(fields.size)), false]],
  ['hdel', [2, ofHash(false, (fields, names) => count(names, (name) => fields.delete(name))), true]],
])

function one(value: string | Reply | undefined, wrong: Reply = WRONG_TYPE): Reply {
  return typeof value === 'object' ? wrong : text(value)
}

function before(data: RedisData, key: string, act: () => unknown): Reply {
  const old = data.string(key)
  if (!isReply(old)) act()
  return one(old)
}

function appended(data: RedisData, key: string, more: string): Reply {
  const old = data.string(key)
  if (typeof old === 'object') return old
  const value = (old ?? '') + more
  data.setString(key, value, true)
  return number(value.length)
}

function lengthOf(value: string | Reply | undefined): Reply {
  return typeof value === 'object' ? value : number(value?.length ?? 0)
}

function itemsOf(reply: Reply): number {
  return reply.kind === 'list' ? reply.items.length : 0
}

function cleared(data: RedisData): Reply {
  data.clear()
  return OK
}

function pairs(args: readonly string[], act: (key: string, value: string) => void): Reply {
  if (args.length % 2 === 1) return wrongNumber('mset')
  for (let i = 0; i < args.length; i += 2) act(args[i] as string, args[i + 1] as string)
  return OK
}

function hashedAll(fields: Map<string, string>, args: readonly string[]): Reply {
  hashed(fields, args)
  return OK
}

function hashed(fields: Map<string, string>, args: readonly string[]): Reply {
  let added = 0
  for (let i = 0; i + 1 < args.length; i += 2) {
    if (!fields.has(args[i] as string)) added++
    fields.set(args[i] as string, args[i + 1] as string)
  }
  return number(added)
}
