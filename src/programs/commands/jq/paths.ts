import { JqError } from './failure.ts'
import { isArray, isObject, type Json, objectOf, typeOf } from './json.ts'

export type Path = readonly (string | number | { readonly from: number | undefined; readonly to: number | undefined })[]

export interface Item {
  readonly value: Json
  /** Where it stands in the input; undefined where it was computed. */
  readonly path?: Path
}

export function at({ value, path }: Item, name: Json): Item {
  const there = path === undefined ? {} : { path: [...path, name as string | number] }
  if (typeof name === 'string' && (value === null || isObject(value))) {
    return { value: value !== null && Object.hasOwn(value, name) ? (value[name] as Json) : null, ...there }
  }
  if (typeof name === 'number' && (value === null || isArray(value))) {
    const index = Math.floor(name)
    return { value: value === null ? null : (value[index < 0 ? value.length + index : index] ?? null), ...there }
  }
  throw new JqError(`Cannot index ${typeOf(value)} with ${typeof name === 'string' ? `"${name}"` : typeOf(name)}`)
}

export function slice({ value, path }: Item, from: number | undefined, to: number | undefined): Item {
  const there = path === undefined ? {} : { path: [...path, { from, to }] }
  if (value === null) return { value: null, ...there }
  if (typeof value === 'string') return { value: [...value].slice(from, to).join(''), ...there }
  if (isArray(value)) return { value: value.slice(from, to), ...there }
  throw new JqError(`Cannot index ${typeOf(value)} with object`)
}

export function getPath(value: Json, path: Path): Json {
  return path.reduce<Json>(
    (each, key) =>
      typeof key === 'object' ? slice({ value: each }, key.from, key.to).value : at({ value: each }, key).value,
    value,
  )
}

/** Longer lists than this by one assignment are a mistake. */
const MOST_ITEMS = 1_000_000

export function setPath(value: Json, path: Path, to: Json, spend: () => void): Json {
  spend()
  const [key, ...rest] = path
  if (key === undefined) return to
  if (typeof key === 'object') {
    if (value !== null && !isArray(value)) throw new JqError(`Cannot update field at object index of ${typeOf(value)}`)
    const list = [...(value ?? [])]
    const [from, end] = [key.from ?? 0, key.to ?? list.length]
    const inner = setPath(list.slice(from, end), rest, to, spend)
    if (inner === null || !isArray(inner)) throw new JqError('A slice of an array can only be assigned another array')
    const start = from < 0 ? Math.max(0, list.length + from) : from
    list.splice(start, list.slice(from, end).length, ...inner)
    return list
  }
  const old = at({ value }, key).value
  const inner = setPath(old, rest, to, spend)
  if (typeof key === 'string') return objectOf([...Object.entries(isObject(value) ? value : {}), [key, inner]])
  const list = [...(value !== null && isArray(value) ? value : [])]
  const index = key < 0 ? list.length + key : Math.floor(key)
  if (index < 0) throw new JqError('Out of bounds negative array index')
  if (index > MOST_ITEMS) throw new JqError('Array index too large')
  while (list.length < index) list.push(null)
  list[index] = inner
  return list
}

export function deleted(value: Json, path: Path): Json {
  const [key, ...rest] = path
  if (key === undefined || value === null) return null
  if (rest.length > 0 && typeof key !== 'object') {
    const inner = at({ value }, key).value
    if (inner === null) return value
    return setPath(value, [key], deleted(inner, rest), () => undefined)
  }
  if (typeof key === 'string' && isObject(value)) {
    return objectOf(Object.entries(value).filter(([name]) => name !== key))
  }
  if (isArray(value)) {
    const list = [...value]
    if (typeof key === 'number') list.splice(key, 1)
    else if (typeof key === 'object') list.splice(key.from ?? 0, list.slice(key.from, key.to).length)
    return list
  }
  throw new JqError(`Cannot delete field at ${typeof key === 'string' ? 'object' : 'array'} index of ${typeOf(value)}`)
}
