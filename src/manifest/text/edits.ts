import { isAlias, isCollection, isMap, isSeq, type Node } from 'yaml'
import { ownValue, setOwn } from '../../lib/own.ts'
import { type Path, toSteps } from '../path.ts'
import { checked } from './checked.ts'
import { likeBefore, nodeOf, styleOf } from './fragment.ts'
import { insertion } from './insert.ts'
import type { ManifestDocument, ManifestStream } from './parse.ts'
import { removal } from './removal.ts'
import { contentOf, replacement } from './replacement.ts'
import type { TextEdit } from './text-edit.ts'
import { isFlow, trailOf } from './tree.ts'

/** `flow`: what is new is written in braces and brackets, also among lines. */
export type Writing = 'asAround' | 'flow'

/**
 * Sets the value at a path, and makes what is missing on the way. Undefined, here and below: it cannot be done by one
 * edit that changes nothing else (the document is broken, the way leads through an alias or a scalar).
 */
export function setValue(
  stream: ManifestStream,
  index: number,
  path: Path,
  value: unknown,
  writing: Writing = 'asAround',
): TextEdit | undefined {
  const document = documentOf(stream, index)
  const steps = toSteps(path)
  if (!document) return undefined
  const meant = withValue(document.value, steps, value)
  return checked(stream, document, setting(stream.text, document, steps, value, writing), meant)
}

/** Adds an item to the list at a path, which is made where there is none. */
export function addItem(
  stream: ManifestStream,
  index: number,
  path: Path,
  value: unknown,
  writing: Writing = 'asAround',
): TextEdit | undefined {
  const list = valueAt(documentOf(stream, index)?.value, path)
  if (list !== undefined && list !== null && !Array.isArray(list)) return undefined
  return setValue(stream, index, [...toSteps(path), String(list?.length ?? 0)], value, writing)
}

/** Adds fields to the mapping at a path that has none of them. */
export function addFields(
  stream: ManifestStream,
  index: number,
  path: Path,
  fields: Readonly<Record<string, unknown>>,
  writing: Writing = 'asAround',
): TextEdit | undefined {
  const document = documentOf(stream, index)
  const root = document?.source.root
  const steps = toSteps(path)
  const names = Object.keys(fields)
  if (!document || !root || names.length === 0) return undefined
  const trail = trailOf(root, steps)
  const holder = steps.length === 0 ? root : trail.at(-1)?.value
  if (trail.length < steps.length || !isMap(holder)) return undefined
  const entries = names.map((key) => ({ key, value: writtenAs(ownValue(fields, key), writing) }))
  const meant = names.reduce((value, key) => withValue(value, [...steps, key], ownValue(fields, key)), document.value)
  return checked(stream, document, insertion(stream.text, holder, entries, styleOf(stream.text, root)), meant)
}

function writtenAs(value: unknown, writing: Writing): unknown {
  return writing === 'flow' && typeof value === 'object' && value !== null ? nodeOf(value, true) : value
}

/** Removes the entry at a path; a collection that becomes empty stays as an empty one. */
export function remove(stream: ManifestStream, index: number, path: Path): TextEdit | undefined {
  const document = documentOf(stream, index)
  const root = document?.source.root
  const steps = toSteps(path)
  if (!document || !root || steps.length === 0) return undefined
  const trail = trailOf(root, steps)
  const last = trail.at(-1)
  if (!last || trail.length < steps.length || trail.slice(0, -1).some(({ value }) => isAlias(value))) return undefined
  const { text } = stream
  const edit =
    last.holder.items.length > 1
      ? removal(text, last)
      : replacement(
          text,
          root,
          trail.at(-2),
          Array.isArray(valueAt(document.value, steps.slice(0, -1))) ? [] : {},
          styleOf(text, root),
        )
  return checked(stream, document, edit, withoutValue(document.value, steps))
}

/** The value at a path of plain data; undefined: there is none. */
export function valueAt(value: unknown, path: Path): unknown {
  return toSteps(path).reduce<unknown>(
    (holder, step) =>
      typeof holder === 'object' && holder !== null && Object.hasOwn(holder, step)
        ? (holder as Record<string, unknown>)[step]
        : undefined,
    value,
  )
}

function documentOf({ documents }: ManifestStream, index: number): ManifestDocument | undefined {
  return documents.find((each) => each.index === index)
}

function setting(
  text: string,
  { source: { root } }: ManifestDocument,
  steps: readonly string[],
  value: unknown,
  writing: Writing,
): TextEdit | undefined {
  if (!root) return undefined
  const style = styleOf(text, root)
  const trail = trailOf(root, steps)
  const rest = steps.slice(trail.length)
  const end = trail.at(-1)
  const inFlow = writing === 'flow' && typeof value === 'object' && value !== null
  const written = writtenAs(value, writing)
  if (rest.length === 0)
    return replacement(text, root, end, inFlow ? written : likeBefore(value, end?.value ?? null), style)
  const holder = end ? end.value : root
  if (isCollection(holder)) {
    const [step = '', ...inner] = rest
    if (isSeq(holder) && Number(step) !== holder.items.length) return undefined
    if (!isMap(holder) && !isSeq(holder)) return undefined
    const like =
      isSeq(holder) && inner.length === 0 && !inFlow && isFlow(holder.items.at(-1) as Node)
        ? nodeOf(value, true)
        : written
    return insertion(text, holder, [{ key: step, value: nested(inner, like) }], style)
  }
  // Nothing stands there yet; what does is no collection.
  const isEmpty = holder === null || (!isAlias(holder) && contentOf(text, holder) === '')
  return isEmpty ? replacement(text, root, end, nested(rest, written), style) : undefined
}

/** A value within what is missing around it. */
function nested(steps: readonly string[], value: unknown): unknown {
  return steps.reduceRight<unknown>((inner, step) => (step === '0' ? [inner] : { [step]: inner }), value)
}

function withValue(holder: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  if (step === undefined) return value
  if (Array.isArray(holder) || ((holder === null || holder === undefined) && step === '0')) {
    const list = [...((holder as unknown[] | null | undefined) ?? [])]
    list[Number(step)] = withValue(list[Number(step)], rest, value)
    return list
  }
  const fields = { ...(holder as Record<string, unknown> | null | undefined) }
  setOwn(fields, step, withValue(Object.hasOwn(fields, step) ? fields[step] : undefined, rest, value))
  return fields
}

function withoutValue(holder: unknown, [step = '', ...rest]: readonly string[]): unknown {
  if (Array.isArray(holder)) {
    return rest.length > 0
      ? holder.map((each, at) => (at === Number(step) ? withoutValue(each, rest) : each))
      : holder.filter((_, at) => at !== Number(step))
  }
  const fields = { ...(holder as Record<string, unknown>) }
  if (rest.length === 0) delete fields[step]
  else setOwn(fields, step, withoutValue(ownValue(fields, step), rest))
  return fields
}
