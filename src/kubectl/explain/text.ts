import type { KindInfo } from '../../manifest/schema/kinds.ts'
import { groupOf } from '../../manifest/schema/kinds.ts'
import type { ExplainField, ExplainNode } from './node.ts'

/** Descriptions are as wide as this, with what stands before them. */
const WIDTH = 80
/** A schema may hold itself. */
const DEEPEST = 12

// kubectl: pkg/explain/v2/templates/plaintext.tmpl (v1.36)
export function headText(info: KindInfo): string {
  const group = groupOf(info)
  const version = info.apiVersion.split('/').at(-1)
  return `${group === '' ? '' : `GROUP:      ${group}\n`}KIND:       ${info.kind}\nVERSION:    ${version}\n\n`
}

/** What is said of a kind (without a name) or of one of its fields. */
export function nodeText(node: ExplainNode, name: string | undefined, recursive: boolean): string {
  const values = node.values?.map((value) => `    ${value}\n`).join('')
  const field =
    name === undefined ? '' : `FIELD: ${name} <${node.type}>\n${values === undefined ? '\n' : `ENUM:\n${values}`}\n`
  const description = node.description === undefined ? '    <empty>\n' : `${wrapped(node.description, '    ')}    \n`
  const fields = node.fields?.()
  const list =
    fields === undefined ? '' : `FIELDS:\n${recursive ? treeText(fields, 1) : fields.map(fieldText).join('')}`
  return `${field}DESCRIPTION:\n${description}${list}\n`
}

/** Where nothing is known of a field, its type is all. */
function fieldText(field: ExplainField): string {
  const { values, description } = field.node
  const choice = values === undefined ? '' : `  enum: ${values.join(', ')}\n`
  const text = description === undefined ? '    <no description>\n' : wrapped(description, '    ')
  return `  ${headOf(field)}${choice}${text}\n`
}

function treeText(fields: readonly ExplainField[], depth: number): string {
  return fields
    .map((field) => {
      const { values, fields: inner } = field.node
      const choice = values === undefined ? '' : `${'  '.repeat(depth)}enum: ${values.join(', ')}\n`
      const below = inner && depth < DEEPEST ? treeText(inner(), depth + 1) : ''
      return `${'  '.repeat(depth)}${headOf(field)}${choice}${below}`
    })
    .join('')
}

function headOf({ name, required, node }: ExplainField): string {
  return `${name}\t<${node.type}>${required ? ' -required-' : ''}\n`
}

function wrapped(text: string, indent: string): string {
  const lines: string[] = []
  let line = indent
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    if (line !== indent && line.length + 1 + word.length > WIDTH) {
      lines.push(line)
      line = indent
    }
    line += line === indent ? word : ` ${word}`
  }
  return `${[...lines, line].join('\n')}\n`
}
