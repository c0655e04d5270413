import { ownValue } from '../lib/own.ts'

export interface CommandLine {
  /** Words that are no flags, in order. */
  readonly words: readonly string[]
  /** Long names; the last one counts, but for those that add up. */
  readonly flags: ReadonlyMap<string, readonly string[]>
  /** What follows `--`. */
  readonly rest: readonly string[] | undefined
}

const SHORT: Readonly<Record<string, string>> = {
  n: 'namespace',
  f: 'filename',
  l: 'selector',
  c: 'container',
  i: 'stdin',
  t: 'tty',
  o: 'output',
  A: 'all-namespaces',
  k: 'kustomize',
  w: 'watch',
  p: 'patch',
  R: 'recursive',
}
/** Those whose value is the next word when none is attached. */
const WITH_VALUE = new Set([
  ...['namespace', 'filename', 'selector', 'container', 'output', 'grace-period', 'timeout', 'field-selector'],
  ...['image', 'env', 'port', 'labels', 'restart', 'image-pull-policy', 'overrides', 'type', 'patch', 'replicas'],
  ...['context', 'kubeconfig', 'cluster', 'user', 'as', 'cascade-to', 'for', 'tail', 'since', 'target', 'profile'],
  ...['annotations', 'subresource', 'override-type', 'kustomize', 'for-each', 'resource-version', 'limits', 'requests'],
])

/** kubectl's arguments after the verb. Undefined: a flag lacks its value. */
export function parseFlags(args: readonly string[]): CommandLine | { readonly problem: string } {
  const words: string[] = []
  const flags = new Map<string, string[]>()
  const add = (name: string, value: string): void => {
    flags.set(name, [...(flags.get(name) ?? []), value])
  }
  for (let index = 0; index < args.length; index++) {
    const word = args[index] as string
    if (word === '--') return { words, flags, rest: args.slice(index + 1) }
    if (word === '-' || !word.startsWith('-')) {
      words.push(word)
      continue
    }
    if (word.startsWith('--')) {
      const equals = word.indexOf('=')
      const name = equals < 0 ? word.slice(2) : word.slice(2, equals)
      if (equals >= 0) add(name, word.slice(equals + 1))
      else if (!WITH_VALUE.has(name)) add(name, 'true')
      else if (index + 1 < args.length) add(name, args[++index] as string)
      else return { problem: `error: flag needs an argument: --${name}` }
      continue
    }
    // Short flags may be run together, as in -it; the last one may take a value, attached or not.
    for (let at = 1; at < word.length; at++) {
      const letter = word[at] as string
      const name = ownValue(SHORT, letter)
      if (name === undefined) return { problem: `error: unknown shorthand flag: '${letter}' in ${word}` }
      if (!WITH_VALUE.has(name)) {
        add(name, 'true')
        continue
      }
      const attached = word.slice(at + 1).replace(/^=/, '')
      if (attached !== '') add(name, attached)
      else if (index + 1 < args.length) add(name, args[++index] as string)
      else return { problem: `error: flag needs an argument: '${letter}' in ${word}` }
      break
    }
  }
  return { words, flags, rest: undefined }
}

/** The last one counts. */
export function flag(line: CommandLine, name: string): string | undefined {
  return line.flags.get(name)?.at(-1)
}

export function isOn(line: CommandLine, name: string): boolean {
  const value = flag(line, name)
  return value !== undefined && value !== 'false'
}
