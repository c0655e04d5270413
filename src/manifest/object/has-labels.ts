import { ownValue } from '../../lib/own.ts'

type Labels = Readonly<Record<string, string>>

/** Whether all that is wanted is there. Asked for every Pod of each Service and node: it makes nothing. */
// apimachinery: pkg/labels/labels.go SelectorFromSet (v1.36)
export function hasLabels(labels: Labels, wanted: Labels): boolean {
  for (const key in wanted) if (ownValue(labels, key) !== ownValue(wanted, key)) return false
  return true
}
