import { goPrint } from '../../../lib/go-print.ts'
import type { Time } from '../../../lib/time.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import { at, listAt, mapAt, textAt, timeAt } from '../field.ts'
import { humanDuration } from '../human-duration.ts'
import { describer } from './describer.ts'
import { nameLines } from './head.ts'
import type { Lines } from './lines.ts'
import { annotationLines, labelLines } from './maps.ts'
import { listOf } from './reading.ts'
import { quantityText, timeText } from './words.ts'

export const CLAIM = describer({
  *read({ metadata }, { reader }) {
    return yield* listOf(reader, 'v1', 'Pod', metadata.namespace)
  },
  write: describePersistentVolumeClaim,
})

// kubectl: pkg/describe/describe.go describePersistentVolumeClaim (v1.36)
function describePersistentVolumeClaim(out: Lines, claim: KubeObject, pods: readonly KubeObject[], now: Time): void {
  nameLines(out, claim)
  claimLines(out, claim, '', now)
  const names = pods.filter((pod) => usesClaim(pod, claim)).map(({ metadata }) => metadata.name)
  for (const [index, name] of names.entries()) out.line(0, `${index === 0 ? 'Used By:' : ''}\t${name}`)
  if (names.length === 0) out.line(0, 'Used By:\t<none>')
  const conditions = listAt(claim, 'status', 'conditions')
  if (conditions.length === 0) return
  out.line(0, 'Conditions:')
  out.line(1, 'Type\tStatus\tLastProbeTime\tLastTransitionTime\tReason\tMessage')
  out.line(1, '----\t------\t-----------------\t------------------\t------\t-------')
  for (const condition of conditions) {
    const cells = [
      ...[textAt(condition, 'type'), textAt(condition, 'status'), timeText(textAt(condition, 'lastProbeTime'))],
      ...[timeText(textAt(condition, 'lastTransitionTime')), textAt(condition, 'reason'), textAt(condition, 'message')],
    ]
    out.line(1, cells.join(' \t'))
  }
}

// kubectl: pkg/describe/describe.go getPodsForPVC (v1.36)
function usesClaim({ metadata, spec }: KubeObject, claim: KubeObject): boolean {
  const named = listAt(spec, 'volumes').some(
    (volume) => textAt(volume, 'persistentVolumeClaim', 'claimName') === claim.metadata.name,
  )
  return (
    named || claim.metadata.ownerReferences?.some(({ kind, uid }) => kind === 'Pod' && uid === metadata.uid) === true
  )
}

/** A claim that is not there yet, as an ephemeral volume has it, says less of itself. */
// kubectl: pkg/describe/describe.go printPersistentVolumeClaim (v1.36)
export function claimLines(out: Lines, claim: KubeObject, indent: string, now: Time | undefined): void {
  const line = (text: string): void => out.line(0, indent + text)
  line(`StorageClass:\t${textAt(claim, 'spec', 'storageClassName')}`)
  const deletedAt = timeAt(claim, 'metadata', 'deletionTimestamp')
  if (now !== undefined) {
    const phase = textAt(claim, 'status', 'phase')
    line(`Status:\t${deletedAt === undefined ? phase : `Terminating (lasts ${humanDuration(now - deletedAt)})`}`)
  }
  const volume = textAt(claim, 'spec', 'volumeName')
  line(`Volume:\t${volume}`)
  labelLines(out, 'Labels', claim.metadata?.labels ?? {}, indent)
  annotationLines(out, claim.metadata?.annotations ?? {}, `${indent}Annotations`)
  if (now !== undefined) line(`Finalizers:\t${goPrint(claim.metadata.finalizers ?? [])}`)
  line(`Capacity:\t${volume === '' ? '' : quantityText(at(claim, 'status', 'capacity', 'storage'))}`)
  line(`Access Modes:\t${volume === '' ? '' : accessModesText(listAt(claim, 'status', 'accessModes'))}`)
  const mode = textAt(claim, 'spec', 'volumeMode')
  if (mode !== '') line(`VolumeMode:\t${mode}`)
  const source = at(claim, 'spec', 'dataSource')
  if (source === undefined) return
  line('DataSource:')
  for (const [title, field] of [
    ['APIGroup', 'apiGroup'],
    ['Kind', 'kind'],
    ['Name', 'name'],
  ] as const) {
    if (at(source, field) !== undefined) line(`  ${title}:\t${textAt(source, field)}`)
  }
}

const MODES = [
  ['ReadWriteOnce', 'RWO'],
  ['ReadOnlyMany', 'ROX'],
  ['ReadWriteMany', 'RWX'],
  ['ReadWriteOncePod', 'RWOP'],
] as const

// component-helpers: storage/volume GetAccessModesAsString (v1.36)
export function accessModesText(modes: readonly unknown[]): string {
  return MODES.filter(([mode]) => modes.includes(mode))
    .map(([, short]) => short)
    .join(',')
}

/** The claims that a StatefulSet makes for its Pods. */
// kubectl: pkg/describe/describe.go describeVolumeClaimTemplates (v1.36)
export function describeVolumeClaimTemplates(out: Lines, templates: readonly unknown[]): void {
  out.line(0, `Volume Claims:${templates.length === 0 ? '\t<none>' : ''}`)
  for (const template of templates) {
    out.line(1, `Name:\t${textAt(template, 'metadata', 'name')}`)
    out.line(1, `StorageClass:\t${textAt(template, 'spec', 'storageClassName')}`)
    labelLines(out, 'Labels', mapAt(template, 'metadata', 'labels'), '  ')
    labelLines(out, 'Annotations', mapAt(template, 'metadata', 'annotations'), '  ')
    const storage = at(template, 'spec', 'resources', 'requests', 'storage')
    out.line(1, `Capacity:\t${storage === undefined ? '<default>' : quantityText(storage)}`)
    out.line(1, `Access Modes:\t${goPrint(listAt(template, 'spec', 'accessModes'))}`)
  }
}
