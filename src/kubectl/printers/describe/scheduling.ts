import type { LabelSelector } from '../../../manifest/object/meta.ts'
import { selectorOf } from '../../../manifest/object/selector-text.ts'
import { at, mapAt, numberAt, textAt } from '../field.ts'
import { sortedBy } from './containers.ts'
import type { Lines } from './lines.ts'

// kubectl: pkg/describe/describe.go printTolerationsMultilineWithIndent (v1.36)
export function tolerationLines(out: Lines, title: string, tolerations: readonly unknown[]): void {
  if (tolerations.length === 0) out.line(0, `${title}:\t<none>`)
  sortedBy(tolerations, 'key').forEach((toleration, index) => {
    out.line(0, `${index === 0 ? `${title}:` : ''}\t${tolerationText(toleration)}`)
  })
}

function tolerationText(toleration: unknown): string {
  const key = textAt(toleration, 'key')
  const value = textAt(toleration, 'value')
  const effect = textAt(toleration, 'effect')
  const exists = textAt(toleration, 'operator') === 'Exists' && value === ''
  const seconds = at(toleration, 'tolerationSeconds')
  return [
    key,
    value === '' ? '' : `=${value}`,
    effect === '' ? '' : `:${effect}`,
    exists ? `${key === '' ? '' : ' '}op=Exists` : '',
    seconds === undefined ? '' : ` for ${String(seconds)}s`,
  ].join('')
}

// kubectl: pkg/describe/describe.go printTaintsMultilineWithIndent (v1.36)
export function taintLines(out: Lines, taints: readonly unknown[]): void {
  if (taints.length === 0) out.line(0, 'Taints:\t<none>')
  sortedBy(sortedBy(taints, 'effect'), 'key').forEach((taint, index) => {
    const value = textAt(taint, 'value')
    const text = `${textAt(taint, 'key')}${value === '' ? '' : `=${value}`}:${textAt(taint, 'effect')}`
    out.line(0, `${index === 0 ? 'Taints:' : ''}\t${text}`)
  })
}

// kubectl: pkg/describe/describe.go printTopologySpreadConstraintsMultilineWithIndent (v1.36)
export function topologySpreadLines(out: Lines, constraints: readonly unknown[], indent = ''): void {
  sortedBy(constraints, 'topologyKey').forEach((constraint, index) => {
    const selector = at(constraint, 'labelSelector')
    const picked = selector === undefined ? '' : ` for selector ${formatLabelSelector(mapAt(selector))}`
    const text = `${textAt(constraint, 'topologyKey')}:${textAt(constraint, 'whenUnsatisfiable')} when max skew ${numberAt(constraint, 'maxSkew')} is exceeded${picked}`
    out.line(0, `${indent}${index === 0 ? 'Topology Spread Constraints:' : ''}\t${text}`)
  })
}

// apimachinery: pkg/apis/meta/v1/helpers.go FormatLabelSelector (v1.36)
export function formatLabelSelector(selector: LabelSelector): string {
  return selectorOf(selector) || '<none>'
}
