import { newBadRequest } from '../../manifest/api-status.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { fieldOf, selectableFields } from '../../manifest/object/selectable-fields.ts'
import { matchesSelector, parseFieldSelector, parseLabelSelector } from '../../manifest/object/selector-text.ts'
import type { KindInfo } from '../../manifest/schema/kinds.ts'
import type { ListOptions, Reply } from './api-client.ts'

/** What every API answers a list with, whatever it is kept in: those that a selector picks, or why it makes no sense. */
// apiserver: pkg/endpoints/handlers/get.go ListResource (v1.36)
export function selected(
  info: KindInfo,
  objects: readonly KubeObject[],
  options: ListOptions,
): Reply<readonly KubeObject[]> {
  const test = selectionTest(info, options)
  return typeof test === 'string'
    ? { status: newBadRequest(test), warnings: [] }
    : { ok: test === undefined ? objects : objects.filter(test), warnings: [] }
}

/** Undefined: everything. A text: what is wrong. */
export function selectionTest(
  info: KindInfo,
  { labelSelector = '', fieldSelector = '' }: ListOptions,
): ((object: KubeObject) => boolean) | string | undefined {
  if (labelSelector === '' && fieldSelector === '') return undefined
  const labels = parseLabelSelector(labelSelector)
  if ('wrong' in labels) return labels.wrong
  const fields = parseFieldSelector(fieldSelector)
  if ('wrong' in fields) return fields.wrong
  const known = selectableFields(info.kind)
  const stranger = fields.find(({ field }) => !known.includes(field))
  if (stranger) {
    return info.apiVersion === 'v1' || info.apiVersion === 'batch/v1'
      ? `field label not supported: ${stranger.field}`
      : `"${stranger.field}" is not a known field selector: only "metadata.name", "metadata.namespace"`
  }
  return (object) =>
    matchesSelector(object.metadata.labels, labels) &&
    fields.every(({ field, equals, value }) => (fieldOf(object, field) === value) === equals)
}

/** The order of etcd's keys. */
export function inStoreOrder(objects: readonly KubeObject[]): readonly KubeObject[] {
  return objects.toSorted(({ metadata: a }, { metadata: b }) => {
    const [place, other] = [a.namespace ?? '', b.namespace ?? '']
    if (place !== other) return place < other ? -1 : 1
    return a.name < b.name ? -1 : a.name > b.name ? 1 : 0
  })
}
