import type { YAMLError } from 'yaml'

/** More than anybody writes; each costs a reading of the text. */
const MOST_REPAIRS = 20

/**
 * What go-yaml takes of quoted text and our parser does not: an escaped apostrophe, and a line that begins further left
 * than what it belongs to. Written as both understand it, in as many letters, so that places stay true. Undefined: the
 * error is another one.
 */
// go-yaml: scannerc.go yaml_parser_scan_flow_scalar
function asReadByGo(text: string, { code, message, pos }: YAMLError): string | undefined {
  const [start] = pos
  if (code === 'BAD_DQ_ESCAPE' && text.startsWith("\\'", start)) return withoutEscape(text, start)
  if (code !== 'MISSING_CHAR' || !message.startsWith('Missing closing')) return undefined
  const end = text.indexOf('\n', Math.max(0, start - 1))
  // A line of dashes ends the document, whatever is open.
  if (end < 0 || /^(?:---|\.\.\.)(?:\s|$)/.test(text.slice(end + 1, end + 5))) return undefined
  if (/^[ \t]*(?:\n|$)/.test(text.slice(end + 1))) return undefined
  return `${text.slice(0, end)} ${text.slice(end + 1)}`
}

/** The letter that goes is made up for in front of the quote. */
function withoutEscape(text: string, at: number): string | undefined {
  let quote = at - 1
  while (quote >= 0 && !(text[quote] === '"' && !/[^\\](?:\\\\)*\\$/.test(text.slice(Math.max(0, quote - 8), quote))))
    quote--
  if (quote < 1 || !/[\s,[{:]/.test(text[quote - 1] ?? '')) return undefined
  return `${text.slice(0, quote)} ${text.slice(quote, at)}${text.slice(at + 1)}`
}

/** Reads until there is no more such mistake; `read` says what is wrong first. */
export function repaired(text: string, firstError: (text: string) => YAMLError | undefined): string {
  let given = text
  for (let round = 0; round < MOST_REPAIRS; round++) {
    const error = firstError(given)
    if (!error) return given
    const next = asReadByGo(given, error)
    if (next === undefined) break
    given = next
  }
  // Of what cannot be read the text as it is tells more.
  return firstError(given) ? text : given
}
