/** A text as bash writes it where it is to be read again: 'a b', or $'…' where it has a control character. */
export function quoteForReuse(text: string): string {
  if (/[\x00-\x1f\x7f]/.test(text)) return dollarQuoted(text)
  return `'${text.replace(/'/g, `'\\''`)}'`
}

/** Quoted only where it has to be: printf %q, set -x. */
export function quoteWhereNeeded(text: string): string {
  if (text === '') return "''"
  if (/[\x00-\x1f\x7f]/.test(text)) return dollarQuoted(text)
  return text.replace(/[^\w@%+=:,./-]/gu, '\\$&')
}

/** As `declare -p` shows a value. */
export function doubleQuoted(text: string): string {
  if (/[\x00-\x1f\x7f]/.test(text)) return dollarQuoted(text)
  return `"${text.replace(/["\\$`]/g, '\\$&')}"`
}

const NAMED = new Map([
  ['\n', '\\n'],
  ['\t', '\\t'],
  ['\r', '\\r'],
  ['\x1b', '\\E'],
  ['\x07', '\\a'],
])

function dollarQuoted(text: string): string {
  const escaped = text.replace(/['\\\x00-\x1f\x7f]/g, (char) => {
    if (char === "'" || char === '\\') return `\\${char}`
    return NAMED.get(char) ?? `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`
  })
  return `$'${escaped}'`
}
