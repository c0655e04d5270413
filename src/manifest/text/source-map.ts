import { isAlias, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml'
import { type Path, toSteps } from '../path.ts'
import type { SourceRange } from '../problem.ts'
import type { LineIndex } from './line-index.ts'
import { keyText } from './tree.ts'

export type Anchors = ReadonlyMap<string, Node>

/** Where the parts of one document stand in the text. Found on demand: most paths are never asked for. */
export class SourceMap {
  /** Null: the document holds nothing. */
  readonly root: Node | null
  readonly #anchors: Anchors
  readonly #lines: LineIndex

  constructor(root: Node | null, anchors: Anchors, lines: LineIndex) {
    this.root = root
    this.#anchors = anchors
    this.#lines = lines
  }

  /** The value at a path; where the text has none (a missing field), what would hold it. */
  rangeOf(path: Path): SourceRange | undefined {
    const found = this.#find(path)
    if (!found) return undefined
    return found.exact ? this.#rangeOfNode(found.node) : this.#holder(found)
  }

  /** The key of the field at a path, or what stands for it: an item's own range, or the holder of a missing field. */
  keyRangeOf(path: Path): SourceRange | undefined {
    const found = this.#find(path)
    if (!found) return undefined
    if (!found.exact) return this.#holder(found)
    return found.key ? this.#rangeOfNode(found.key) : this.#firstLine(found.node)
  }

  #holder({ key, node }: Found): SourceRange | undefined {
    return key ? this.#rangeOfNode(key) : this.#firstLine(node)
  }

  #find(path: Path): Found | undefined {
    if (!this.root) return undefined
    let found: Found = { node: this.root, exact: true }
    for (const step of toSteps(path)) {
      const next = this.#step(found.node, step)
      if (!next) return { ...found, exact: false }
      found = next
    }
    return found
  }

  #step(holder: Node, step: string): Found | undefined {
    const node = this.#resolve(holder)
    if (isSeq(node)) {
      const next = node.items[Number(step)]
      return next === undefined || next === null ? undefined : { node: next as Node, exact: true }
    }
    if (!isMap(node)) return undefined
    // The last of several equal keys is the one that counts.
    for (let index = node.items.length - 1; index >= 0; index--) {
      const pair = node.items[index] as Pair<Node | null, Node | null>
      if (isScalar(pair.key) && keyText(pair.key) === step) {
        return { key: pair.key, node: pair.value ?? pair.key, exact: true }
      }
    }
    return undefined
  }

  #resolve(node: Node): Node {
    return isAlias(node) ? (this.#anchors.get(node.source) ?? node) : node
  }

  #rangeOfNode(node: Node): SourceRange | undefined {
    return node.range ? this.#lines.range(node.range[0], node.range[1]) : undefined
  }

  /** A whole list item would underline a screenful: its first line says where it is. */
  #firstLine(node: Node): SourceRange | undefined {
    if (!node.range) return undefined
    const [start, end] = node.range
    const lineEnd =
      this.#lines.startOf(this.#lines.lineAt(start)) + this.#lines.textOf(this.#lines.lineAt(start)).length
    return this.#lines.range(start, Math.max(start, Math.min(end, lineEnd)))
  }
}

interface Found {
  readonly key?: Node
  readonly node: Node
  /** False: the path leads on, but the text does not. */
  readonly exact: boolean
}
