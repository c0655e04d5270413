import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, stringify } from 'yaml'
import { ownValue } from '../../lib/own.ts'

/** A line of `kubectl get -o yaml`, and how it stands to the version before. */
export interface YamlLine {
  readonly text: string
  readonly sign: 'same' | 'added' | 'changed'
}

export interface YamlDiff {
  readonly lines: readonly YamlLine[]
  /** What the version before had and this one has not. */
  readonly removed: readonly { readonly path: string; readonly value: string }[]
}

/** The object as YAML; what is new or other in it is found by its place in the object, not by its line. */
export function yamlDiff(after: unknown, before?: unknown): YamlDiff {
  const text = stringify(after, { sortMapEntries: true, lineWidth: 0 })
  const lines = text.trimEnd().split('\n')
  const signs: YamlLine['sign'][] = lines.map(() => 'same')
  const removed: YamlDiff['removed'][number][] = []
  if (before !== undefined) {
    const counter = new LineCounter()
    const root = parseDocument(text, { lineCounter: counter }).contents
    const lineOf = (offset: number) => counter.linePos(offset).line - 1
    const mark = (from: Node, to: Node, sign: YamlLine['sign']) => {
      const [start, end] = [from.range?.[0] ?? 0, to.range?.[1] ?? 0]
      const last = start + text.slice(start, end).trimEnd().length - 1
      for (let line = lineOf(start); line <= lineOf(Math.max(start, last)); line += 1) signs[line] = sign
    }
    walk(root, after, before, '', { mark, remove: (path, value) => removed.push({ path, value: printed(value) }) })
  }
  return { lines: lines.map((line, index) => ({ text: line, sign: signs[index] ?? 'same' })), removed }
}

interface Report {
  mark(from: Node, to: Node, sign: YamlLine['sign']): void
  remove(path: string, value: unknown): void
}

type Plain = Readonly<Record<string, unknown>>

function walk(node: Node | null, after: unknown, before: unknown, path: string, report: Report): void {
  if (isMap(node) && isPlain(after) && isPlain(before)) {
    for (const { key, value } of node.items as { key: Node; value: Node | null }[]) {
      const name = isScalar(key) ? String(key.value) : ''
      if (!Object.hasOwn(before, name)) report.mark(key, value ?? key, 'added')
      else if (branch(ownValue(after, name), ownValue(before, name)))
        walk(value, ownValue(after, name), ownValue(before, name), join(path, name), report)
      else if (!same(ownValue(after, name), ownValue(before, name))) report.mark(key, value ?? key, 'changed')
    }
    for (const name of Object.keys(before))
      if (!Object.hasOwn(after, name)) report.remove(join(path, name), ownValue(before, name))
    return
  }
  if (isSeq(node) && Array.isArray(after) && Array.isArray(before)) {
    const rest = new Map(before.map((item, index) => [identityOf(item, index), item]))
    for (const [index, item] of after.entries()) {
      const id = identityOf(item, index)
      const child = node.items[index] as Node | undefined
      if (child === undefined) continue
      if (!rest.has(id)) report.mark(child, child, 'added')
      else if (branch(item, rest.get(id))) walk(child, item, rest.get(id), `${path}[${id}]`, report)
      else if (!same(item, rest.get(id))) report.mark(child, child, 'changed')
      rest.delete(id)
    }
    for (const [id, item] of rest) report.remove(`${path}[${id}]`, item)
  }
}

/** Both have something inside that can be compared piece by piece. */
function branch(after: unknown, before: unknown): boolean {
  if (Array.isArray(after) && Array.isArray(before)) return after.length > 0 && before.length > 0
  return isPlain(after) && isPlain(before) && Object.keys(after).length > 0
}

/** Kubernetes' lists are mostly maps by one of these; anything else is told apart by its place. */
function identityOf(item: unknown, index: number): string {
  if (!isPlain(item)) return String(index)
  for (const key of ['name', 'type', 'uid', 'ip', 'key']) {
    const value = ownValue(item, key)
    if (typeof value === 'string') return value
  }
  return String(index)
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`
}

const LONGEST = 80

function printed(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
