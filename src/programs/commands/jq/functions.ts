import { ownValue } from '../../../lib/own.ts'
import { arithmetic } from './arithmetic.ts'
import type { Context, Evaluator } from './evaluator.ts'
import { described, JqError, JqNotSimulated } from './failure.ts'
import { textOf } from './formats.ts'
import { compare, isArray, isObject, type Json, jsonText, objectOf, sortedKeys, truthy, typeOf } from './json.ts'
import { deleted, getPath, type Item, type Path } from './paths.ts'
import type { Filter } from './syntax.ts'
import { TEXT_FUNCTIONS } from './text-functions.ts'

type Call = Extract<Filter, { readonly kind: 'call' }>

/** Functions of one value, by their names. */
const PLAIN: Readonly<Record<string, (value: Json, context: Context) => Json>> = {
  not: (value) => !truthy(value),
  length: (value) => lengthOf(value),
  utf8bytelength: (value) => textOf(value).replace(/[^\0-\x7f]/g, '..').length,
  keys: (value) => keysOf(value, true),
  keys_unsorted: (value) => keysOf(value, false),
  values_list: (value) => [...itemsOf(value)],
  add: (value, { spend }) => itemsOf(value).reduce<Json>((sum, each) => addTwo(sum, each, spend), null),
  any: (value) => itemsOf(value).some(truthy),
  all: (value) => itemsOf(value).every(truthy),
  flatten: (value, { spend }) => flat(listOf(value, 'flattened'), Number.POSITIVE_INFINITY, spend),
  sort: (value) => [...listOf(value, 'sorted')].sort(compare),
  unique: (value) => uniqueBy(listOf(value, 'sorted').map((each) => [each, each])),
  min: (value) =>
    extreme(
      listOf(value, 'iterated over').map((each) => [each, each]),
      -1,
    ),
  max: (value) =>
    extreme(
      listOf(value, 'iterated over').map((each) => [each, each]),
      1,
    ),
  reverse: (value) =>
    typeof value === 'string' ? [...value].reverse().join('') : [...listOf(value ?? [], 'reversed')].reverse(),
  to_entries: (value) =>
    keysOf(value, false).map((key) =>
      objectOf([
        ['key', key],
        ['value', (value as never)[key as never] as Json],
      ]),
    ),
  from_entries: (value) => objectOf(listOf(value, 'iterated over').map(entryOf)),
  tojson: (value) => jsonText(value),
  fromjson: (value) => {
    try {
      return JSON.parse(textOf(value)) as Json
    } catch {
      throw new JqError(`${textOf(value)} (while parsing '${textOf(value)}')`)
    }
  },
  tostring: (value) => textOf(value),
  tonumber: (value) => {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
    if (typeof number !== 'number' || Number.isNaN(number))
      throw new JqError(`${described(value)} cannot be parsed as a number`)
    return number
  },
  type: (value) => typeOf(value),
  floor: (value) => Math.floor(numberOf(value)),
  ceil: (value) => Math.ceil(numberOf(value)),
  round: (value) => Math.round(numberOf(value)),
  sqrt: (value) => Math.sqrt(numberOf(value)),
  fabs: (value) => Math.abs(numberOf(value)),
  abs: (value) => Math.abs(numberOf(value)),
  first: (value) => listOf(value, 'iterated over')[0] ?? null,
  last: (value) => listOf(value, 'iterated over').at(-1) ?? null,
  transpose: (value) => {
    const rows = listOf(value, 'iterated over').map((row) => listOf(row, 'iterated over'))
    const width = Math.max(0, ...rows.map((row) => row.length))
    return Array.from({ length: width }, (_, column) => rows.map((row) => row[column] ?? null))
  },
}

/** Whether there is a function of this name and so many arguments. */
export function isKnown(name: string, args: number): boolean {
  const table = args === 0 ? [PLAIN, TEXT_FUNCTIONS.plain] : [TEXT_FUNCTIONS.one]
  return table.some((each) => Object.hasOwn(each, name)) || OTHERS.has(`${name}/${args}`)
}

const OTHERS = new Set(
  `empty/0 error/0 error/1 env/0 now/0 recurse/0 recurse/1 select/1 map/1 map_values/1 values/0 nulls/0 scalars/0 objects/0
  arrays/0 strings/0 numbers/0 booleans/0 iterables/0 has/1 contains/1 inside/1 any/1 all/1 range/1 range/2 sort_by/1
  group_by/1 unique_by/1 min_by/1 max_by/1 with_entries/1 del/1 to_entries/0 paths/0 path/1 getpath/1 first/1 last/1 nth/1
  limit/2 until/2 flatten/1 index/1 in/1 isempty/1 input_line_number/0 halt/0 delpaths/1 join/1 add/1`.split(/\s+/),
)

const TYPES: Readonly<Record<string, (value: Json) => boolean>> = {
  values: (value) => value !== null,
  nulls: (value) => value === null,
  scalars: (value) => typeof value !== 'object' || value === null,
  objects: isObject,
  arrays: (value) => value !== null && isArray(value),
  strings: (value) => typeof value === 'string',
  numbers: (value) => typeof value === 'number',
  booleans: (value) => typeof value === 'boolean',
  iterables: (value) => typeof value === 'object' && value !== null,
}

export function* callFunction(
  evaluator: Evaluator,
  { name, args }: Call,
  input: Item,
  context: Context,
): Generator<Item> {
  const { value } = input
  const [first, second] = args
  const plain = args.length === 0 ? ownValue(PLAIN, name) : undefined
  if (plain) {
    context.spend(sizeOf(value))
    return yield { value: plain(value, context) }
  }
  const isOfType = args.length === 0 ? ownValue(TYPES, name) : undefined
  if (isOfType) {
    if (isOfType(value)) yield input
    return
  }
  if (args.length === 0 && Object.hasOwn(TEXT_FUNCTIONS.plain, name)) {
    context.spend(sizeOf(value))
    return yield { value: (TEXT_FUNCTIONS.plain[name] as (value: Json) => Json)(value) }
  }
  const outputs = (filter: Filter, of: Json = value): Json[] =>
    [...evaluator.run(filter, { value: of }, context)].map((each) => each.value)
  const oneOf = (filter: Filter, of: Json): Json => outputs(filter, of)[0] ?? null
  const listed = (verb: string): readonly Json[] => listOf(value, verb)
  if (first && args.length <= 2 && Object.hasOwn(TEXT_FUNCTIONS.one, name)) {
    for (const more of second ? outputs(second) : [undefined]) {
      for (const argument of outputs(first)) {
        context.spend(sizeOf(value))
        yield {
          value: (TEXT_FUNCTIONS.one[name] as (value: Json, argument: Json, more?: Json) => Json)(
            value,
            argument,
            more,
          ),
        }
      }
    }
    return
  }
  switch (`${name}/${args.length}`) {
    case 'empty/0':
    case 'halt/0':
      return
    case 'error/0':
      throw new JqError(value)
    case 'error/1':
      throw new JqError(oneOf(first as Filter, value))
    case 'env/0':
      return yield { value: context.variables.get('ENV') ?? null }
    case 'now/0':
      return yield { value: context.variables.get('__now__') ?? 0 }
    case 'input_line_number/0':
      return yield { value: 0 }
    case 'recurse/0':
      return yield* evaluator.recurse(input, context)
    case 'recurse/1':
      return yield* recurseBy(evaluator, first as Filter, input, context)
    case 'select/1':
      for (const each of outputs(first as Filter)) if (truthy(each)) yield input
      return
    case 'map/1':
      return yield { value: itemsOf(value).flatMap((each) => outputs(first as Filter, each)) }
    case 'map_values/1':
      return yield {
        value: isObject(value)
          ? objectOf(
              Object.entries(value).flatMap(([key, each]) =>
                outputs(first as Filter, each)
                  .slice(0, 1)
                  .map((made) => [key, made] as const),
              ),
            )
          : listed('iterated over').flatMap((each) => outputs(first as Filter, each).slice(0, 1)),
      }
    case 'has/1':
      for (const key of outputs(first as Filter)) yield { value: hasKey(value, key) }
      return
    case 'in/1':
      for (const container of outputs(first as Filter)) yield { value: hasKey(container, value) }
      return
    case 'contains/1':
      for (const other of outputs(first as Filter)) yield { value: contains(value, other, context) }
      return
    case 'inside/1':
      for (const other of outputs(first as Filter)) yield { value: contains(other, value, context) }
      return
    case 'any/1':
      return yield { value: itemsOf(value).some((each) => outputs(first as Filter, each).some(truthy)) }
    case 'all/1':
      return yield { value: itemsOf(value).every((each) => outputs(first as Filter, each).every(truthy)) }
    case 'isempty/1':
      return yield { value: outputs(first as Filter).length === 0 }
    case 'add/1':
      return yield {
        value: outputs(first as Filter).reduce<Json>((sum, each) => addTwo(sum, each, context.spend), null),
      }
    case 'range/1':
    case 'range/2':
      return yield* rangeOf(
        second ? oneOf(first as Filter, value) : 0,
        oneOf(second ?? (first as Filter), value),
        context,
      )
    case 'sort_by/1':
      return yield { value: keyed(listed('sorted'), (each) => outputs(first as Filter, each)).map(([, each]) => each) }
    case 'group_by/1':
      return yield { value: grouped(keyed(listed('grouped'), (each) => outputs(first as Filter, each))) }
    case 'unique_by/1':
      return yield { value: uniqueBy(keyed(listed('grouped'), (each) => outputs(first as Filter, each))) }
    case 'min_by/1':
    case 'max_by/1':
      return yield {
        value: extreme(
          listed('iterated over').map((each) => [outputs(first as Filter, each), each] as const),
          name === 'max_by' ? 1 : -1,
        ),
      }
    case 'with_entries/1': {
      const entries = (PLAIN.to_entries as (value: Json, context: Context) => Json)(value, context) as readonly Json[]
      return yield { value: objectOf(entries.flatMap((each) => outputs(first as Filter, each)).map(entryOf)) }
    }
    case 'del/1': {
      const paths = [...evaluator.run(first as Filter, { value, path: [] }, context)].flatMap(({ path }) =>
        path ? [path] : [],
      )
      return yield { value: paths.reverse().reduce<Json>((left, path) => deleted(left, path), value) }
    }
    case 'path/1':
      for (const { path } of evaluator.run(first as Filter, { value, path: [] }, context))
        yield { value: (path ?? []) as Json }
      return
    case 'paths/0':
      for (const { path } of evaluator.recurse({ value, path: [] }, context))
        if (path && path.length > 0) yield { value: path as Json }
      return
    case 'getpath/1':
      for (const path of outputs(first as Filter)) yield { value: getPath(value, path as Path) }
      return
    case 'first/1':
      for (const item of evaluator.run(first as Filter, input, context)) return yield item
      return
    case 'last/1':
      return yield* [...evaluator.run(first as Filter, input, context)].slice(-1)
    case 'nth/1':
      return yield { value: listed('iterated over')[numberOf(oneOf(first as Filter, value))] ?? null }
    case 'limit/2': {
      let left = numberOf(oneOf(first as Filter, value))
      if (left <= 0) return
      for (const item of evaluator.run(second as Filter, input, context)) {
        yield item
        if (--left <= 0) return
      }
      return
    }
    case 'until/2': {
      let state = value
      while (!truthy(oneOf(first as Filter, state))) state = oneOf(second as Filter, state)
      return yield { value: state }
    }
    case 'flatten/1':
      return yield { value: flat(listed('flattened'), numberOf(oneOf(first as Filter, value)), context.spend) }
    case 'index/1': {
      const wanted = oneOf(first as Filter, value)
      if (typeof value === 'string' && typeof wanted === 'string') {
        const found = value.indexOf(wanted)
        return yield { value: found < 0 ? null : found }
      }
      const found = listed('searched').findIndex((each) => compare(each, wanted) === 0)
      return yield { value: found < 0 ? null : found }
    }
    case 'join/1': {
      const separator = textOf(oneOf(first as Filter, value))
      const items = itemsOf(value)
      context.spend(items.length)
      return yield { value: items.map((each) => (each === null ? '' : textOf(each))).join(separator) }
    }
    default:
      throw new JqNotSimulated(`the function ${name}/${args.length}`)
  }
}

function* recurseBy(evaluator: Evaluator, filter: Filter, item: Item, context: Context): Generator<Item> {
  yield item
  for (const each of evaluator.run(filter, item, context))
    yield* recurseBy(evaluator, filter, each, { ...context, depth: context.depth + 1 })
}

function* rangeOf(from: Json, to: Json, { spend }: Context): Generator<Item> {
  for (let at = numberOf(from); at < numberOf(to); at++) {
    spend()
    yield { value: at }
  }
}

function sizeOf(value: Json): number {
  return typeof value === 'string'
    ? value.length / 100
    : typeof value === 'object' && value !== null
      ? Object.keys(value).length
      : 1
}

function lengthOf(value: Json): number {
  if (value === null) return 0
  if (typeof value === 'boolean') throw new JqError(`${described(value)} has no length`)
  if (typeof value === 'number') return Math.abs(value)
  return typeof value === 'string' ? [...value].length : Object.keys(value).length
}

function keysOf(value: Json, sorted: boolean): readonly (string | number)[] {
  if (value !== null && isArray(value)) return value.map((_, index) => index)
  if (!isObject(value)) throw new JqError(`${described(value)} has no keys`)
  return sorted ? sortedKeys(value) : Object.keys(value)
}

function itemsOf(value: Json): readonly Json[] {
  if (value !== null && isArray(value)) return value
  if (!isObject(value)) throw new JqError(`Cannot iterate over ${value === null ? 'null' : described(value)}`)
  return Object.keys(value).map((key) => value[key] as Json)
}

function listOf(value: Json, verb: string): readonly Json[] {
  if (value === null || !isArray(value))
    throw new JqError(`${described(value)} cannot be ${verb}, as it is not an array`)
  return value
}

function numberOf(value: Json): number {
  if (typeof value !== 'number') throw new JqError(`${described(value)} number required`)
  return value
}

function hasKey(value: Json, key: Json): boolean {
  if (isObject(value) && typeof key === 'string') return Object.hasOwn(value, key)
  if (value !== null && isArray(value) && typeof key === 'number') return key >= 0 && key < value.length
  throw new JqError(
    `Cannot check whether ${typeOf(value)} has a ${typeof key === 'string' ? 'string' : typeOf(key)} key`,
  )
}

function contains(value: Json, other: Json, context: Context): boolean {
  context.spend()
  if (typeof value === 'string' && typeof other === 'string') return value.includes(other)
  if (value !== null && other !== null && isArray(value) && isArray(other)) {
    return other.every((wanted) =>
      value.some((each) => typeOf(each) === typeOf(wanted) && contains(each, wanted, context)),
    )
  }
  if (isObject(value) && isObject(other)) {
    return Object.entries(other).every(
      ([key, wanted]) => Object.hasOwn(value, key) && contains(value[key] as Json, wanted, context),
    )
  }
  if (typeOf(value) !== typeOf(other))
    throw new JqError(`${described(value)} and ${described(other)} cannot have their containment checked`)
  return compare(value, other) === 0
}

function addTwo(a: Json, b: Json, spend: (steps?: number) => void): Json {
  return arithmetic('+', a, b, spend)
}

type Keyed = readonly (readonly [key: Json, value: Json])[]

function keyed(list: readonly Json[], keyOf: (value: Json) => Json): Keyed {
  return list.map((each) => [keyOf(each), each] as const).sort(([a], [b]) => compare(a, b))
}

function grouped(list: Keyed): Json {
  const groups: Json[][] = []
  let last: Json | undefined
  for (const [key, value] of list) {
    if (last !== undefined && compare(last, key) === 0) groups.at(-1)?.push(value)
    else groups.push([value])
    last = key
  }
  return groups
}

function uniqueBy(list: Keyed): Json {
  const sorted = [...list].sort(([a], [b]) => compare(a, b))
  return sorted
    .filter(([key], i) => i === 0 || compare(key, (sorted[i - 1] as Keyed[number])[0]) !== 0)
    .map(([, value]) => value)
}

function extreme(list: Keyed, sign: number): Json {
  let best: Keyed[number] | undefined
  for (const each of list)
    if (!best || sign * compare(each[0], best[0]) > 0 || (sign > 0 && compare(each[0], best[0]) === 0)) best = each
  return best?.[1] ?? null
}

function flat(list: readonly Json[], depth: number, spend: (steps?: number) => void): Json[] {
  spend(list.length)
  return list.flatMap((each) => (each !== null && isArray(each) && depth > 0 ? flat(each, depth - 1, spend) : [each]))
}

function entryOf(entry: Json): readonly [string, Json] {
  const of = (...names: readonly string[]): Json | undefined => {
    const name = names.find((each) => isObject(entry) && Object.hasOwn(entry, each) && entry[each] !== null)
    return name === undefined || !isObject(entry) ? undefined : entry[name]
  }
  const key = of('key', 'k', 'name', 'Name', 'Key', 'K') ?? null
  return [typeof key === 'string' ? key : textOf(key), of('value', 'v', 'Value', 'V') ?? null]
}
