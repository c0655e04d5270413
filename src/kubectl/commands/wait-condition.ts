import { goPrint } from '../../lib/go-print.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { CommandError } from '../command-line/command.ts'
import { at, listAt, textAt } from '../printers/field.ts'
import { compileJsonPath, type JsonPathTemplate, jsonPathValues, relaxedJsonPath } from '../printers/jsonpath.ts'

/** What `kubectl wait --for` waits for. */
export type WaitCondition =
  | { readonly kind: 'delete' }
  | { readonly kind: 'create' }
  | { readonly kind: 'condition'; readonly name: string; readonly status: string }
  /** `value` undefined: any. */
  | { readonly kind: 'jsonpath'; readonly path: JsonPathTemplate; readonly value: string | undefined }

const FORMAT =
  "jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or --for=jsonpath='{.status.readyReplicas}'"

/** A text says what is wrong with it. */
// kubectl: pkg/cmd/wait/wait.go conditionFuncFor (v1.36)
export function readCondition(text: string): WaitCondition | string {
  const lower = text.toLowerCase()
  if (lower === 'delete' || lower === 'create') return { kind: lower }
  if (lower.startsWith('condition=')) {
    const [name = '', ...status] = text.slice('condition='.length).split('=')
    return { kind: 'condition', name, status: status.length > 0 ? status.join('=') : 'true' }
  }
  if (lower.startsWith('jsonpath=')) return readJsonPath(text.slice('jsonpath='.length))
  return `unrecognized condition: ${JSON.stringify(text)}`
}

// kubectl: pkg/cmd/wait/json.go splitJSONPathInput, processJSONPathInput (v1.36)
function readJsonPath(text: string): WaitCondition | string {
  const [expression = '', value, ...more] = text.split(/(?<!=)=(?!=)/)
  if (more.length > 0) return FORMAT
  const relaxed = relaxedJsonPath(expression)
  if (relaxed === undefined) {
    return "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'"
  }
  const path = compileJsonPath(relaxed)
  if (typeof path === 'string') return path
  if (value === undefined) return { kind: 'jsonpath', path, value }
  const wanted = value.replace(/^['"]+/, '').replace(/['"]+$/, '')
  return wanted === ''
    ? "jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3"
    : { kind: 'jsonpath', path, value: wanted }
}

export function isMet(
  condition: Exclude<WaitCondition, { readonly kind: 'delete' } | { readonly kind: 'create' }>,
  object: KubeObject,
) {
  return condition.kind === 'condition' ? hasCondition(condition, object) : hasValue(condition, object)
}

/** What was observed of an older generation does not count. */
// kubectl: pkg/cmd/wait/condition.go checkCondition (v1.36)
function hasCondition({ name, status }: { readonly name: string; readonly status: string }, object: KubeObject) {
  const found = listAt(object, 'status', 'conditions').find(
    (condition) => textAt(condition, 'type').toLowerCase() === name.toLowerCase(),
  )
  if (found === undefined) return false
  const observed = at(found, 'observedGeneration') ?? at(object, 'status', 'observedGeneration')
  const { generation } = object.metadata
  if (generation !== undefined && typeof observed === 'number' && observed < generation) return false
  return textAt(found, 'status').toLowerCase() === status.toLowerCase()
}

// kubectl: pkg/cmd/wait/json.go checkCondition, compareResults (v1.36)
function hasValue(
  { path, value: wanted }: { readonly path: JsonPathTemplate; readonly value: string | undefined },
  object: KubeObject,
): boolean {
  const [value, ...others] = jsonPathValues(path, object)
  if (value === undefined) return false
  if (others.length > 0) throw new CommandError('given jsonpath expression matches more than one value')
  if (wanted === undefined) return true
  if (typeof value === 'object' && value !== null) {
    throw new CommandError('jsonpath leads to a nested object or list which is not supported')
  }
  return goPrint(value).trim() === wanted.trim()
}
