import { mapAt, sortedEntries } from '../field.ts'
import { plainDescriber } from './describer.ts'
import { metaLines, nameLines } from './head.ts'

/** How many bytes a text in Base64 stands for. */
export function decodedLength(base64: string): number {
  return Math.floor((base64.replace(/[\s=]/g, '').length * 3) / 4)
}

// kubectl: pkg/describe/describe.go ConfigMapDescriber (v1.36)
export const CONFIG_MAP = plainDescriber((out, object) => {
  nameLines(out, object)
  metaLines(out, object)
  out.write(0, '\nData\n====\n')
  for (const [key, value] of sortedEntries(mapAt(object, 'data'))) out.write(0, `${key}:\n----\n${String(value)}\n\n`)
  out.write(0, '\nBinaryData\n====\n')
  for (const [key, value] of sortedEntries(mapAt(object, 'binaryData'))) {
    out.line(0, `${key}: ${decodedLength(String(value))} bytes`)
  }
  out.write(0, '\n')
})
