import type { Variables } from './arithmetic.ts'
import { ShellError } from './unwind.ts'

interface Variable {
  value: string | undefined
  exported: boolean
  readonly: boolean
}

export const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/

/** A shell's variables, with what `local` hides. */
export class VariableTable implements Variables {
  readonly #variables = new Map<string, Variable>()
  /** What the functions under way have hidden, innermost last. */
  readonly #scopes: Map<string, Variable | undefined>[] = []
  /** set -a */
  readonly #exportsAll: () => boolean

  constructor(environment: Iterable<readonly [string, string]>, exportsAll: () => boolean) {
    this.#exportsAll = exportsAll
    for (const [name, value] of environment) {
      // A name that is none (my.key from a ConfigMap) stays in the environment and is no variable.
      this.#variables.set(name, { value, exported: true, readonly: false })
    }
  }

  copy(exportsAll: () => boolean): VariableTable {
    const copy = new VariableTable([], exportsAll)
    for (const [name, variable] of this.#variables) copy.#variables.set(name, { ...variable })
    return copy
  }

  find(name: string): string | undefined {
    return this.#variables.get(name)?.value
  }

  get(name: string): string {
    return this.#variables.get(name)?.value ?? ''
  }

  set(name: string, value: string): void {
    const variable = this.#variables.get(name)
    if (variable) {
      if (variable.readonly) throw new ShellError(`${name}: is read only`)
      variable.value = value
      if (this.#exportsAll()) variable.exported = true
    } else this.#variables.set(name, { value, exported: this.#exportsAll(), readonly: false })
  }

  unset(name: string): void {
    if (this.#variables.get(name)?.readonly) throw new ShellError(`${name}: is read only`)
    this.#variables.delete(name)
  }

  mark(name: string, how: 'exported' | 'readonly'): void {
    const variable = this.#variables.get(name)
    if (variable) variable[how] = true
    else this.#variables.set(name, { value: undefined, exported: false, readonly: false, [how]: true })
  }

  unexport(name: string): void {
    const variable = this.#variables.get(name)
    if (variable) variable.exported = false
  }

  /** What a child gets; `over` on top. */
  environment(over?: ReadonlyMap<string, string>): Map<string, string> {
    const environment = new Map<string, string>()
    for (const [name, { value, exported }] of this.#variables) {
      if (exported && value !== undefined) environment.set(name, value)
    }
    if (over) for (const [name, value] of over) environment.set(name, value)
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
    this.#variables.set(name, { value: value ?? undefined, exported: before?.exported ?? false, readonly: false })
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
    return variable && { ...variable }
  }

  #restore(name: string, variable: Variable | undefined): void {
    if (variable) this.#variables.set(name, variable)
    else this.#variables.delete(name)
  }
}
