import { goPrint } from '../../../lib/go-print.ts'
import { at, listAt, textAt, timeAt } from '../field.ts'
import { humanDuration } from '../human-duration.ts'
import { accessModesText } from './claim.ts'
import { plainDescriber } from './describer.ts'
import { metaLines } from './head.ts'
import type { Lines } from './lines.ts'
import { describeVolumeSource } from './volumes.ts'
import { quantityText } from './words.ts'

// kubectl: pkg/describe/describe.go describePersistentVolume (v1.36)
export const VOLUME = plainDescriber((out, volume, now) => {
  out.line(0, `Name:\t${volume.metadata.name}`)
  metaLines(out, volume)
  out.line(0, `Finalizers:\t${goPrint(volume.metadata.finalizers ?? [])}`)
  out.line(0, `StorageClass:\t${textAt(volume, 'spec', 'storageClassName')}`)
  const deletedAt = timeAt(volume, 'metadata', 'deletionTimestamp')
  const phase = textAt(volume, 'status', 'phase')
  out.line(0, `Status:\t${deletedAt === undefined ? phase : `Terminating (lasts ${humanDuration(now - deletedAt)})`}`)
  const claim = at(volume, 'spec', 'claimRef')
  out.line(0, `Claim:\t${claim ? `${textAt(claim, 'namespace')}/${textAt(claim, 'name')}` : ''}`)
  out.line(0, `Reclaim Policy:\t${textAt(volume, 'spec', 'persistentVolumeReclaimPolicy')}`)
  out.line(0, `Access Modes:\t${accessModesText(listAt(volume, 'spec', 'accessModes'))}`)
  const mode = textAt(volume, 'spec', 'volumeMode')
  if (mode !== '') out.line(0, `VolumeMode:\t${mode}`)
  out.line(0, `Capacity:\t${quantityText(at(volume, 'spec', 'capacity', 'storage'))}`)
  nodeAffinityLines(out, at(volume, 'spec', 'nodeAffinity', 'required'))
  out.line(0, `Message:\t${textAt(volume, 'status', 'message')}`)
  out.line(0, 'Source:')
  describeVolumeSource(out, volume.spec)
})

// kubectl: pkg/describe/describe.go printVolumeNodeAffinity (v1.36)
function nodeAffinityLines(out: Lines, required: unknown): void {
  out.line(0, `Node Affinity:\t${required ? '' : '<none>'}`)
  if (!required) return
  const terms = listAt(required, 'nodeSelectorTerms')
  out.line(1, `Required Terms:\t${terms.length === 0 ? '<none>' : ''}`)
  terms.forEach((term, index) => {
    termLines(out, 2, `Term ${index}`, listAt(term, 'matchExpressions'))
  })
}

/** Each requirement on a line of its own. */
export function termLines(out: Lines, level: number, title: string, requirements: readonly unknown[]): void {
  if (requirements.length === 0) out.line(level, `${title}:\t<none>`)
  requirements.forEach((requirement, index) => {
    const values = listAt(requirement, 'values')
    const text = `${textAt(requirement, 'key')} ${(textAt(requirement, 'operator') || 'in').toLowerCase()}`
    const shown = values.length === 0 ? text : `${text} [${values.join(', ')}]`
    out.line(level, `${index === 0 ? `${title}:` : ''}\t${shown}`)
  })
}
