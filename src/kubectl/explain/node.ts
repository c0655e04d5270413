/** A field, or a whole kind, as explain shows it. */
export interface ExplainNode {
  /** `string`, `[]Container`, `map[string]string`. */
  readonly type: string
  readonly description?: string
  readonly values?: readonly string[]
  /** Undefined: it has none. */
  readonly fields?: () => readonly ExplainField[]
}

export interface ExplainField {
  readonly name: string
  readonly required: boolean
  readonly node: ExplainNode
}

export function fieldNamed(node: ExplainNode, name: string): ExplainNode | undefined {
  return node.fields?.().find((field) => field.name === name)?.node
}
