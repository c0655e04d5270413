/** What a script does, as far as it can be read without running it. */
export type Step =
  | { readonly kind: 'print'; readonly text: string; readonly stream: 'stdout' | 'stderr' }
  | { readonly kind: 'sleep'; readonly ms: number }
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'repeat'; readonly times: number; readonly body: readonly Step[] }
  /** A timer: it fires again and again while nothing else goes on. */
  | { readonly kind: 'every'; readonly ms: number; readonly body: readonly Step[] }
  | { readonly kind: 'serve'; readonly port: number }
  /** From here on nobody knows. */
  | { readonly kind: 'unknown' }

export const UNKNOWN: Step = { kind: 'unknown' }

export type LanguageName = 'python' | 'node' | 'perl' | 'ruby' | 'php' | 'R'

/** One statement that means something without a look at any other. `undefined`: it does nothing that shows. */
export type Rule = readonly [pattern: RegExp, step: (...groups: string[]) => Step | undefined]

/** 'a text', without anything to be filled in. */
export const LITERAL = String.raw`('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")`

export function textOf(literal: string): string {
  return literal.slice(1, -1).replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char === 't' ? '\t' : char))
}

export function print(text: string, stream: 'stdout' | 'stderr' = 'stdout'): Step {
  return { kind: 'print', text, stream }
}
