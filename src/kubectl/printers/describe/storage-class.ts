import { at, labelsText, listAt, mapAt, textAt } from '../field.ts'
import { plainDescriber } from './describer.ts'
import { termLines } from './volume.ts'
import { boolText } from './words.ts'

const IS_DEFAULT = ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class']

// kubectl: pkg/describe/describe.go describeStorageClass (v1.36)
export const STORAGE_CLASS = plainDescriber((out, object) => {
  const { name, annotations = {} } = object.metadata
  out.line(0, `Name:\t${name}`)
  out.line(0, `IsDefaultClass:\t${IS_DEFAULT.some((key) => textAt(annotations, key) === 'true') ? 'Yes' : 'No'}`)
  out.line(0, `Annotations:\t${labelsText(annotations)}`)
  out.line(0, `Provisioner:\t${textAt(object, 'provisioner')}`)
  out.line(0, `Parameters:\t${labelsText(mapAt(object, 'parameters'))}`)
  const expansion = at(object, 'allowVolumeExpansion')
  out.line(0, `AllowVolumeExpansion:\t${expansion === undefined ? '<unset>' : boolText(expansion)}`)
  const options = listAt(object, 'mountOptions')
  out.line(0, `MountOptions:${options.length === 0 ? '\t<none>' : ''}`)
  for (const option of options) out.line(1, String(option))
  for (const [title, field] of [
    ['ReclaimPolicy', 'reclaimPolicy'],
    ['VolumeBindingMode', 'volumeBindingMode'],
  ] as const) {
    if (at(object, field) !== undefined) out.line(0, `${title}:\t${textAt(object, field)}`)
  }
  if (at(object, 'allowedTopologies') === undefined) return
  const topologies = listAt(object, 'allowedTopologies')
  out.line(0, `AllowedTopologies:\t${topologies.length === 0 ? '<none>' : ''}`)
  topologies.forEach((term, index) => {
    termLines(out, 1, `Term ${index}`, listAt(term, 'matchLabelExpressions'))
  })
})
