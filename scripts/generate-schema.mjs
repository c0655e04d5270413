// Writes src/manifest/schema/shapes.gen.ts from a JSON schema of the Kubernetes API.
//   PODLAPSE_SCHEMA=<schema.json> node scripts/generate-schema.mjs
// The schema knows names, types, what is required and enums. What Go adds (the width of integers, the names of types)
// stands below: the API server says it when a value has the wrong type.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const source = process.env.PODLAPSE_SCHEMA
if (!source) {
  console.error('PODLAPSE_SCHEMA: set it to the place of the JSON schema')
  process.exit(2)
}
const { definitions, properties } = JSON.parse(readFileSync(source, 'utf8'))

const INT64 = new Set(
  `activeDeadlineSeconds deletionGracePeriodSeconds expirationSeconds fsGroup generation runAsGroup runAsUser seconds
   startingDeadlineSeconds supplementalGroups terminationGracePeriodSeconds tolerationSeconds observedGeneration`.split(
    /\s+/,
  ),
)
/** definition.field → Go's type, where it is not the plain one. */
const GO_TYPES = {
  'Container.imagePullPolicy': 'v1.PullPolicy',
  'Container.terminationMessagePolicy': 'v1.TerminationMessagePolicy',
  'Container.restartPolicy': 'v1.ContainerRestartPolicy',
  'ContainerPort.protocol': 'v1.Protocol',
  'ContainerRestartRule.action': 'v1.ContainerRestartRuleAction',
  'HTTPGetAction.scheme': 'v1.URIScheme',
  'Lifecycle.stopSignal': 'v1.Signal',
  'PodSpec.restartPolicy': 'v1.RestartPolicy',
  'PodSpec.dnsPolicy': 'v1.DNSPolicy',
  'PodSpec.preemptionPolicy': 'v1.PreemptionPolicy',
  'PodSpec.overhead': 'v1.ResourceList',
  'ResourceRequirements.limits': 'v1.ResourceList',
  'ResourceRequirements.requests': 'v1.ResourceList',
  'ServicePort.protocol': 'v1.Protocol',
  'ServiceSpec.type': 'v1.ServiceType',
  'EmptyDirVolumeSource.medium': 'v1.StorageMedium',
  'Taint.effect': 'v1.TaintEffect',
  'Toleration.effect': 'v1.TaintEffect',
  'Toleration.operator': 'v1.TolerationOperator',
  'ObjectMeta.uid': 'types.UID',
}

/** s text, b boolean, i int32, l int64, n float, q quantity, x int or text, t time, y base64, o anything; else a definition. */
function typeOf(definition, field, schema) {
  if (schema.$ref) {
    const name = schema.$ref.replace('#/definitions/', '')
    return { Quantity: 'q', IntOrString: 'x', Time: 't' }[name] ?? name
  }
  if (schema.enum && schema.type === 'string') return `s(${schema.enum.join('|')})`
  if (definition === 'Secret' && field === 'data') return '{}y'
  if (definition === 'ConfigMap' && field === 'binaryData') return '{}y'
  switch (schema.type) {
    case 'string':
      return 's'
    case 'boolean':
      return 'b'
    case 'integer':
      return INT64.has(field) ? 'l' : 'i'
    case 'number':
      return 'n'
    case 'array':
      return `[]${schema.items ? typeOf(definition, field, schema.items) : 'o'}`
    case 'object':
      return schema.additionalProperties ? `{}${typeOf(definition, field, schema.additionalProperties)}` : 'o'
    default:
      return 'o'
  }
}

const lines = []
for (const [name, definition] of Object.entries(definitions)) {
  if (!definition.properties) continue
  const required = new Set(definition.required ?? [])
  const fields = Object.entries(definition.properties)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([field, schema]) => {
      const type = schema.const === undefined ? typeOf(name, field, schema) : 's'
      const go = GO_TYPES[`${name}.${field}`]
      return `${field}${required.has(field) ? '!' : ''}:${type}${go ? `=${go}` : ''}`
    })
  lines.push(`  ${name}: '${fields.join(' ')}',`)
}
const kinds = properties.kind.enum.map((kind) => {
  const name = Object.keys(definitions).find((each) => each === kind || each.endsWith(`_${kind}`))
  return `  '${definitions[name].properties.apiVersion.const} ${kind}': '${name}',`
})

const target = fileURLToPath(new URL('../src/manifest/schema/shapes.gen.ts', import.meta.url))
writeFileSync(
  target,
  `// Made by scripts/generate-schema.mjs from the schema of Kubernetes 1.36: do not edit.
// field[!]:type[=Go's type]; ! is required; [] is a list of, {} a map to; schema/shape.ts reads it.

export const SHAPES: Readonly<Record<string, string>> = {
${lines.join('\n')}
}

/** apiVersion and kind → definition. */
export const SHAPE_OF_KIND: Readonly<Record<string, string>> = {
${kinds.join('\n')}
}
`,
)
