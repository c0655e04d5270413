import { asObject, shortName } from '../schema/fields.ts'
import type { Surroundings, Template } from './surroundings.ts'

/** A word that stands elsewhere in the text, and where. */
export interface Name {
  readonly text: string
  /** In Kubernetes' own words: ConfigMap, container web. */
  readonly from: string
}

/** Names that could stand in a field, by the field: `Definition.field`. */
export function namesFor(definition: string, field: string, around: Surroundings): readonly Name[] {
  const own = Object.hasOwn(SOURCES, `${shortName(definition)}.${field}`)
    ? SOURCES[`${shortName(definition)}.${field}`]
    : undefined
  return unique(own?.(around) ?? [])
}

type Source = (around: Surroundings) => readonly Name[]

function objects(kind: string, ...usual: readonly string[]): Source {
  return (around) => [
    ...around.of(kind).map(({ name }) => ({ text: name, from: kind })),
    ...usual.map((text) => ({ text, from: kind })),
  ]
}

function everywhere(kind: string, ...usual: readonly string[]): Source {
  return (around) => [
    ...around.of(kind, true).map(({ name }) => ({ text: name, from: kind })),
    ...usual.map((text) => ({ text, from: kind })),
  ]
}

/** The keys of the ConfigMap or Secret whose name stands beside. */
function keysOf(kind: string, nameField = 'name', holder?: string): Source {
  return (around) => {
    const beside = holder === undefined ? around.holder : (around.within(holder) ?? {})
    const name = beside[nameField]
    return around
      .of(kind)
      .filter((each) => name === undefined || each.name === name)
      .flatMap((each) =>
        ['data', 'stringData', 'binaryData'].flatMap((part) => Object.keys(asObject(each.value[part]))),
      )
      .map((text) => ({ text, from: name === undefined ? kind : `${kind} ${name}` }))
  }
}

const volumes: Source = (around) => [
  ...listOf(around.within('PodSpec')?.volumes).flatMap((each) => nameOf(each, 'volume')),
  ...listOf(asObject(asObject(around.root).spec).volumeClaimTemplates).flatMap((each) =>
    nameOf(asObject(each).metadata, 'volumeClaimTemplate'),
  ),
]

const containers: Source = (around) => {
  const spec = around.within('PodSpec') ?? {}
  return [...listOf(spec.initContainers), ...listOf(spec.containers)].flatMap((each) => nameOf(each, 'container'))
}

/** The ports of the container that the caret is in: their names, and their numbers. */
const ownPorts: Source = (around) =>
  portsOf(listOf(around.within('Container')?.ports), String(around.within('Container')?.name ?? ''))

function portsOf(ports: readonly unknown[], container: string): readonly Name[] {
  return ports.flatMap((each) => {
    const { name, containerPort } = asObject(each)
    const from = container === '' ? 'container' : `container ${container}`
    return [
      ...(typeof name === 'string' ? [{ text: name, from }] : []),
      ...(typeof containerPort === 'number' ? [{ text: String(containerPort), from }] : []),
    ]
  })
}

/** Of the Pods that a Service selects; of all where it selects none. */
const servedPorts: Source = (around) => {
  const { selector } = around.within('ServiceSpec') ?? {}
  const all = around.templates()
  const selected = all.filter(({ labels }) => isSelected(labels, asObject(selector)))
  return (selected.length > 0 ? selected : all).flatMap(({ spec }) =>
    listOf(spec.containers).flatMap((each) => portsOf(listOf(asObject(each).ports), String(asObject(each).name ?? ''))),
  )
}

const servedNumbers: Source = (around) => servedPorts(around).filter(({ text }) => /^\d+$/.test(text))

function isSelected(labels: Template['labels'], selector: Readonly<Record<string, unknown>>): boolean {
  const entries = Object.entries(selector)
  return entries.length > 0 && entries.every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value)
}

const backendPorts: Source = (around) => {
  const { name } = around.within('IngressServiceBackend') ?? {}
  return around
    .of('Service')
    .filter((each) => name === undefined || each.name === name)
    .flatMap((each) => listOf(asObject(each.value.spec).ports).map((port) => ({ port: asObject(port), of: each.name })))
    .flatMap(({ port, of }) =>
      [port.name, port.port].flatMap((text) =>
        text === undefined ? [] : [{ text: String(text), from: `Service ${of}` }],
      ),
    )
}

const nodes: Source = (around) => [
  ...scenarioNodes(around).flatMap((each) => nameOf(each, 'Node')),
  ...around.of('Node', true).map(({ name }) => ({ text: name, from: 'Node' })),
  ...(scenarioNodes(around).length > 0 ? [] : ['node-1', 'node-2', 'node-3'].map((text) => ({ text, from: 'Node' }))),
]

function scenarioNodes(around: Surroundings): readonly unknown[] {
  return around.scenarios().flatMap(({ value }) => listOf(asObject(value.spec).nodes))
}

const taintKeys: Source = (around) =>
  [...scenarioNodes(around), ...around.of('Node', true).map(({ value }) => value.spec)].flatMap((node) =>
    listOf(asObject(node).taints).flatMap((taint) => {
      const { key } = asObject(taint)
      return typeof key === 'string' ? [{ text: key, from: 'taint' }] : []
    }),
  )

const workloads: Source = (around) => {
  const { kind } = around.holder
  const kinds = typeof kind === 'string' ? [kind] : ['Deployment', 'StatefulSet', 'ReplicaSet']
  return kinds.flatMap((each) => objects(each)(around))
}

/** What a Pod that somebody makes, or a workload's first ones are called. */
const pods: Source = (around) => objects('Pod')(around)

const stepContainers: Source = (around) => {
  const { pod } = around.within('ScenarioStep') ?? {}
  return around
    .templates()
    .filter(({ kind, name }) => pod === undefined || (kind === 'Pod' ? name === pod : String(pod).startsWith(name)))
    .flatMap(({ spec }) => [...listOf(spec.initContainers), ...listOf(spec.containers)])
    .flatMap((each) => nameOf(each, 'container'))
}

const usedImages: Source = (around) =>
  around
    .templates()
    .flatMap(({ spec }) => [...listOf(spec.initContainers), ...listOf(spec.containers)])
    .flatMap((each) => {
      const { image, name } = asObject(each)
      return typeof image === 'string' ? [{ text: image, from: `container ${String(name ?? '')}`.trim() }] : []
    })

const saidImages: Source = (around) => [
  ...around
    .scenarios()
    .flatMap(({ value }) => listOf(asObject(value.spec).images).flatMap((each) => nameOf(each, 'Scenario'))),
  ...usedImages(around),
]

const SOURCES: Readonly<Record<string, Source>> = {
  'ObjectMeta.namespace': everywhere('Namespace', 'default', 'kube-system'),
  'PodSpec.serviceAccountName': objects('ServiceAccount', 'default'),
  'PodSpec.priorityClassName': everywhere('PriorityClass', 'system-cluster-critical', 'system-node-critical'),
  'PodSpec.runtimeClassName': everywhere('RuntimeClass'),
  'PodSpec.nodeName': nodes,
  'LocalObjectReference.name': objects('Secret'),
  'ConfigMapKeySelector.name': objects('ConfigMap'),
  'ConfigMapKeySelector.key': keysOf('ConfigMap'),
  'SecretKeySelector.name': objects('Secret'),
  'SecretKeySelector.key': keysOf('Secret'),
  'ConfigMapEnvSource.name': objects('ConfigMap'),
  'SecretEnvSource.name': objects('Secret'),
  'ConfigMapVolumeSource.name': objects('ConfigMap'),
  'SecretVolumeSource.secretName': objects('Secret'),
  'ConfigMapProjection.name': objects('ConfigMap'),
  'SecretProjection.name': objects('Secret'),
  'KeyToPath.key': (around) =>
    around.within('SecretVolumeSource')
      ? keysOf('Secret', 'secretName', 'SecretVolumeSource')(around)
      : around.within('SecretProjection')
        ? keysOf('Secret', 'name', 'SecretProjection')(around)
        : keysOf(
            'ConfigMap',
            'name',
            around.within('ConfigMapProjection') ? 'ConfigMapProjection' : 'ConfigMapVolumeSource',
          )(around),
  'PersistentVolumeClaimVolumeSource.claimName': objects('PersistentVolumeClaim'),
  'PersistentVolumeClaimSpec.storageClassName': everywhere('StorageClass', 'standard'),
  'PersistentVolumeClaimSpec.volumeName': everywhere('PersistentVolume'),
  'PersistentVolumeSpec.storageClassName': everywhere('StorageClass'),
  'VolumeMount.name': volumes,
  'VolumeDevice.name': volumes,
  'HTTPGetAction.port': ownPorts,
  'TCPSocketAction.port': ownPorts,
  'GRPCAction.port': (around) => ownPorts(around).filter(({ text }) => /^\d+$/.test(text)),
  'ResourceFieldSelector.containerName': containers,
  'PodFailurePolicyOnExitCodesRequirement.containerName': containers,
  'ServicePort.targetPort': servedPorts,
  'ServicePort.port': servedNumbers,
  'StatefulSetSpec.serviceName': objects('Service'),
  'IngressServiceBackend.name': objects('Service'),
  'ServiceBackendPort.name': (around) => backendPorts(around).filter(({ text }) => !/^\d+$/.test(text)),
  'ServiceBackendPort.number': (around) => backendPorts(around).filter(({ text }) => /^\d+$/.test(text)),
  'IngressTLS.secretName': objects('Secret'),
  'CrossVersionObjectReference.name': workloads,
  'RoleRef.name': (around) => {
    const { kind } = around.holder
    return kind === 'ClusterRole'
      ? everywhere('ClusterRole', 'view', 'edit', 'admin', 'cluster-admin')(around)
      : objects('Role')(around)
  },
  'Subject.name': objects('ServiceAccount', 'default'),
  'Toleration.key': taintKeys,
  'Container.image': saidImages,
  'ScenarioImage.name': usedImages,
  'ScenarioStep.pod': pods,
  'ScenarioStep.node': nodes,
  'ScenarioStep.container': stepContainers,
  'ScenarioStep.namespace': everywhere('Namespace', 'default'),
  'ScenarioStep.image': usedImages,
}

/** Keys that a map could have, by the field that it is. */
export function keyNames(definition: string, field: string, around: Surroundings): readonly Name[] {
  const name = `${shortName(definition)}.${field}`
  if (name === 'PodSpec.nodeSelector') return unique(nodeLabels(around).map(([text]) => ({ text, from: 'Node' })))
  return SELECTORS.includes(name) ? unique(labels(around, name).map(([text, , from]) => ({ text, from }))) : []
}

/** Values under a key of a map. */
export function keyedValues(definition: string, field: string, key: string, around: Surroundings): readonly Name[] {
  const name = `${shortName(definition)}.${field}`
  const pairs =
    name === 'PodSpec.nodeSelector'
      ? nodeLabels(around).map(([of, value]) => [of, value, 'Node'] as const)
      : SELECTORS.includes(name)
        ? labels(around, name)
        : []
  return unique(pairs.filter(([of]) => of === key).map(([, text, from]) => ({ text, from })))
}

const SELECTORS = [
  ...['ServiceSpec.selector', 'LabelSelector.matchLabels', 'ReplicationControllerSpec.selector', 'ObjectMeta.labels'],
]

type Label = readonly [key: string, value: string, from: string]

/** A workload selects the Pods of its own template; what it is to have those labels is said by its selector. */
function labels(around: Surroundings, name: string): readonly Label[] {
  const own = around.ownTemplate()
  if (name === 'ObjectMeta.labels') {
    const { matchLabels } = asObject(asObject(asObject(around.root).spec).selector)
    return around.steps.includes('template') ? pairs(asObject(matchLabels), 'selector') : []
  }
  if (own && around.kind !== 'Pod' && !around.within('PodSpec')) return pairs(own.labels, 'template')
  return around.templates().flatMap((each) => pairs(each.labels, `${each.kind} ${each.name}`.trim()))
}

function pairs(held: Readonly<Record<string, unknown>>, from: string): readonly Label[] {
  return Object.entries(held).flatMap(([key, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [[key, String(value), from] as const] : [],
  )
}

function nodeLabels(around: Surroundings): readonly (readonly [key: string, value: string])[] {
  const said = [...scenarioNodes(around), ...around.of('Node', true).map(({ value }) => value.metadata)].flatMap(
    (node) => pairs(asObject(asObject(node).labels), 'Node').map(([key, value]) => [key, value] as const),
  )
  const names = nodes(around).map(({ text }) => ['kubernetes.io/hostname', text] as const)
  return [...said, ...names, ['kubernetes.io/os', 'linux'], ['kubernetes.io/arch', 'amd64']]
}

function nameOf(holder: unknown, from: string): readonly Name[] {
  const { name } = asObject(holder)
  return typeof name === 'string' && name !== '' ? [{ text: name, from }] : []
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function unique(names: readonly Name[]): readonly Name[] {
  const seen = new Set<string>()
  return names.filter(({ text }) => !seen.has(text) && seen.add(text))
}
