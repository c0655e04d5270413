import { fromBase64 } from '../../../lib/base64.ts'
import { goPrint } from '../../../lib/go-print.ts'
import { isMap } from '../../../lib/is-map.ts'
import { ownValue } from '../../../lib/own.ts'
import { byteLength } from '../../../manifest/admission/object-size.ts'
import { goPrintf, goType } from './printf.ts'

/** The template asks for what cannot be done with the object. */
export class TemplateFailure extends Error {}

type Call = (args: readonly unknown[]) => unknown

/** Go: zero values and what is empty. */
// text/template: exec.go IsTrue (Go 1.25)
export function isTrue(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === 0 || value === '') return false
  if (Array.isArray(value)) return value.length > 0
  return typeof value === 'object' ? Object.keys(value).length > 0 : true
}

/** What `print` and an action write: of nothing, Go's words for it. */
export function printed(value: unknown): string {
  return value === undefined || value === null ? '<no value>' : goPrint(value)
}

/** Of text/template, and of kubectl's own `exists` and `base64decode`. */
// text/template: funcs.go (Go 1.25); cli-runtime: pkg/printers/template.go (v1.36)
export const FUNCTIONS: ReadonlyMap<string, Call> = new Map<string, Call>([
  ['and', (args) => args.find((each) => !isTrue(each)) ?? args.at(-1)],
  ['or', (args) => args.find(isTrue) ?? args.at(-1)],
  ['not', ([value]) => !isTrue(value)],
  ['len', ([value]) => lengthOf(value)],
  ['index', ([value, ...at]) => at.reduce(indexed, value)],
  ['slice', ([value, from, to]) => sliced(value, from, to)],
  ['print', (args) => args.map((each) => (each === undefined ? '<nil>' : goPrint(each))).join('')],
  ['println', (args) => `${args.map((each) => (each === undefined ? '<nil>' : goPrint(each))).join(' ')}\n`],
  ['printf', ([format, ...args]) => goPrintf(text(format, 'printf'), args)],
  ['eq', ([first, ...others]) => others.some((other) => isEqual(first, other))],
  ['ne', ([a, b]) => !isEqual(a, b)],
  ['lt', ([a, b]) => compared(a, b, 'lt') < 0],
  ['le', ([a, b]) => compared(a, b, 'le') <= 0],
  ['gt', ([a, b]) => compared(a, b, 'gt') > 0],
  ['ge', ([a, b]) => compared(a, b, 'ge') >= 0],
  [
    'html',
    (args) =>
      args
        .map(goPrint)
        .join('')
        .replace(/[<>&"']/g, (letter) => `&#${letter.charCodeAt(0)};`),
  ],
  ['js', (args) => JSON.stringify(args.map(goPrint).join('')).slice(1, -1)],
  ['urlquery', (args) => encodeURIComponent(args.map(goPrint).join('')).replaceAll('%20', '+')],
  ['base64decode', ([value]) => decoded(text(value, 'base64decode'))],
  ['exists', ([value, ...at]) => exists(value, at)],
])

function text(value: unknown, name: string): string {
  if (typeof value === 'string') return value
  if (value === undefined) throw new TemplateFailure(`invalid value; expected string`)
  throw new TemplateFailure(`wrong type for value; expected string; got ${goType(value)}, in ${name}`)
}

function decoded(value: string): string {
  const plain = fromBase64(value)
  if (plain === undefined) throw new TemplateFailure('error calling base64decode: illegal base64 data at input byte 0')
  return plain
}

function lengthOf(value: unknown): number {
  if (typeof value === 'string') return byteLength(value)
  if (Array.isArray(value)) return value.length
  if (isMap(value)) return Object.keys(value).length
  if (value === undefined || value === null) throw new TemplateFailure('error calling len: len of nil pointer')
  throw new TemplateFailure(`error calling len: len of type ${goType(value)}`)
}

function indexed(value: unknown, at: unknown): unknown {
  if (value === undefined || value === null) throw new TemplateFailure('error calling index: index of untyped nil')
  if (isMap(value)) return ownValue(value, String(at))
  if (!Array.isArray(value)) throw new TemplateFailure(`error calling index: can't index item of type ${goType(value)}`)
  if (typeof at !== 'number') {
    throw new TemplateFailure(`error calling index: cannot index slice/array with type ${goType(at)}`)
  }
  if (at < 0 || at >= value.length) throw new TemplateFailure(`error calling index: reflect: slice index out of range`)
  return value[at]
}

function sliced(value: unknown, from: unknown, to: unknown): unknown {
  if (typeof value !== 'string' && !Array.isArray(value)) {
    throw new TemplateFailure(`error calling slice: can't slice item of type ${goType(value)}`)
  }
  const [start, end] = [Number(from ?? 0), Number(to ?? value.length)]
  if (start < 0 || end > value.length || start > end) {
    throw new TemplateFailure(`error calling slice: index out of range: ${end}`)
  }
  return value.slice(start, end)
}

function isEqual(a: unknown, b: unknown): boolean {
  if (typeof a === 'object' || typeof b === 'object') {
    if ((a ?? null) === null || (b ?? null) === null) return (a ?? null) === (b ?? null)
    throw new TemplateFailure('error calling eq: non-comparable type')
  }
  if (a !== undefined && b !== undefined && typeof a !== typeof b) {
    throw new TemplateFailure('error calling eq: incompatible types for comparison')
  }
  return a === b
}

function compared(a: unknown, b: unknown, name: string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0
  throw new TemplateFailure(`error calling ${name}: incompatible types for comparison`)
}

function exists(value: unknown, at: readonly unknown[]): boolean {
  try {
    return at.reduce(indexed, value) !== undefined
  } catch (error) {
    if (error instanceof TemplateFailure) return false
    throw error
  }
}
