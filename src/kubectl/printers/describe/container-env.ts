import { ownValue } from '../../../lib/own.ts'
import { parseQuantity, quantityMilliValue, quantityValue } from '../../../manifest/quantity.ts'
import { at, listAt, mapAt, textAt } from '../field.ts'
import type { Lines } from './lines.ts'

/** What a field of the Pod holds, where kubectl knows that; undefined: templates have none. */
export type FieldResolver = ((path: string) => string) | undefined

// kubectl: pkg/describe/describe.go describeContainerEnvFrom (v1.36)
export function describeContainerEnvFrom(out: Lines, container: unknown): void {
  const sources = listAt(container, 'envFrom')
  if (sources.length === 0) return
  out.line(2, 'Environment Variables from:')
  for (const source of sources) {
    const [kind, ref] = at(source, 'configMapRef')
      ? ['ConfigMap', mapAt(source, 'configMapRef')]
      : at(source, 'secretRef')
        ? ['Secret', mapAt(source, 'secretRef')]
        : ['', {}]
    const prefix = textAt(source, 'prefix')
    const from = prefix === '' ? kind : `${kind} with prefix '${prefix}'`
    out.line(3, `${textAt(ref, 'name')}\t${from}\tOptional: ${isTrue(ref, 'optional')}`)
  }
}

// kubectl: pkg/describe/describe.go describeContainerEnvVars (v1.36)
export function describeContainerEnvVars(out: Lines, container: unknown, resolve: FieldResolver): void {
  const variables = listAt(container, 'env')
  out.line(2, `Environment:${variables.length === 0 ? '\t<none>' : ''}`)
  for (const variable of variables) {
    const name = textAt(variable, 'name')
    const source = at(variable, 'valueFrom')
    if (source === undefined) {
      textAt(variable, 'value')
        .split('\n')
        .forEach((line, index) => {
          out.line(3, `${index === 0 ? `${name}:` : ''}\t${line}`)
        })
    } else {
      const text = sourceText(source, container, resolve)
      if (text !== undefined) out.line(3, `${name}:\t${text}`)
    }
  }
}

function sourceText(source: unknown, container: unknown, resolve: FieldResolver): string | undefined {
  const field = at(source, 'fieldRef')
  if (field) {
    const path = textAt(field, 'fieldPath')
    return `${resolve?.(path) ?? ''} (${textAt(field, 'apiVersion')}:${path})`
  }
  const resource = at(source, 'resourceFieldRef')
  if (resource) {
    const name = textAt(resource, 'resource')
    const value = extractContainerResourceValue(resource, container)
    const isNode = value === '0' && (name === 'limits.cpu' || name === 'limits.memory')
    return `${isNode ? 'node allocatable' : value} (${name})`
  }
  const secret = at(source, 'secretKeyRef')
  if (secret) {
    return `<set to the key '${textAt(secret, 'key')}' in secret '${textAt(secret, 'name')}'>\tOptional: ${isTrue(secret, 'optional')}`
  }
  const map = at(source, 'configMapKeyRef')
  if (map) {
    return `<set to the key '${textAt(map, 'key')}' of config map '${textAt(map, 'name')}'>\tOptional: ${isTrue(map, 'optional')}`
  }
  return undefined
}

// kubectl: pkg/util/resource/resource.go ExtractContainerResourceValue (v1.36)
function extractContainerResourceValue(ref: unknown, container: unknown): string {
  const [list = '', ...rest] = textAt(ref, 'resource').split('.')
  const given = ownValue(mapAt(container, 'resources', list), rest.join('.'))
  const quantity = parseQuantity(typeof given === 'string' || typeof given === 'number' ? given : '0')
  const divisor = parseQuantity(textAt(ref, 'divisor') || '0')
  if (!quantity || !divisor) return ''
  const isCPU = rest[0] === 'cpu'
  const by = divisor.nano === 0n ? (isCPU ? 1000n : 1n) : isCPU ? quantityMilliValue(divisor) : quantityValue(divisor)
  if (by === 0n) return ''
  const amount = isCPU ? quantityMilliValue(quantity) : quantityValue(quantity)
  return String((amount + by - 1n) / by)
}

function isTrue(object: unknown, name: string): boolean {
  return at(object, name) === true
}
