import { goPrint } from '../../../lib/go-print.ts'
import { isMap } from '../../../lib/is-map.ts'
import { ownValue } from '../../../lib/own.ts'
import { FUNCTIONS, isTrue, printed, TemplateFailure } from './functions.ts'
import type { Block, Command, Node, Operand, Pipe, Template } from './parse.ts'

/** More than anybody prints: a range within a range grows with the power. */
const MOST_STEPS = 200_000
const MOST_DEPTH = 100

/** What a template writes of a value. Throws a TemplateFailure with Go's words. */
// text/template: exec.go (Go 1.25)
export function executeTemplate(template: Template, data: unknown): string {
  const run = new Run(template, data)
  run.all(template.main, data)
  return run.written
}

/** Leaves a round of a range. */
class Leave {
  readonly kind: 'break' | 'continue'

  constructor(kind: Leave['kind']) {
    this.kind = kind
  }
}

class Run {
  written = ''
  readonly #template: Template
  #variables: [name: string, value: unknown][]
  #steps = 0
  #depth = 0

  constructor(template: Template, data: unknown) {
    this.#template = template
    this.#variables = [['', data]]
  }

  all(nodes: readonly Node[], dot: unknown): void {
    for (const node of nodes) this.#node(node, dot)
  }

  #node(node: Node, dot: unknown): void {
    if (++this.#steps > MOST_STEPS) throw new TemplateFailure('the template takes too long')
    switch (node.kind) {
      case 'text':
        this.written += node.text
        return
      case 'print': {
        const value = this.#pipe(node.pipe, dot)
        if (node.pipe.names.length === 0) this.written += printed(value)
        return
      }
      case 'if':
      case 'with': {
        const outside = this.#variables.length
        const value = this.#pipe(node.pipe, dot)
        const inner = node.kind === 'with' ? value : dot
        if (isTrue(value)) this.all(node.then, inner)
        else this.all(node.otherwise, dot)
        this.#variables.length = outside
        return
      }
      case 'range':
        this.#range(node, dot)
        return
      case 'template':
        this.#call(node.name, node.pipe && this.#pipe(node.pipe, dot))
        return
      default:
        throw new Leave(node.kind)
    }
  }

  #range({ pipe, then, otherwise }: Block, dot: unknown): void {
    const outside = this.#variables.length
    const value = this.#value({ ...pipe, names: [] }, dot)
    const entries = entriesOf(value)
    if (entries === undefined) throw new TemplateFailure(`range can't iterate over ${goPrint(value)}`)
    if (entries.length === 0) this.all(otherwise, dot)
    const [first, second] = pipe.names
    for (const [key, each] of entries) {
      if (second !== undefined) this.#variables.push([first as string, key], [second, each])
      else if (first !== undefined) this.#variables.push([first, each])
      try {
        this.all(then, each)
      } catch (error) {
        if (!(error instanceof Leave)) throw error
        if (error.kind === 'break') break
      } finally {
        this.#variables.length = outside
      }
    }
  }

  #call(name: string, data: unknown): void {
    const body = this.#template.defined.get(name)
    if (!body) throw new TemplateFailure(`template ${JSON.stringify(name)} not defined`)
    if (++this.#depth > MOST_DEPTH) throw new TemplateFailure(`exceeded maximum template depth (${MOST_DEPTH})`)
    const kept = this.#variables
    this.#variables = [['', data]]
    this.all(body, data)
    this.#variables = kept
    this.#depth--
  }

  /** The value of a pipe, kept under the name that it declares. */
  #pipe(pipe: Pipe, dot: unknown): unknown {
    const value = this.#value(pipe, dot)
    const [name] = pipe.names
    if (name === undefined) return value
    if (pipe.assigns) {
      const kept = this.#variables.findLast(([each]) => each === name)
      if (kept) kept[1] = value
    } else this.#variables.push([name, value])
    return value
  }

  #value({ commands }: Pipe, dot: unknown): unknown {
    let value: unknown
    commands.forEach((command, index) => {
      try {
        value = this.#command(command, dot, index === 0 ? [] : [value])
      } catch (error) {
        if (!(error instanceof TemplateFailure) || error.message.startsWith('template:')) throw error
        throw new TemplateFailure(`${this.#place(command)}: ${error.message}`)
      }
    })
    return value
  }

  #place({ start, end }: Command): string {
    const { text } = this.#template
    const before = text.slice(0, start).split('\n')
    const at = `${before.length}:${before.at(-1)?.length}`
    return `template: output:${at}: executing "output" at <${text.slice(start, end).replaceAll(/\s+/g, ' ')}>`
  }

  #command({ operands }: Command, dot: unknown, piped: readonly unknown[]): unknown {
    const [head, ...rest] = operands as [Operand, ...Operand[]]
    if (head.kind === 'function') {
      const call = FUNCTIONS.get(head.name)
      return call?.([...rest.map((operand) => this.#operand(operand, dot)), ...piped])
    }
    if (rest.length > 0 || piped.length > 0) {
      throw new TemplateFailure(`can't give argument to non-function ${goPrint(this.#operand(head, dot))}`)
    }
    return this.#operand(head, dot)
  }

  #operand(operand: Operand, dot: unknown): unknown {
    switch (operand.kind) {
      case 'value':
        return operand.value
      case 'function':
        return FUNCTIONS.get(operand.name)?.([])
      case 'path': {
        const { from, fields } = operand
        const start =
          'pipe' in from
            ? this.#value(from.pipe, dot)
            : 'variable' in from
              ? this.#variables.findLast(([name]) => name === from.variable)?.[1]
              : dot
        return fields.reduce(fieldOf, start)
      }
    }
  }
}

function fieldOf(value: unknown, name: string): unknown {
  if (value === undefined || value === null) return undefined
  if (!isMap(value)) throw new TemplateFailure(`can't evaluate field ${name} in type interface {}`)
  return ownValue(value, name)
}

/** Undefined: nothing that a range goes over. Maps in the order of their keys. */
function entriesOf(value: unknown): (readonly [unknown, unknown])[] | undefined {
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return value.map((each, index) => [index, each] as const)
  if (isMap(value)) return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  if (typeof value !== 'number' || !Number.isInteger(value)) return undefined
  return Array.from({ length: Math.min(Math.max(value, 0), MOST_STEPS) }, (_, index) => [index, index] as const)
}
