import { ownValue } from '../../lib/own.ts'
import { fieldsOf, shortName } from './fields.ts'

/** Of these fields an object has one. */
const ONE_OF: Readonly<Record<string, string>> = {
  Probe: 'exec httpGet tcpSocket grpc',
  LifecycleHandler: 'exec httpGet sleep tcpSocket',
  EnvVar: 'value valueFrom',
  EnvVarSource: 'fieldRef resourceFieldRef configMapKeyRef secretKeyRef fileKeyRef',
  EnvFromSource: 'configMapRef secretRef',
  DownwardAPIVolumeFile: 'fieldRef resourceFieldRef',
  IngressBackend: 'service resource',
  ServiceBackendPort: 'name number',
  PodDisruptionBudgetSpec: 'minAvailable maxUnavailable',
  ObjectMeta: 'name generateName',
  ScenarioStep: 'run apply node pod image',
}

/** What goes with one of them and with no other. */
const ONLY_WITH: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ScenarioStep: {
    interrupt: 'run',
    do: 'node pod image',
    namespace: 'pod',
    container: 'pod',
    signal: 'pod',
    manifest: 'node',
    name: 'node',
  },
}

/** Whether a field may still be added to an object that has these. */
export function mayBeAdded(definition: string, field: string, present: ReadonlySet<string>): boolean {
  if (present.has(field)) return false
  const own = shortName(definition)
  const among = own === 'Volume' || own === 'PersistentVolume' ? sources(definition) : words(ONE_OF, own)
  if (among.includes(field) && among.some((other) => present.has(other))) return false
  const needs = words(ownValue(ONLY_WITH, own) ?? {}, field)
  return needs.length === 0 || needs.some((each) => present.has(each))
}

/** What a volume is made of: every field but its name. */
function sources(definition: string): readonly string[] {
  return [...(fieldsOf(definition)?.keys() ?? [])].filter((name) => name !== 'name')
}

function words(table: Readonly<Record<string, string>>, name: string): readonly string[] {
  return ownValue(table, name)?.split(' ') ?? []
}
