import type { Duration, Time } from '../lib/time.ts'
import { type FieldError, fieldErrorBody } from '../manifest/field-error.ts'
import type { Taint } from '../manifest/object/node.ts'
import { validateLabels } from '../manifest/object/validate-meta.ts'
import { TAINT_EFFECTS, validateNodeTaints } from '../manifest/object/validate-taints.ts'
import type { Place } from '../manifest/place.ts'
import { validateResourceQuantity } from '../manifest/pod/validate-resources.ts'
import { parseQuantity } from '../manifest/quantity.ts'
import type { BrokenDocument } from '../manifest/text/parse.ts'
import { ASSUMPTIONS, type Assumptions } from './assumptions.ts'
import { FieldReader } from './field-reader.ts'
import { readImages } from './image-entry.ts'
import { type KubeletOptions, readKubeletOptions } from './kubelet-options.ts'
import type { Problem } from './problem.ts'
import type { ScenarioNode } from './scenario.ts'
import type { ScenarioImage } from './scenario-image.ts'
import { SCENARIO_API_VERSION } from './scenario-version.ts'
import { readTraffic, type Traffic } from './traffic.ts'

export const LONGEST: Duration = 24 * 3_600_000
const DEFAULT_UNTIL: Duration = 15 * 60_000

/** A Scenario document, read. */
export interface ScenarioDocument {
  readonly name: string | undefined
  readonly seed: number
  readonly untilMs: Time
  readonly untilGiven: boolean
  readonly imagesPresent: boolean
  readonly nodes: readonly ScenarioNode[]
  /** False: nobody named any, these are the usual ones. */
  readonly nodesGiven: boolean
  readonly images: readonly ScenarioImage[]
  readonly steps: readonly StepFields[]
  readonly traffic: readonly Traffic[]
  /** The files of the workstation; undefined: nobody has said which. */
  readonly files: Readonly<Record<string, string>> | undefined
  readonly assumptions: Assumptions
}

/** A step before its kind is known. */
export interface StepFields {
  readonly atMs: Time
  readonly fields: FieldReader
}

export const NO_SCENARIO_DOCUMENT: ScenarioDocument = {
  name: undefined,
  seed: 1,
  untilMs: DEFAULT_UNTIL,
  untilGiven: false,
  imagesPresent: false,
  nodes: [1, 2, 3].map((number) => defaultNode(`node-${number}`)),
  nodesGiven: false,
  images: [],
  steps: [],
  traffic: [],
  files: undefined,
  assumptions: ASSUMPTIONS,
}

export const STEP_FIELDS = [
  ...['at', 'run', 'apply', 'node', 'pod', 'image', 'do'],
  ...['interrupt', 'namespace', 'container', 'signal', 'manifest', 'name'],
]

export function isScenarioDocument(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    value.kind === 'Scenario' &&
    (!('apiVersion' in value) || String(value.apiVersion).startsWith('podlapse.'))
  )
}

/** Whether a document that is no YAML is meant for a Scenario, by what can be read of it. */
export function seemsScenario(text: string, { value, piece }: BrokenDocument): boolean {
  return isScenarioDocument(value) || /^kind:[ \t]*["']?Scenario\b/m.test(text.slice(piece.start, piece.end))
}

export function readScenarioDocument(value: unknown, place: Place, problems: Problem[]): ScenarioDocument {
  const document = FieldReader.open(value, '', ['apiVersion', 'kind', 'metadata', 'spec'], place, problems)
  if (document.raw('apiVersion') !== SCENARIO_API_VERSION) {
    document.problem('apiVersion', { kind: 'mustBe', value: SCENARIO_API_VERSION })
  }
  const metadata = document.object('metadata', ['name', 'namespace', 'labels', 'annotations'])
  const spec = document.object('spec', [
    ...['seed', 'until', 'imagesPresent', 'nodes', 'images', 'steps', 'traffic', 'workstation', 'assumptions'],
  ])
  const untilMs = spec.duration('until')
  if (untilMs !== undefined && untilMs > LONGEST) spec.problem('until', { kind: 'atMost', most: '24h' })
  const nodes = readNodes(spec)
  return {
    name: metadata.string('name'),
    seed: spec.integer('seed', 0) ?? 1,
    untilMs: untilMs ?? DEFAULT_UNTIL,
    untilGiven: untilMs !== undefined,
    imagesPresent: spec.boolean('imagesPresent') ?? false,
    nodes: spec.has('nodes') ? nodes : NO_SCENARIO_DOCUMENT.nodes,
    nodesGiven: spec.has('nodes'),
    images: readImages(spec),
    steps: readSteps(spec),
    traffic: readTraffic(spec, untilMs ?? DEFAULT_UNTIL),
    files: spec.has('workstation') ? (spec.object('workstation', ['files']).stringMap('files') ?? {}) : undefined,
    assumptions: readAssumptions(spec),
  }
}

/** A class of thirty that types for an hour comes to some hundreds. */
const MOST_STEPS = 1000

function readSteps(spec: FieldReader): readonly StepFields[] {
  const given = spec.raw('steps')
  if (Array.isArray(given) && given.length > MOST_STEPS) {
    spec.problem('steps', { kind: 'tooManySteps', most: MOST_STEPS })
    return []
  }
  return spec.list('steps', STEP_FIELDS).flatMap((fields): StepFields[] => {
    if (!fields.has('at')) fields.problem('at', { kind: 'neededAsTime' })
    const atMs = fields.duration('at')
    return atMs === undefined ? [] : [{ atMs, fields }]
  })
}

export function defaultNode(name: string): ScenarioNode {
  return { name, milliCPU: 4000, memoryBytes: 8 * 1024 ** 3, pods: 110, labels: {}, taints: [], cgroup: 'v2' }
}

export const NODE_FIELDS = [
  ...[
    'name',
    'cpu',
    'memory',
    'pods',
    'resources',
    'labels',
    'annotations',
    'taints',
    'unschedulable',
    'cgroup',
    'kubelet',
  ],
]

function readNodes(spec: FieldReader): ScenarioNode[] {
  const seen = new Set<string>()
  return spec.list('nodes', NODE_FIELDS).map((node) => {
    const name = node.required('name')
    if (seen.has(name)) node.problem('name', { kind: 'standsTwice' })
    seen.add(name)
    const standard = defaultNode(name)
    const milliCPU = node.milliQuantity('cpu') ?? standard.milliCPU
    const kubelet = node.has('kubelet') ? readKubeletOptions(node, milliCPU) : undefined
    const annotations = node.stringMap('annotations')
    const taints = readTaints(node)
    return {
      name,
      milliCPU,
      memoryBytes: node.quantity('memory') ?? standard.memoryBytes,
      pods: podsOf(node, milliCPU, kubelet) ?? standard.pods,
      ...(node.has('resources') ? { resources: readResources(node) } : {}),
      labels: readLabels(node) ?? dedicatedLabels(node, taints),
      ...(annotations ? { annotations } : {}),
      taints,
      ...(node.boolean('unschedulable') ? { unschedulable: true } : {}),
      cgroup: node.choice('cgroup', ['v1', 'v2']) ?? 'v2',
      ...(kubelet ? { kubelet } : {}),
    }
  })
}

/** How many Pods a node takes: what is said of it before what its kubelet is told. */
// kubelet: nodestatus/setters.go MachineInfo, podsPerCore (v1.36)
function podsOf(node: FieldReader, milliCPU: number, kubelet: KubeletOptions = {}): number | undefined {
  const { maxPods = 110, podsPerCore = 0 } = kubelet
  const ofKubelet = podsPerCore > 0 ? Math.min(maxPods, Math.floor((podsPerCore * milliCPU) / 1000)) : kubelet.maxPods
  return node.integer('pods', 0) ?? ofKubelet
}

/**
 * A node that is given taints and no labels is taken for one that is kept for somebody, which is labelled like its taints:
 * else those that tolerate them could not ask for it. An assumption of ours, said at the taints; `labels: {}` denies it.
 */
// website: docs/concepts/scheduling-eviction/taint-and-toleration.md, dedicated nodes
function dedicatedLabels(node: FieldReader, taints: readonly Taint[]): Record<string, string> {
  const labels: Record<string, string> = {}
  for (const { key, value = '' } of taints) if (!key.startsWith(CONDITION_TAINTS)) labels[key] = value
  const said = Object.entries(labels).map(([key, value]) => `${key}=${value}`)
  if (said.length > 0) {
    node.problem('taints', { kind: 'dedicatedNode', labels: said }, 'info')
  }
  return labels
}

/** Such a taint says how a node is, not whom it is for. */
const CONDITION_TAINTS = 'node.kubernetes.io/'

/** Resources that are no CPU and no memory, under their names. */
function readResources(node: FieldReader): Record<string, string> {
  const given = node.stringMap('resources') ?? {}
  for (const [name, quantity] of Object.entries(given)) {
    const amount = parseQuantity(quantity)
    if (amount) tell(node, validateResourceQuantity(name, amount, `resources.${name}`))
    else node.problem(`resources.${name}`, { kind: 'mustBeQuantity', examples: ['2', '64Mi'] })
  }
  return given
}

/** So it is with such labels. */
function readLabels(node: FieldReader): Record<string, string> | undefined {
  const labels = node.stringMap('labels')
  tell(node, validateLabels(labels, 'labels'))
  return labels
}

/** With such a taint as the API server refuses, the node cannot be registered. */
function readTaints(node: FieldReader): Taint[] {
  const taints = node.list('taints', ['key', 'value', 'effect']).map(readTaint)
  if (taints.every(({ key }) => key !== '')) tell(node, validateNodeTaints(taints, 'taints'))
  return taints
}

function tell(node: FieldReader, errors: readonly FieldError[]): void {
  for (const error of errors) node.problem(error.path, fieldErrorBody(error))
}

function readTaint(taint: FieldReader): Taint {
  const value = taint.string('value')
  return {
    key: taint.required('key'),
    ...(value === undefined ? {} : { value }),
    effect: taint.choice('effect', TAINT_EFFECTS) ?? 'NoSchedule',
  }
}

/** The assumptions that are no lengths of time. */
const RATES: readonly (keyof Assumptions)[] = ['pullBandwidth', 'memoryTouchRate']
const SIZES: readonly (keyof Assumptions)[] = ['systemMemory', 'processMemory', 'unknownImageSize']

function readAssumptions(spec: FieldReader): Assumptions {
  const names = Object.keys(ASSUMPTIONS) as (keyof Assumptions)[]
  const given = spec.object('assumptions', names)
  const read = (name: keyof Assumptions): number | boolean | undefined => {
    if (typeof ASSUMPTIONS[name] === 'boolean') return given.boolean(name)
    if (RATES.includes(name)) return given.quantity(name, '/s')
    return SIZES.includes(name) ? given.quantity(name) : given.duration(name)
  }
  const changed = names.flatMap((name): [string, number | boolean][] => {
    const value = read(name)
    if (value === 0 && RATES.includes(name)) {
      given.problem(name, { kind: 'moreThanNothing' })
      return []
    }
    return value === undefined ? [] : [[name, value]]
  })
  return { ...ASSUMPTIONS, ...Object.fromEntries(changed) }
}
