/** A line as the words that a shell would make of it: quotes group. Undefined: a quote is left open. */
function wordsOf(line: string): readonly string[] | undefined {
  const words: string[] = []
  let word: string | undefined
  let quote = ''
  for (let at = 0; at < line.length; at++) {
    const sign = line[at] as string
    if (quote !== '') {
      if (sign === quote) quote = ''
      else if (sign === '\\' && quote === '"' && /["\\$`]/.test(line[at + 1] ?? '')) word = `${word ?? ''}${line[++at]}`
      else word = `${word ?? ''}${sign}`
    } else if (sign === '"' || sign === "'") {
      quote = sign
      word ??= ''
    } else if (/\s/.test(sign)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else word = (word ?? '') + sign
  }
  if (quote !== '') return undefined
  return word === undefined ? words : [...words, word]
}

/** What runs only in a shell. */
const SHELL_SIGNS = /[|&;<>`]|\$\(|\bwhile\b|\bfor\b|\bif\b/

/** A command as the list that a container wants. */
export function commandOf(line: string): readonly string[] | undefined {
  const words = wordsOf(line)
  if (!words || words.length === 0) return undefined
  const isShell = /^(?:.*\/)?(?:ba|da|a|z)?sh$/.test(words[0] as string) && words[1]?.startsWith('-')
  if (isShell && words[1]?.endsWith('c') && words.length > 3) return [...words.slice(0, 2), words.slice(2).join(' ')]
  return !isShell && SHELL_SIGNS.test(line) ? ['sh', '-c', line] : words
}
