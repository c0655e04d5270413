import { controllerOf } from '../../../manifest/object/controller-of.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import type { Lines } from './lines.ts'
import { annotationLines, labelLines } from './maps.ts'
import { timeText } from './words.ts'

export function nameLines(out: Lines, { metadata }: KubeObject): void {
  out.line(0, `Name:\t${metadata.name}`)
  out.line(0, `Namespace:\t${metadata.namespace ?? ''}`)
}

export function creationLine(out: Lines, { metadata }: KubeObject): void {
  out.line(0, `CreationTimestamp:\t${timeText(metadata.creationTimestamp ?? '')}`)
}

export function metaLines(out: Lines, { metadata }: KubeObject): void {
  labelLines(out, 'Labels', metadata.labels ?? {})
  annotationLines(out, metadata.annotations ?? {})
}

// kubectl: pkg/describe/describe.go printController (v1.36)
export function controllerLine(out: Lines, object: KubeObject): void {
  const owner = controllerOf(object)
  if (owner) out.line(0, `Controlled By:\t${owner.kind}/${owner.name}`)
}
