import { evaluateArithmetic, type Variables } from './arithmetic.ts'
import { ShellError } from './unwind.ts'

interface Variable {
  /** Of an array, what stands at 0. */
  value: string | undefined
  exported: boolean
  readonly: boolean
  /** bash's arrays: by the index in decimal digits, or by any text. In the order of the indexes, or of arrival. */
  elements?: Map<string, string>
  associative?: boolean
  /** The greatest index that an array has had. */
  last?: bigint
  /** declare -i: what is assigned is calculated. */
  integer?: boolean
  /** declare -l and -u. */
  letters?: 'lower' | 'upper'
  /** declare -n: it is another variable's name. */
  reference?: string
}

export type Mark = 'exported' | 'readonly' | 'integer'

export const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/

/** NAME[SUBSCRIPT] */
export const ELEMENT = /^([A-Za-z_][A-Za-z0-9_]*)\[([\s\S]+)\]$/

/** References to references go no further. */
const MOST_REFERENCES = 8

/** A shell's variables, with what `local` hides. */
export class VariableTable implements Variables {
  #variables: Map<string, Variable>
  /** A child or the parent has the same: whoever changes something takes a copy before. */
  #shared = false
  /** What a child gets, until something changes. */
  #environment: Map<string, string> | undefined
  /** What the functions under way have hidden, innermost last. */
  readonly #scopes: Map<string, Variable | undefined>[] = []
  /** set -a */
  readonly #exportsAll: () => boolean
  /** There is a declare -n: names have to be followed. */
  #refers = false

  constructor(environment: Iterable<readonly [string, string]>, exportsAll: () => boolean) {
    this.#exportsAll = exportsAll
    this.#variables = new Map()
    for (const [name, value] of environment) {
      // A name that is none (my.key from a ConfigMap) stays in the environment and is no variable.
      this.#variables.set(name, { value, exported: true, readonly: false })
    }
  }

  copy(exportsAll: () => boolean): VariableTable {
    const copy = new VariableTable([], exportsAll)
    this.#shared = true
    copy.#shared = true
    copy.#variables = this.#variables
    copy.#environment = this.#environment
    copy.#refers = this.#refers
    return copy
  }

  #at(name: string): Variable | undefined {
    return this.#variables.get(this.#refers ? this.#followed(name) : name)
  }

  /** Before anything in it changes: its own table. `keepsEnvironment`: what children get stays the same. */
  #toChange(keepsEnvironment = false): Map<string, Variable> {
    if (!keepsEnvironment) this.#environment = undefined
    if (this.#shared) {
      const own = new Map<string, Variable>()
      for (const [name, variable] of this.#variables) own.set(name, copyOf(variable))
      this.#variables = own
      this.#shared = false
    }
    return this.#variables
  }

  #followed(name: string): string {
    let followed = name
    for (let i = 0; i < MOST_REFERENCES; i++) {
      const next = this.#variables.get(followed)?.reference
      if (next === undefined) return followed
      followed = next
    }
    return followed
  }

  /** Also of a NAME[SUBSCRIPT]. */
  find(name: string): string | undefined {
    return name.endsWith(']') ? this.#findElement(name) : this.#at(name)?.value
  }

  get(name: string): string {
    return this.find(name) ?? ''
  }

  #findElement(text: string): string | undefined {
    const [, name = '', subscript = ''] = ELEMENT.exec(text) ?? []
    return name === '' ? this.#at(text)?.value : this.elements(name)?.get(this.keyOf(name, subscript))
  }

  set(name: string, value: string): void {
    if (name.endsWith(']')) {
      const [, array, subscript = ''] = ELEMENT.exec(name) ?? []
      if (array !== undefined) {
        this.setElement(array, this.keyOf(array, subscript), value)
        return
      }
    }
    this.#toChange(true)
    const variable = this.#at(name)
    if (variable?.exported || this.#exportsAll()) this.#environment = undefined
    if (variable) {
      if (variable.readonly) throw readOnly(name)
      const text = this.#kept(variable, value)
      variable.value = text
      if (variable.elements) {
        variable.elements.set('0', text)
        sortIndexes(variable)
      }
      if (this.#exportsAll()) variable.exported = true
    } else {
      const key = this.#refers ? this.#followed(name) : name
      this.#variables.set(key, { value, exported: this.#exportsAll(), readonly: false })
    }
  }

  /** What becomes of a value in a variable that calculates or changes letters. */
  #kept(variable: Variable, value: string): string {
    if (variable.integer) return String(evaluateArithmetic(value, this))
    if (variable.letters) return variable.letters === 'lower' ? value.toLowerCase() : value.toUpperCase()
    return value
  }

  /** name+=text: what it is then; a variable that calculates adds. */
  appended(name: string, text: string, before = this.get(name)): string {
    return this.#at(name)?.integer ? `(${before || '0'})+(${text})` : before + text
  }

  /** The elements of an array; of a variable that is none, it alone. */
  elements(name: string): ReadonlyMap<string, string> | undefined {
    const variable = this.#at(name)
    if (!variable) return undefined
    return variable.elements ?? (variable.value === undefined ? undefined : new Map([['0', variable.value]]))
  }

  isArray(name: string): boolean {
    return this.#at(name)?.elements !== undefined
  }

  isAssociative(name: string): boolean {
    return this.#at(name)?.associative === true
  }

  /** The key that a subscript means: calculated, unless the array goes by texts. From the end where it is negative. */
  keyOf(name: string, subscript: string): string {
    if (this.isAssociative(name)) return subscript
    const index = evaluateArithmetic(subscript, this)
    if (index >= 0n) return String(index)
    let last = '-1'
    for (const key of this.elements(name)?.keys() ?? []) last = key
    const fromEnd = BigInt(last) + 1n + index
    if (fromEnd < 0n) throw new ShellError(`${name}[${subscript}]: bad array subscript`, 1)
    return String(fromEnd)
  }

  setElement(name: string, key: string, value: string): void {
    const variable = this.declareArray(name, false)
    if (variable.readonly) throw readOnly(name)
    const elements = variable.elements as Map<string, string>
    const isNew = !elements.has(key)
    const text = this.#kept(variable, value)
    elements.set(key, text)
    if (key === '0') variable.value = text
    // An element at the end is where it belongs.
    if (isNew && !variable.associative && BigInt(key) > (variable.last ?? -1n)) variable.last = BigInt(key)
    else if (isNew) sortIndexes(variable)
  }

  setArray(name: string, elements: Iterable<readonly [string, string]>, associative: boolean): void {
    const variable = this.declareArray(name, associative)
    if (variable.readonly) throw readOnly(name)
    variable.elements = new Map()
    variable.value = undefined
    for (const [key, value] of elements) variable.elements.set(key, this.#kept(variable, value))
    variable.value = variable.elements.get('0')
    sortIndexes(variable)
  }

  /** Makes an array of it, if it is none: its value is then the first. */
  declareArray(name: string, associative: boolean): Variable {
    this.#toChange()
    let variable = this.#at(name)
    if (!variable) {
      variable = { value: undefined, exported: false, readonly: false }
      this.#variables.set(this.#refers ? this.#followed(name) : name, variable)
    }
    if (!variable.elements) {
      variable.elements = new Map(variable.value === undefined ? [] : [['0', variable.value]])
      if (associative) variable.associative = true
    }
    return variable
  }

  unset(name: string): void {
    this.#toChange()
    const [, array, subscript = ''] = ELEMENT.exec(name) ?? []
    if (array !== undefined) {
      const variable = this.#at(array)
      if (!variable?.elements) return
      if (variable.readonly) throw readOnly(array)
      if (subscript === '@' || subscript === '*') this.#variables.delete(array)
      else {
        const key = this.keyOf(array, subscript)
        variable.elements.delete(key)
        if (key === '0') variable.value = undefined
      }
      return
    }
    if (this.#at(name)?.readonly) throw readOnly(name)
    this.#variables.delete(this.#refers ? this.#followed(name) : name)
  }

  mark(name: string, how: Mark): void {
    this.#toChange()
    const variable = this.#at(name)
    if (variable) variable[how] = true
    else this.#variables.set(name, { value: undefined, exported: false, readonly: false, [how]: true })
  }

  changeLetters(name: string, letters: 'lower' | 'upper'): void {
    this.mark(name, 'integer')
    const variable = this.#at(name) as Variable
    variable.letters = letters
    variable.integer = false
  }

  refer(name: string, to: string): void {
    this.#refers = true
    this.#toChange().set(name, { value: undefined, exported: false, readonly: false, reference: to })
  }

  unexport(name: string): void {
    this.#toChange()
    const variable = this.#at(name)
    if (variable) variable.exported = false
  }

  /** The letters that `declare -p` shows of it. */
  attributes(name: string): string | undefined {
    const variable = this.#variables.get(name)
    if (!variable) return undefined
    const { elements, associative, integer, letters, reference, readonly, exported } = variable
    return [
      elements && (associative ? 'A' : 'a'),
      integer && 'i',
      letters && (letters === 'lower' ? 'l' : 'u'),
      reference !== undefined && 'n',
      readonly && 'r',
      exported && 'x',
    ]
      .filter(Boolean)
      .join('')
  }

  /** What a child gets; `over` on top. Arrays stay at home. */
  environment(over?: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
    this.#environment ??= this.#exported()
    if (!over || over.size === 0) return this.#environment
    const environment = new Map(this.#environment)
    for (const [name, value] of over) environment.set(name, value)
    return environment
  }

  #exported(): Map<string, string> {
    const environment = new Map<string, string>()
    for (const [name, { value, exported, elements }] of this.#variables) {
      if (exported && value !== undefined && !elements) environment.set(name, value)
    }
    return environment
  }

  names(which: 'all' | 'exported' | 'readonly' = 'all'): string[] {
    const names: string[] = []
    for (const [name, variable] of this.#variables) if (which === 'all' || variable[which]) names.push(name)
    return names.sort()
  }

  get inFunction(): boolean {
    return this.#scopes.length > 0
  }

  enter(): void {
    this.#scopes.push(new Map())
  }

  leave(): void {
    const scope = this.#scopes.pop()
    if (!scope) return
    for (const [name, before] of scope) this.#restore(name, before)
  }

  /** Hides a variable until the function returns. */
  local(name: string, value: string | undefined): void {
    const scope = this.#scopes[this.#scopes.length - 1]
    if (!scope) throw new ShellError('not in a function')
    if (!scope.has(name)) scope.set(name, this.#copyOf(name))
    const before = this.#variables.get(name)
    this.#toChange().set(name, { value: value ?? undefined, exported: before?.exported ?? false, readonly: false })
  }

  /** Sets variables for one command; the value puts back what was there. */
  overlay(assignments: ReadonlyMap<string, string>): () => void {
    const before = new Map<string, Variable | undefined>()
    for (const [name, value] of assignments) {
      before.set(name, this.#copyOf(name))
      this.set(name, value)
      this.mark(name, 'exported')
    }
    return () => {
      for (const [name, variable] of before) this.#restore(name, variable)
    }
  }

  #copyOf(name: string): Variable | undefined {
    const variable = this.#variables.get(name)
    return variable && copyOf(variable)
  }

  #restore(name: string, variable: Variable | undefined): void {
    if (variable) this.#toChange().set(name, variable)
    else this.#toChange().delete(name)
  }
}

function copyOf(variable: Variable): Variable {
  return variable.elements ? { ...variable, elements: new Map(variable.elements) } : { ...variable }
}

function readOnly(name: string): ShellError {
  return new ShellError(`${name}: is read only`)
}

/** The elements of an array go by their index, whenever they came. */
function sortIndexes(variable: Variable): void {
  if (variable.associative || !variable.elements) return
  const entries = [...variable.elements]
  variable.last = entries.reduce((most, [key]) => (BigInt(key) > most ? BigInt(key) : most), -1n)
  if (entries.every(([key], i) => i === 0 || BigInt((entries[i - 1] as [string, string])[0]) < BigInt(key))) return
  entries.sort(([a], [b]) => (BigInt(a) < BigInt(b) ? -1 : 1))
  variable.elements = new Map(entries)
}
