import { listAt, textAt } from '../field.ts'
import { plainDescriber } from './describer.ts'
import { metaLines, nameLines } from './head.ts'

const HEADER = 'Image pull secrets:'

// kubectl: pkg/describe/describe.go describeServiceAccount (v1.36)
export const SERVICE_ACCOUNT = plainDescriber((out, object) => {
  nameLines(out, object)
  metaLines(out, object)
  const names = listAt(object, 'imagePullSecrets').map((each) => textAt(each, 'name'))
  if (names.length === 0) out.line(0, `${HEADER}\t<none>`)
  for (const [index, name] of names.entries())
    out.line(0, `${index === 0 ? HEADER : ' '.repeat(HEADER.length)}\t${name}`)
})
