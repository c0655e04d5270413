import type { KubeObject } from '../../../manifest/object/meta.ts'
import { at, listAt, mapAt, textAt } from '../field.ts'
import { plainDescriber } from './describer.ts'
import { nameLines } from './head.ts'
import type { Lines } from './lines.ts'
import { quantityText } from './words.ts'

// kubectl: pkg/describe/describe.go describeLimitRange (v1.36)
export const LIMIT_RANGE = plainDescriber((out, object) => {
  nameLines(out, object)
  limitLines(out, [object], '')
}, 'none')

const COLUMNS = ['min', 'max', 'defaultRequest', 'default', 'maxLimitRequestRatio'] as const

/** A row for each resource of each limit. */
// kubectl: pkg/describe/describe.go describeLimitRangeSpec (v1.36)
export function limitLines(out: Lines, ranges: readonly KubeObject[], prefix: string): void {
  out.line(0, `${prefix}Type\tResource\tMin\tMax\tDefault Request\tDefault Limit\tMax Limit/Request Ratio`)
  out.line(0, `${prefix}----\t--------\t---\t---\t---------------\t-------------\t-----------------------`)
  for (const limit of ranges.flatMap((range) => listAt(range, 'spec', 'limits'))) {
    const names = new Set(COLUMNS.flatMap((column) => Object.keys(mapAt(limit, column))))
    for (const name of [...names].sort()) {
      const cells = COLUMNS.map((column) => {
        const given = at(limit, column, name)
        return given === undefined ? '-' : quantityText(given)
      })
      out.line(0, `${prefix}${[textAt(limit, 'type'), name, ...cells].join('\t')}`)
    }
  }
}
