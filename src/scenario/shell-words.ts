export type ShellWords =
  | { readonly words: readonly string[] }
  | { readonly problem: string }
  | { readonly needsShell: string }

/** What a shell would do itself: a step is one command, and no shell stands between. */
const SHELL_ONLY = new Set(['|', '&', ';', '<', '>', '$', '`', '(', ')', '\n'])

/** A command line's words, quotes and backslashes resolved as in a POSIX shell. */
export function shellWords(line: string): ShellWords {
  const words: string[] = []
  let word: string | undefined
  for (let at = 0; at < line.length; at++) {
    const letter = line[at] as string
    if (letter === ' ' || letter === '\t') {
      if (word !== undefined) words.push(word)
      word = undefined
    } else if (letter === "'") {
      const end = line.indexOf("'", at + 1)
      if (end < 0) return { problem: 'a single quote is not closed' }
      word = (word ?? '') + line.slice(at + 1, end)
      at = end
    } else if (letter === '"') {
      const quoted = doubleQuoted(line, at + 1)
      if (!quoted) return { problem: 'a double quote is not closed' }
      word = (word ?? '') + quoted.text
      at = quoted.end
    } else if (letter === '\\') {
      at++
      // A backslash before the line's end joins two lines.
      if (line[at] !== '\n') word = (word ?? '') + (line[at] ?? '\\')
    } else if (letter === '#' && word === undefined) break
    else if (SHELL_ONLY.has(letter)) {
      const shown = letter === '\n' ? 'a second line' : `"${letter}"`
      return { needsShell: `a step is one kubectl command, without a shell: ${shown} has no meaning here` }
    } else word = (word ?? '') + letter
  }
  if (word !== undefined) words.push(word)
  return { words }
}

function doubleQuoted(line: string, start: number): { text: string; end: number } | undefined {
  let text = ''
  for (let at = start; at < line.length; at++) {
    const letter = line[at] as string
    if (letter === '"') return { text, end: at }
    if (letter === '\\' && '"\\$`'.includes(line[at + 1] ?? ' ')) text += line[++at]
    else text += letter
  }
  return undefined
}
