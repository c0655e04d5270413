import { isMap, isSeq, type Node, parseAllDocuments, stringify, type YAMLMap, type YAMLSeq } from 'yaml'
import type { Time } from '../lib/time.ts'
import { SCENARIO_API_VERSION } from '../scenario/scenario-version.ts'

/** What somebody does at an instant: a step of the Scenario document, without its time. */
export type NewStep =
  | { readonly run: string }
  | { readonly node: string; readonly do: string }
  | { readonly pod: string; readonly namespace?: string; readonly container?: string; readonly do: string }

/**
 * The text with one more step in its Scenario document, which is made where there is none. Only what is new is written:
 * comments, order and spelling of the rest stay as they are. undefined: the text cannot be read.
 */
export function withStep(text: string, at: Time, step: NewStep): string | undefined {
  const documents = parseAllDocuments(text)
  if (!Array.isArray(documents)) return appended(text, at, step)
  if (documents.some(({ errors }) => errors.length > 0)) return undefined
  const scenario = documents.find(
    (document) => document.get('kind') === 'Scenario' && document.get('apiVersion') === SCENARIO_API_VERSION,
  )
  if (!isMap(scenario?.contents)) return appended(text, at, step)
  const spec = scenario.get('spec', true)
  if (!isMap(spec))
    return spec ? undefined : afterNode(text, scenario.contents, `spec:\n  steps:\n  - ${flow(at, step)}`)
  const steps = spec.get('steps', true)
  if (isSeq(steps)) return withItem(text, steps, flow(at, step))
  return steps ? undefined : withSteps(text, spec, flow(at, step))
}

function appended(text: string, at: Time, step: NewStep): string {
  const document = `apiVersion: ${SCENARIO_API_VERSION}\nkind: Scenario\nspec:\n  steps:\n  - ${flow(at, step)}\n`
  return text.trim() === '' ? document : `${text.trimEnd()}\n---\n${document}`
}

function flow(at: Time, step: NewStep): string {
  const options = { collectionStyle: 'flow', flowCollectionPadding: false, lineWidth: 0 } as const
  return stringify({ at: `${at / 1000}s`, ...step }, options).trim()
}

function withItem(text: string, steps: YAMLSeq, item: string): string {
  if (steps.flow) return inFlow(text, steps, item, steps.items.length)
  const first = steps.items[0] as Node
  const dash = text.lastIndexOf('-', startOf(first))
  return afterLine(text, endOf(steps.items.at(-1) as Node), `${indentAt(text, dash)}- ${item}`)
}

function withSteps(text: string, spec: YAMLMap, item: string): string {
  if (spec.flow) return inFlow(text, spec, `steps: [${item}]`, spec.items.length)
  return afterNode(text, spec, `steps:\n- ${item}`)
}

/** Before the closing bracket. */
function inFlow(text: string, node: Node, what: string, count: number): string {
  const close = endOf(node) - 1
  const before = text.slice(0, close).trimEnd()
  const gap = text.slice(before.length, close)
  // A comma after the last item is allowed, and then there is one already.
  const comma = count === 0 ? '' : before.endsWith(',') ? ' ' : ', '
  return `${before}${comma}${what}${gap}${text.slice(close)}`
}

/** Behind a block mapping, in its own column. */
function afterNode(text: string, node: Node, lines: string): string {
  const indent = indentAt(text, startOf(node))
  return afterLine(
    text,
    endOf(node),
    lines
      .split('\n')
      .map((line) => `${indent}${line}`)
      .join('\n'),
  )
}

/** On a line of its own behind what ends at `end`, and behind a comment that stands beside it. */
function afterLine(text: string, end: number, line: string): string {
  const content = text.slice(0, end).trimEnd().length
  const newline = text.indexOf('\n', content)
  return newline < 0 ? `${text}\n${line}\n` : `${text.slice(0, newline)}\n${line}${text.slice(newline)}`
}

/** As many spaces as stand before something on its line, be it on the line of another. */
function indentAt(text: string, at: number): string {
  return ' '.repeat(at - (text.lastIndexOf('\n', at - 1) + 1))
}

function startOf(node: Node): number {
  return node.range?.[0] ?? 0
}

function endOf(node: Node): number {
  return node.range?.[1] ?? 0
}
