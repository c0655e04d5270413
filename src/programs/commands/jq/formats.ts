import { fromBase64, toBase64 } from '../../../lib/base64.ts'
import { bytesOf } from '../digests.ts'
import { described, JqError, JqNotSimulated } from './failure.ts'
import { isArray, type Json, jsonText } from './json.ts'

/** `@tsv` and its like; `text` is what \(…) does by itself. */
export function formatted(name: string, value: Json): string {
  switch (name) {
    case 'text':
      return textOf(value)
    case 'json':
      return jsonText(value)
    case 'csv':
      return rowOf(value, (text) => `"${text.replaceAll('"', '""')}"`, ',')
    case 'tsv':
      return rowOf(value, (text) => text.replace(/[\t\n\r\\]/g, (char) => TSV.get(char) ?? char), '\t')
    case 'html':
      return textOf(value).replace(/[<>&'"]/g, (char) => HTML.get(char) ?? char)
    case 'uri':
      return encode(textOf(value))
    case 'sh':
      return (value !== null && isArray(value) ? value : [value])
        .map((each) =>
          typeof each === 'string' ? `'${each.replaceAll("'", "'\\''")}'` : scalar(each, 'escaped for shell'),
        )
        .join(' ')
    case 'base64':
      return toBase64(textOf(value))
    case 'base64d':
      return decoded(value)
    default:
      throw new JqNotSimulated(`@${name}`)
  }
}

export function textOf(value: Json): string {
  return typeof value === 'string' ? value : jsonText(value)
}

function scalar(value: Json, verb: string): string {
  if (typeof value === 'object' && value !== null) throw new JqError(`${described(value)} can not be ${verb}`)
  return jsonText(value)
}

function rowOf(value: Json, quoted: (text: string) => string, separator: string): string {
  if (value === null || !isArray(value))
    throw new JqError(`${described(value)} cannot be csv-formatted, only an array can be`)
  return value
    .map((each) => (each === null ? '' : typeof each === 'string' ? quoted(each) : scalar(each, 'formatted in a row')))
    .join(separator)
}

const TSV = new Map([
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\\', '\\\\'],
])
const HTML = new Map([
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['&', '&amp;'],
  ["'", '&#39;'],
  ['"', '&quot;'],
])

function encode(text: string): string {
  return bytesOf(text)
    .map((byte) => {
      const char = String.fromCharCode(byte)
      return /[A-Za-z0-9\-_.~]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
    })
    .join('')
}

function decoded(value: Json): string {
  const text = fromBase64(textOf(value))
  if (text === undefined) throw new JqError(`${described(value)} is not valid base64 data`)
  return text
}
