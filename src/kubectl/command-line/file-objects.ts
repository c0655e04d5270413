import { readJSON } from '../../manifest/json-text.ts'
import { MAX_DEPTH } from '../../manifest/text/compose.ts'
import { parseManifest, readByKubectl } from '../../manifest/text/parse.ts'

/** What kubectl reads of a file: what stands before the first mistake, and the mistake. */
export interface FileObjects {
  readonly values: readonly unknown[]
  readonly syntaxError?: string
}

/** Of the text read last: a line is judged when the text is read, and reads its files again when it is run. */
let last: { readonly text: string; readonly read: FileObjects } | undefined

/** The values in a file's text. They are shared: who changes one copies it. */
export function fileObjects(text: string): FileObjects {
  if (last?.text !== text) last = { text, read: read(text) }
  return last.read
}

/** Text that begins with a brace is JSON, and read where it is whole; everything else is YAML. */
// apimachinery: pkg/util/yaml/decoder.go YAMLOrJSONDecoder.Decode, GuessJSONStream (v1.36)
function read(text: string): FileObjects {
  if (text.trimStart().startsWith('{') && isSmall(text)) {
    const json = readJSON(text)
    if ('value' in json) return { values: [json.value] }
  }
  const stream = parseManifest(text)
  const { syntaxError } = stream
  const values = readByKubectl(stream).map(({ value }) => value)
  return syntaxError === undefined ? { values } : { values, syntaxError }
}

const MAX_JSON_VALUES = 30_000

/** Within the bounds of any text, counting braces and commas in strings too. */
function isSmall(text: string): boolean {
  let depth = 0
  let commas = 0
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]
    if (letter === ',') commas++
    if (letter === '{' || letter === '[') depth++
    if (letter === '}' || letter === ']') depth--
    if (depth > MAX_DEPTH || commas > MAX_JSON_VALUES) return false
  }
  return true
}
