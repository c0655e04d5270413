import type { LabelSelector } from '../../../manifest/object/meta.ts'

/** A selector as Go prints its protocol buffer message, which is how it stands in Events. */
// apimachinery: pkg/apis/meta/v1/generated.pb.go LabelSelector.String (v1.36)
export function selectorText(selector: LabelSelector | undefined): string {
  if (!selector) return 'nil'
  const { matchLabels = {}, matchExpressions = [] } = selector
  const sorted = Object.entries(matchLabels).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const labels = sorted.map(([key, value]) => `${key}: ${value},`).join('')
  const expressions = matchExpressions.map(
    ({ key, operator, values = [] }) =>
      `LabelSelectorRequirement{Key:${key},Operator:${operator},Values:[${values.join(' ')}],},`,
  )
  return `&LabelSelector{MatchLabels:map[string]string{${labels}},MatchExpressions:[]LabelSelectorRequirement{${expressions.join('')}},}`
}
