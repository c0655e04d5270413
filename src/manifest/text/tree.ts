import { isCollection, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml'

/** A step on the way to a node: the entry of a collection, and what stands in it. */
export interface Entry {
  readonly holder: YAMLMap | YAMLSeq
  readonly index: number
  /** Of a mapping's entry. */
  readonly key?: Node
  /** Null: nothing stands there, not even a colon. */
  readonly value: Node | null
}

/** Follows steps down through what stands in the text; ends where the text does, or at an alias. */
export function trailOf(root: Node, steps: readonly string[]): readonly Entry[] {
  const trail: Entry[] = []
  let node: Node | null = root
  for (const step of steps) {
    const entry: Entry | undefined = node ? entryOf(node, step) : undefined
    if (!entry) break
    trail.push(entry)
    node = entry.value
  }
  return trail
}

function entryOf(holder: Node, step: string): Entry | undefined {
  if (isSeq(holder)) {
    const index = Number(step)
    const value = holder.items[index]
    return value === undefined ? undefined : { holder, index, value: value as Node | null }
  }
  if (!isMap(holder)) return undefined
  // The last of several equal keys is the one that counts.
  for (let index = holder.items.length - 1; index >= 0; index--) {
    const { key, value } = holder.items[index] as Pair<Node | null, Node | null>
    if (key && keyText(key) === step) return { holder, index, key, value }
  }
  return undefined
}

/** A key as it stands in a path. */
export function keyText(key: Node | null): string {
  if (!isScalar(key)) return key ? '' : 'null'
  return typeof key.value === 'symbol' ? '<<' : String(key.value ?? 'null')
}

export function entriesOf(holder: YAMLMap | YAMLSeq): readonly Entry[] {
  return holder.items.map((item, index) =>
    isMap(holder)
      ? entryOfPair(holder, index, item as Pair<Node, Node | null>)
      : { holder, index, value: item as Node | null },
  )
}

function entryOfPair(holder: YAMLMap, index: number, { key, value }: Pair<Node, Node | null>): Entry {
  return { holder, index, key, value: value ?? null }
}

/** Where an entry's key, or an item, begins; what names it (an anchor, a tag) stands before. */
export function startOf({ key, value }: Entry): number {
  return (key ?? value)?.range?.[0] ?? 0
}

/** Where the content of a node ends: behind its last letter, or, of a text in a block, where the next line begins. */
export function contentEnd(node: Node | null | undefined): number {
  if (!node) return 0
  if (isCollection(node) && !node.flow) {
    const last = node.items.at(-1) as Node | Pair<Node, Node | null> | undefined
    if (isSeq(node) && last) return Math.max(contentEnd(last as Node), node.range?.[0] ?? 0)
    if (isMap(node) && last) return endOfEntry(entryOfPair(node, 0, last as Pair<Node, Node | null>))
  }
  return node.range?.[1] ?? 0
}

export function endOfEntry({ key, value }: Entry): number {
  return Math.max(key?.range?.[1] ?? 0, contentEnd(value))
}

export function isFlow(node: Node | null | undefined): boolean {
  return isCollection(node) && node.flow === true
}
