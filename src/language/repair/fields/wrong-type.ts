import { ownValue } from '../../../lib/own.ts'
import type { FieldType } from '../../../manifest/schema/shape.ts'
import { setValue } from '../../../manifest/text/edits.ts'
import { asObject, shortName } from '../../schema/fields.ts'
import type { Repair, RepairTitle } from '../repair.ts'
import { type Case, leafOf, repairBy } from './case.ts'
import { commandOf } from './command-words.ts'
import { nearestChoice } from './not-supported.ts'
import { meantQuantity } from './quantity.ts'

/** The field that an object is mostly about: `hostPath: /tmp` is meant for `hostPath: {path: /tmp}`. */
const MAIN_FIELD: Readonly<Record<string, string>> = {
  HostPathVolumeSource: 'path',
  SleepAction: 'seconds',
  ConfigMapVolumeSource: 'name',
  SecretVolumeSource: 'secretName',
  PersistentVolumeClaimVolumeSource: 'claimName',
  ConfigMapEnvSource: 'name',
  SecretEnvSource: 'name',
  LocalObjectReference: 'name',
  TCPSocketAction: 'port',
  GRPCAction: 'port',
  HTTPGetAction: 'path',
  ExecAction: 'command',
  ObjectFieldSelector: 'fieldPath',
  ObjectMeta: 'name',
  VolumeMount: 'mountPath',
  ContainerPort: 'containerPort',
  ServicePort: 'port',
  EnvVar: 'name',
  Volume: 'name',
  Container: 'image',
  IngressServiceBackend: 'name',
  ServiceBackendPort: 'number',
  DeploymentStrategy: 'type',
  CrossVersionObjectReference: 'name',
}

/** A value of another type than its field's, as that type. */
export function wrongTypeRepairs(given: Case): readonly Repair[] {
  const { stream, problem, value, place } = given
  if (!place || value === undefined || value === null) return []
  const { range } = problem
  const written = range ? stream.text.slice(range.start, range.end) : ''
  const meant = converted(value, place.type, { written: unquoted(written), field: leafOf(given.steps) })
  if (!meant) return []
  const title = titleFor(meant.kind, leafOf(given.steps), meant.value)
  return repairBy(given, title, [(now) => setValue(now, given.document.index, given.steps, meant.value, 'asAround')])
}

interface Written {
  readonly written: string
  readonly field: string
}

interface Converted {
  readonly kind: 'asText' | 'asNumber' | 'asList' | 'asMap' | 'set'
  readonly value: unknown
}

function titleFor(kind: Converted['kind'], field: string, value: unknown): RepairTitle {
  return kind === 'set'
    ? { kind, field, value: typeof value === 'string' ? value : JSON.stringify(value) }
    : { kind, field }
}

function converted(value: unknown, type: FieldType, around: Written): Converted | undefined {
  switch (type.kind) {
    case 'string':
      return toText(value, type, around)
    case 'int32':
    case 'int64':
    case 'float':
      return toNumber(value)
    case 'intOrString':
      return typeof value === 'boolean' ? { kind: 'asText', value: around.written } : toNumber(value)
    case 'boolean':
      return toBoolean(value)
    case 'quantity': {
      const meant = meantQuantity(around.written, around.field)
      return meant === undefined ? undefined : { kind: 'set', value: meant }
    }
    case 'list':
      return toList(value, type.of, around)
    case 'map':
      return toMap(value)
    case 'object':
      return toObject(value, type, around)
    default:
      return undefined
  }
}

function toText(value: unknown, type: FieldType, { written }: Written): Converted | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return { kind: 'asText', value: written }
  if (!Array.isArray(value)) return undefined
  const texts = value.filter((each) => typeof each === 'string').flatMap((each) => each.split(/\s*\|\s*/))
  const choices = type.kind === 'string' ? (type.values ?? []) : []
  const known = texts.map((each) => nearestChoice(each.trim(), choices)).find((each) => each !== undefined)
  const only = known ?? (value.length === 1 ? texts[0] : undefined)
  return only === undefined ? undefined : { kind: 'set', value: only }
}

function toNumber(value: unknown): Converted | undefined {
  if (typeof value !== 'string') return undefined
  const [, digits] = /^\s*(-?\d+)\s*(?:s|sec|seconds?|\/(?:tcp|udp|sctp))?\s*$/i.exec(value) ?? []
  return digits === undefined ? undefined : { kind: 'asNumber', value: Number(digits) }
}

const WORDS: Readonly<Record<string, boolean>> = {
  ...{ true: true, yes: true, on: true, y: true, '1': true },
  ...{ false: false, no: false, off: false, n: false, '0': false },
}

function toBoolean(value: unknown): Converted | undefined {
  const meant = ownValue(WORDS, String(value).trim().toLowerCase())
  return meant === undefined ? undefined : { kind: 'set', value: meant }
}

function toList(value: unknown, of: FieldType, { written, field }: Written): Converted | undefined {
  if (of.kind === 'string') {
    if (typeof value === 'string') {
      const words = ['command', 'args'].includes(field) ? commandOf(value) : [value]
      return words && { kind: 'asList', value: words }
    }
    return typeof value === 'number' || typeof value === 'boolean' ? { kind: 'asList', value: [written] } : undefined
  }
  if (of.kind === 'object') {
    if (typeof value === 'object' && value !== null) return { kind: 'asList', value: [value] }
    const item = toObject(value, of, { written, field })
    return item && { kind: 'asList', value: [item.value] }
  }
  return typeof value === 'object' ? undefined : { kind: 'asList', value: [value] }
}

function toMap(value: unknown): Converted | undefined {
  if (typeof value === 'string') {
    const pairs = value.split(',').map((pair) => /^\s*([^\s=:]+)\s*[=:]\s*(.*?)\s*$/.exec(pair))
    if (pairs.some((pair) => !pair)) return undefined
    return { kind: 'asMap', value: Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', pair?.[2] ?? ''])) }
  }
  if (!Array.isArray(value)) return undefined
  const entries = value.flatMap((each): (readonly [string, unknown])[] => {
    if (typeof each === 'string') {
      const [, key, text] = /^([^\s=]+)=(.*)$/.exec(each) ?? []
      return key === undefined ? [] : [[key, text]]
    }
    const fields = asObject(each)
    const { name, key, value: inner } = fields
    const own = key ?? name
    return typeof own === 'string' && inner !== undefined ? [[own, inner]] : Object.entries(fields)
  })
  return entries.length === 0 ? undefined : { kind: 'asMap', value: Object.fromEntries(entries) }
}

function toObject(value: unknown, type: FieldType & { kind: 'object' }, around: Written): Converted | undefined {
  if (Array.isArray(value)) {
    const [only, ...others] = value
    if (typeof only !== 'object' || only === null) return undefined
    if (others.length === 0) return { kind: 'asMap', value: only }
    return value.every((each) => typeof each === 'object' && each !== null && Object.keys(each).length === 1)
      ? { kind: 'asMap', value: Object.assign({}, ...value) }
      : undefined
  }
  const main = ownValue(MAIN_FIELD, shortName(type.shape))
  if (main === undefined || typeof value === 'object') return undefined
  if (main === 'seconds') {
    const seconds = typeof value === 'number' ? { value } : toNumber(value)
    return seconds && { kind: 'asMap', value: { [main]: seconds.value } }
  }
  if (main === 'command') return { kind: 'asMap', value: { [main]: commandOf(around.written) ?? [around.written] } }
  return { kind: 'asMap', value: { [main]: value } }
}

function unquoted(written: string): string {
  const [, quoted] = /^(?:"(.*)"|'(.*)')$/s.exec(written) ?? []
  return quoted ?? written
}
