import type { EnvVar } from '../../manifest/pod/env.ts'

/** More than this in one word is refused to a process (Linux: MAX_ARG_STRLEN, 128 KiB), so that no more is made. */
const LONGEST = 256 * 1024

/** ENV-1: replaces $(NAME) by its value; $$(NAME) stands for a literal $(NAME); an unknown name stays as it is written. */
// kubelet: third_party/forked/golang/expansion/expand.go Expand (v1.36)
export function expand(input: string, lookup: (name: string) => string | undefined): string {
  let output = ''
  let checkpoint = 0
  // Behind it no name is closed any more.
  const lastClosed = input.lastIndexOf(')')
  for (let cursor = input.indexOf('$'); cursor >= 0; cursor = input.indexOf('$', cursor + 1)) {
    if (cursor + 1 >= input.length) break
    output += input.slice(checkpoint, cursor)
    const read = tryReadVariableName(input, cursor + 1, lastClosed)
    output += read.isVariable ? (lookup(read.text) ?? `$(${read.text})`) : read.text
    // No process can be given it, and variables of variables double with each.
    if (output.length > LONGEST) return output
    cursor += read.advance
    checkpoint = cursor + 1
  }
  return output + input.slice(checkpoint)
}

function tryReadVariableName(
  input: string,
  at: number,
  lastClosed: number,
): { text: string; isVariable: boolean; advance: number } {
  if (input[at] === '$') return { text: '$', isVariable: false, advance: 1 }
  if (input[at] === '(') {
    if (at < lastClosed) {
      const end = input.indexOf(')', at)
      return { text: input.slice(at + 1, end), isVariable: true, advance: end - at + 1 }
    }
    return { text: '$(', isVariable: false, advance: 1 }
  }
  return { text: `$${input[at]}`, isVariable: false, advance: 1 }
}

/** command and args with the container's environment put in. */
// kubelet: container/helpers.go ExpandContainerCommandAndArgs (v1.36)
export function expandCommand(words: readonly string[], env: ReadonlyMap<string, string>): string[] {
  return words.map((word) => expand(word, (name) => env.get(name)))
}

/** A probe's command: only values that stand in the manifest are known to it. */
// kubelet: container/helpers.go ExpandContainerCommandOnlyStatic (v1.36)
export function expandStaticCommand(words: readonly string[], env: readonly EnvVar[]): string[] {
  const known = new Map<string, string>()
  for (const { name, value } of env) known.set(name, value ?? '')
  return words.map((word) => expand(word, (name) => known.get(name)))
}
