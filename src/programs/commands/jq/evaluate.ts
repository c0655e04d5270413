import { arithmetic } from './arithmetic.ts'
import type { Context, Evaluator } from './evaluator.ts'
import { described, JqError, JqNotSimulated } from './failure.ts'
import { formatted } from './formats.ts'
import { callFunction } from './functions.ts'
import { isArray, isObject, type Json, objectOf, truthy } from './json.ts'
import { at, deleted, getPath, type Item, type Path, setPath, slice } from './paths.ts'
import type { Filter } from './syntax.ts'

const MOST_DEPTH = 250

export function* run(filter: Filter, input: Item, context: Context): Generator<Item> {
  context.spend()
  if (context.depth > MOST_DEPTH) throw new JqNotSimulated('a program that goes as deep as this')
  const deeper = { ...context, depth: context.depth + 1 }
  switch (filter.kind) {
    case 'identity':
      yield input
      return
    case 'literal':
      yield { value: filter.value }
      return
    case 'recurse':
      yield* recurse(input, deeper)
      return
    case 'field':
      for (const { value: name } of run(filter.name, input, deeper)) {
        for (const of of run(filter.of, input, deeper)) yield at(of, name)
      }
      return
    case 'slice':
      for (const to of optional(filter.to, input, deeper)) {
        for (const from of optional(filter.from, input, deeper)) {
          for (const of of run(filter.of, input, deeper)) yield slice(of, from, to)
        }
      }
      return
    case 'iterate':
      for (const of of run(filter.of, input, deeper)) yield* iterate(of, deeper)
      return
    case 'try':
      try {
        yield* run(filter.body, input, deeper)
      } catch (error) {
        if (!(error instanceof JqError)) throw error
        if (filter.handler) yield* run(filter.handler, { value: error.value }, deeper)
      }
      return
    case 'text':
      yield* texts(filter.parts, 0, '', filter.format, input, deeper)
      return
    case 'format':
      yield { value: formatted(filter.name, input.value) }
      return
    case 'array': {
      const items = filter.items ? [...run(filter.items, { value: input.value }, deeper)] : []
      yield { value: items.map(({ value }) => value) }
      return
    }
    case 'object':
      for (const entries of combined(filter.entries, 0, input, deeper)) yield { value: objectOf(entries) }
      return
    case 'negative':
      for (const { value } of run(filter.of, input, deeper)) {
        if (typeof value !== 'number') throw new JqError(`${described(value)} cannot be negated`)
        yield { value: -value }
      }
      return
    case 'if':
      for (const { value } of run(filter.when, { value: input.value }, deeper)) {
        const branch = truthy(value) ? filter.yes : filter.no
        if (branch) yield* run(branch, input, deeper)
        else yield input
      }
      return
    case 'bind':
      for (const { value } of run(filter.source, { value: input.value }, deeper)) {
        yield* run(filter.body, input, withVariable(deeper, filter.name, value))
      }
      return
    case 'reduce': {
      let [state = { value: null } as Item] = [...run(filter.init, { value: input.value }, deeper)].slice(-1)
      for (const { value } of run(filter.source, { value: input.value }, deeper)) {
        state = [...run(filter.update, state, withVariable(deeper, filter.name, value))].at(-1) ?? { value: null }
      }
      yield { value: state.value }
      return
    }
    case 'variable': {
      const value = context.variables.get(filter.name)
      if (value === undefined) throw new JqError(`$${filter.name} is not defined`)
      yield { value }
      return
    }
    case 'binary':
      yield* binary(filter.operator, filter.left, filter.right, input, deeper)
      return
    case 'call':
      yield* callFunction(EVALUATOR, filter, input, deeper)
  }
}

const EVALUATOR: Evaluator = { run, update, recurse }

function withVariable(context: Context, name: string, value: Json): Context {
  return { ...context, variables: new Map([...context.variables, [name, value]]) }
}

function* optional(filter: Filter | undefined, input: Item, context: Context): Generator<number | undefined> {
  if (!filter) return yield undefined
  for (const { value } of run(filter, { value: input.value }, context)) {
    if (value !== null && typeof value !== 'number') {
      throw new JqError('Start and end indices of an array slice must be numbers')
    }
    yield value ?? undefined
  }
}

function* texts(
  parts: readonly (string | Filter)[],
  index: number,
  text: string,
  format: string | undefined,
  input: Item,
  context: Context,
): Generator<Item> {
  const part = parts[index]
  context.spend(1 + text.length / 100)
  if (part === undefined) yield { value: text }
  else if (typeof part === 'string') yield* texts(parts, index + 1, text + part, format, input, context)
  else {
    for (const { value } of run(part, { value: input.value }, context)) {
      yield* texts(parts, index + 1, text + formatted(format ?? 'text', value), format, input, context)
    }
  }
}

function* combined(
  entries: readonly (readonly [Filter, Filter])[],
  index: number,
  input: Item,
  context: Context,
): Generator<(readonly [string, Json])[]> {
  const entry = entries[index]
  if (!entry) return yield []
  for (const rest of combined(entries, index + 1, input, context)) {
    for (const { value: key } of run(entry[0], { value: input.value }, context)) {
      if (typeof key !== 'string') throw new JqError(`Object keys must be strings`)
      for (const { value } of run(entry[1], { value: input.value }, context)) yield [[key, value], ...rest]
    }
  }
}

function* iterate({ value, path }: Item, context: Context): Generator<Item> {
  const step = (key: string | number) => (path === undefined ? {} : { path: [...path, key] })
  if (value !== null && isArray(value)) {
    for (const [index, each] of value.entries()) {
      context.spend()
      yield { value: each, ...step(index) }
    }
  } else if (isObject(value)) {
    for (const key of Object.keys(value)) {
      context.spend()
      yield { value: value[key] as Json, ...step(key) }
    }
  } else throw new JqError(`Cannot iterate over ${value === null ? 'null' : described(value)}`)
}

function* recurse(input: Item, context: Context): Generator<Item> {
  context.spend()
  yield input
  if (typeof input.value === 'object' && input.value !== null) {
    for (const each of iterate(input, context)) yield* recurse(each, context)
  }
}

function* binary(operator: string, left: Filter, right: Filter, input: Item, context: Context): Generator<Item> {
  const alone = { value: input.value }
  switch (operator) {
    case '|':
      for (const item of run(left, input, context)) yield* run(right, item, context)
      return
    case ',':
      yield* run(left, input, context)
      yield* run(right, input, context)
      return
    case '//': {
      let found = false
      try {
        for (const item of run(left, input, context)) {
          if (!truthy(item.value)) continue
          found = true
          yield item
        }
      } catch (error) {
        if (!(error instanceof JqError)) throw error
      }
      if (!found) yield* run(right, input, context)
      return
    }
    case 'and':
    case 'or':
      for (const { value } of run(left, alone, context)) {
        if (truthy(value) === (operator === 'or')) yield { value: operator === 'or' }
        else for (const other of run(right, alone, context)) yield { value: truthy(other.value) }
      }
      return
    case '|=':
      yield { value: update(left, input.value, context, (old) => [...run(right, { value: old }, context)][0]?.value) }
      return
    case '=':
      for (const { value } of run(right, alone, context)) {
        yield { value: update(left, input.value, context, () => value) }
      }
      return
    default:
  }
  if (operator.endsWith('=') && !/^[=!<>]=$/.test(operator)) {
    for (const { value } of run(right, alone, context)) {
      const change = (old: Json): Json =>
        operator === '//=' ? (truthy(old) ? old : value) : arithmetic(operator.slice(0, -1), old, value, context.spend)
      yield { value: update(left, input.value, context, change) }
    }
    return
  }
  for (const { value: b } of run(right, alone, context)) {
    for (const { value: a } of run(left, alone, context)) yield { value: arithmetic(operator, a, b, context.spend) }
  }
}

/** Every place that a filter names, changed; what is changed to nothing goes. */
function update(filter: Filter, root: Json, context: Context, change: (old: Json) => Json | undefined): Json {
  const paths: Path[] = []
  for (const { path } of run(filter, { value: root, path: [] }, context)) {
    if (path === undefined) throw new JqError('Invalid path expression')
    paths.push(path)
  }
  let result = root
  const gone: Path[] = []
  for (const path of paths) {
    const value = change(getPath(result, path))
    if (value === undefined) gone.push(path)
    else result = setPath(result, path, value, context.spend)
  }
  for (const path of gone.reverse()) result = deleted(result, path)
  return result
}
