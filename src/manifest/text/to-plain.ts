import { isAlias, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml'
import { setOwn } from '../../lib/own.ts'
import { child, item } from '../path.ts'

export interface Plain {
  readonly value: unknown
  readonly anchors: ReadonlyMap<string, Node>
  readonly duplicates: readonly { path: string; start: number; end: number }[]
}

export interface NotPlain {
  readonly problem: 'excessive-aliasing' | 'unknown-anchor' | 'complex-key' | 'alias-loop'
  readonly at: number
  /** What had been read before that. */
  readonly value: unknown
}

/** Aliases may not blow a small text up: this many nodes may come from them. */
const MAX_ALIASED_NODES = 20_000

/** A document's nodes as plain data, aliases and merge keys resolved. */
export function plainOf(root: Node | null): Plain | NotPlain {
  const conversion = new Conversion()
  const value = conversion.convert(root, '')
  if (conversion.problem) return { ...conversion.problem, value }
  return { value, anchors: conversion.anchors, duplicates: conversion.duplicates }
}

class Conversion {
  readonly anchors = new Map<string, Node>()
  readonly duplicates: { path: string; start: number; end: number }[] = []
  problem: Omit<NotPlain, 'value'> | undefined
  readonly #open = new Set<Node>()
  #aliasDepth = 0
  #aliased = 0

  convert(node: Node | null | undefined, path: string): unknown {
    if (!node || this.problem) return null
    if (this.#aliasDepth > 0 && ++this.#aliased > MAX_ALIASED_NODES) return this.#fail('excessive-aliasing', node)
    if (isAlias(node)) return this.#alias(node.source, node, path)
    if ('anchor' in node && node.anchor) this.anchors.set(node.anchor, node)
    if (isScalar(node)) return scalarOf(node.value)
    this.#open.add(node)
    const value = isSeq(node)
      ? node.items.map((part, index) => this.convert(part as Node, item(path, index)))
      : isMap(node)
        ? this.#map(node.items as Pair<Node, Node | null>[], path)
        : null
    this.#open.delete(node)
    return value
  }

  #alias(name: string, alias: Node, path: string): unknown {
    const target = this.anchors.get(name)
    if (!target) return this.#fail('unknown-anchor', alias)
    if (this.#open.has(target)) return this.#fail('alias-loop', alias)
    this.#aliasDepth++
    const value = this.convert(target, path)
    this.#aliasDepth--
    return value
  }

  #map(pairs: readonly Pair<Node, Node | null>[], path: string): Record<string, unknown> {
    const own: Record<string, unknown> = {}
    const merged: unknown[] = []
    for (const { key, value } of pairs) {
      if (this.problem) break
      const name = this.#keyOf(key)
      if (name === undefined) break
      if (name === '<<') {
        merged.push(this.convert(value, path))
        continue
      }
      const at = child(path, name)
      if (Object.hasOwn(own, name) && key.range && this.#aliasDepth === 0) {
        this.duplicates.push({ path: at, start: key.range[0], end: key.range[1] })
      }
      setOwn(own, name, this.convert(value, at))
    }
    for (const source of merged.flat()) {
      if (typeof source !== 'object' || source === null) continue
      for (const [name, value] of Object.entries(source)) if (!Object.hasOwn(own, name)) setOwn(own, name, value)
    }
    return own
  }

  #keyOf(key: Node | null): string | undefined {
    if (!key) return 'null'
    if (isAlias(key)) {
      const target = this.anchors.get(key.source)
      if (target && isScalar(target)) return String(target.value)
    }
    if (!isScalar(key)) {
      this.#fail('complex-key', key)
      return undefined
    }
    if (key.anchor) this.anchors.set(key.anchor, key)
    return typeof key.value === 'symbol' ? (key.source ?? '<<') : String(key.value)
  }

  #fail(problem: NotPlain['problem'], node: Node): null {
    this.problem ??= { problem, at: node.range?.[0] ?? 0 }
    return null
  }
}

/** JSON has no NaN, and of binary data the text is what a manifest means. */
function scalarOf(value: unknown): unknown {
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  return value === null || value === undefined ? null : String(value)
}
