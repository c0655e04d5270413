import { Document, isCollection, isMap, isScalar, isSeq, type Node, Scalar, stringify, type YAMLMap } from 'yaml'

/** How a text is written, so that what is new in it looks like the rest. */
export interface Style {
  readonly eol: string
  /** Spaces of a level. */
  readonly step: number
  /** Whether a list stands further right than the key it belongs to. */
  readonly indentsLists: boolean
}

/** Found in the document's own lines; what they do not say is as in most manifests. */
export function styleOf(text: string, root: Node): Style {
  let step: number | undefined
  let indentsLists: boolean | undefined
  const look = (map: YAMLMap, column: number, depth: number): void => {
    for (const { key, value } of map.items as { key: Node; value: Node | null }[]) {
      if (depth > 8 || (step !== undefined && indentsLists !== undefined)) return
      if (!value?.range || !isCollection(value) || value.flow || !key?.range) continue
      // What stands on the line of its key says nothing.
      if (!text.slice(key.range[0], value.range[0]).includes('\n')) continue
      const inner = columnOf(text, value.range[0])
      if (isSeq(value)) indentsLists ??= inner > column
      if (isMap(value)) step ??= inner - column
      for (const child of isSeq(value) ? value.items : [value]) {
        if (isMap(child) && child.range && !child.flow) look(child, columnOf(text, child.range[0]), depth + 1)
      }
    }
  }
  if (isMap(root) && !root.flow && root.range) look(root, columnOf(text, root.range[0]), 0)
  return {
    eol: text.includes('\r\n') ? '\r\n' : '\n',
    step: step === undefined || step < 1 || step > 8 ? 2 : step,
    indentsLists: indentsLists ?? true,
  }
}

/** How far right of its line's beginning something stands. */
export function columnOf(text: string, at: number): number {
  return at - (text.lastIndexOf('\n', at - 1) + 1)
}

const DOCUMENT = () => new Document(null, { version: '1.1', aliasDuplicateObjects: false })

/** A value as a node, in flow style where it is asked for. */
export function nodeOf(value: unknown, flow: boolean): Node {
  const node = DOCUMENT().createNode(value) as Node
  if (flow && isCollection(node)) node.flow = true
  return node
}

/** A text keeps its quotes, and its block. */
export function likeBefore(value: unknown, before: Node | null): unknown {
  if (typeof value !== 'string' || !isScalar(before) || before.type === undefined) return value
  const scalar = new Scalar(value)
  const isBlock = before.type === Scalar.BLOCK_FOLDED || before.type === Scalar.BLOCK_LITERAL
  if (isBlock ? value.includes('\n') : before.type !== Scalar.PLAIN)
    scalar.type = isBlock ? 'BLOCK_LITERAL' : before.type
  return scalar
}

/** `key: value` in block style, its first line without indentation, the others behind `indent` spaces. */
export function blockPair(key: string, value: unknown, style: Style, indent: number): string {
  return indented(write({ [key]: value }, style), indent, style)
}

/** `- value`, the same. */
export function blockItem(value: unknown, style: Style, indent: number): string {
  return indented(write([value], { ...style, step: 2 }), indent, style)
}

/** A whole document. */
export function blockRoot(value: unknown, style: Style): string {
  return indented(write(value, style), 0, style)
}

/** `key: value` as it stands between braces. */
export function flowPair(key: string, value: unknown): string {
  return inside({ [key]: value })
}

/** A value as it stands between brackets. */
export function flowItem(value: unknown): string {
  return inside([value])
}

function inside(holder: unknown): string {
  const options = { version: '1.1', collectionStyle: 'flow', flowCollectionPadding: false, lineWidth: 0 } as const
  return stringify(holder, { ...options, aliasDuplicateObjects: false })
    .trim()
    .slice(1, -1)
}

function write(holder: unknown, { step, indentsLists }: Style): string {
  return stringify(holder, {
    version: '1.1',
    lineWidth: 0,
    indent: step,
    indentSeq: indentsLists,
    flowCollectionPadding: false,
    aliasDuplicateObjects: false,
  }).replace(/\n$/, '')
}

function indented(text: string, indent: number, { eol }: Style): string {
  const [first, ...others] = text.split('\n')
  return [first, ...others.map((line) => (line === '' ? '' : ' '.repeat(indent) + line))].join(eol)
}

/** Whether something is written in one line. */
export function isOneLine(text: string): boolean {
  return !text.includes('\n')
}
