import { fromBase64 } from '../../../lib/base64.ts'
import { mapAt, sortedEntries, textAt } from '../field.ts'
import { decodedLength } from './config-map.ts'
import { plainDescriber } from './describer.ts'
import { metaLines, nameLines } from './head.ts'

// kubectl: pkg/describe/describe.go describeSecret (v1.36)
export const SECRET = plainDescriber((out, object) => {
  nameLines(out, object)
  metaLines(out, object)
  const type = textAt(object, 'type')
  out.write(0, `\nType:\t${type}\n`)
  out.write(0, '\nData\n====\n')
  for (const [key, given] of sortedEntries(mapAt(object, 'data'))) {
    const value = String(given)
    const isShown = key === 'token' && type === 'kubernetes.io/service-account-token'
    out.line(0, `${key}:\t${isShown ? (fromBase64(value) ?? '') : `${decodedLength(value)} bytes`}`)
  }
}, 'none')
