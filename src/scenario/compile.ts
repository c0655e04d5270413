import { lastAppliedText } from '../kubectl/commands/last-applied.ts'
import type { Cluster } from '../manifest/admission/cluster.ts'
import { type Admitted, admitValue } from '../manifest/admit.ts'
import { type ApiRefusal, clientError, kubectlText, STDIN } from '../manifest/api-error.ts'
import type { KubeObject } from '../manifest/object/meta.ts'
import type { Node } from '../manifest/object/node.ts'
import { type Place, placeOf, problemAt } from '../manifest/place.ts'
import type { FieldValidation } from '../manifest/read-body.ts'
import { blameFullWidth } from '../manifest/text/full-width.ts'
import { LineIndex } from '../manifest/text/line-index.ts'
import { type ManifestDocument, parseManifest } from '../manifest/text/parse.ts'
import { assumedImages, type ImageFacts, type TextObject } from './assumed-image.ts'
import { behindBroken } from './behind-broken.ts'
import { assumeDefaultStorageClass } from './default-storage-class.ts'
import {
  isScenarioDocument,
  NO_SCENARIO_DOCUMENT,
  readScenarioDocument,
  type ScenarioDocument,
  seemsScenario,
} from './document.ts'
import { downloadNotes } from './downloads.ts'
import { lateSchedules } from './late-schedules.ts'
import { longImages } from './long-image.ts'
import { nodesOf } from './node-objects.ts'
import type { Problem } from './problem.ts'
import type { Scenario, ScenarioObject, Step } from './scenario.ts'
import type { ScenarioImage } from './scenario-image.ts'
import { readStep, type StepSurroundings } from './steps.ts'
import { trafficTargets } from './traffic-targets.ts'
import { type Desk, workplaceOf } from './workplace.ts'

export interface Compiled {
  /**
   * Of what the API server takes: documents that are refused are left out, and, as kubectl reads no further, those behind
   * one that is no YAML. Undefined where that leaves nothing to run.
   */
  readonly scenario?: Scenario
  readonly problems: readonly Problem[]
  /** What kubectl prints on stderr where the API server, or kubectl itself, refuses the text. */
  readonly refusal?: string
  /** What the API server would go on to refuse if it dropped the fields that it does not know. */
  readonly hidden?: string
}

export interface CompileOptions {
  /** What is known of an image; those that nobody knows are said at their field. */
  readonly lookUpImage?: (reference: string, said?: ScenarioImage) => ImageFacts
  /** What becomes of unknown fields: refused, as kubectl asks for without being told otherwise. */
  readonly validation?: FieldValidation
  /** What -f names: refusals name it, too. */
  readonly source?: string
}

/** The one road from text to engine: for the page, the command line and the gallery. */
export function compile(text: string, options: CompileOptions = {}): Compiled {
  const compiled = compileStream(text, options)
  if (compiled.problems.every(({ severity }) => severity !== 'error')) return compiled
  const lines = new LineIndex(text)
  return { ...compiled, problems: compiled.problems.map((problem) => blameFullWidth(problem, text, lines)) }
}

function compileStream(text: string, { lookUpImage, validation, source = STDIN }: CompileOptions): Compiled {
  const stream = parseManifest(text)
  const problems: Problem[] = []
  /** What is wrong with the Scenario, which kubectl never sees, or is more than is simulated. */
  const wrong: Problem[] = []
  const refusals: ApiRefusal[] = []
  const hidden: ApiRefusal[] = []
  const objects: ScenarioObject[] = []
  const cluster = new Arrivals()
  const placed: TextObject[] = []
  let scenarioDocument: { document: ScenarioDocument; place: Place; value: unknown } | undefined
  const brokenScenario = stream.broken.find((each) => seemsScenario(text, each))
  // Of a Scenario kubectl knows nothing; any other document that it cannot read is the last that it looks at.
  const stop = brokenScenario ? undefined : stream.broken[0]
  const behind: ManifestDocument[] = []
  for (const document of stream.documents) {
    const place = placeOf(document, stream)
    problems.push(...duplicateFields(document, place))
    wrong.push(...longImages(document.value, place))
    if (isScenarioDocument(document.value)) {
      if (scenarioDocument) wrong.push(secondScenario(place))
      else {
        const { value } = document
        scenarioDocument = { document: readScenarioDocument(value, place, wrong), place, value }
      }
      continue
    }
    if (stop && document.index > stop.index) {
      behind.push(document)
      continue
    }
    const admitted: Admitted = admitValue(document.value, place, cluster, 'atStart', validation)
    problems.push(...admitted.problems)
    for (const object of admitted.objects) {
      objects.push({ object, document: document.index, ...noteOf(document.value, object) })
      placed.push({ object, place })
      cluster.add(object)
    }
    refusals.push(...admitted.refusals)
    hidden.push(...admitted.hidden)
    if (admitted.refusals.some(({ endsStream }) => endsStream)) break
  }
  problems.push(...stream.problems)
  if (stop) problems.push(...behindBroken(stream, behind, stop, cluster, validation))
  const document = scenarioDocument?.document ?? NO_SCENARIO_DOCUMENT
  const given = objects.map(({ object }) => object)
  const desk = workplaceOf(document, given, stream.documents)
  const steps = scenarioDocument
    ? readSteps(document, { place: scenarioDocument.place, cluster, problems: wrong, desk })
    : []
  problems.push(...wrong)
  const { syntaxError } = stream
  // Without its steps and settings a run would be another one than is meant.
  if (brokenScenario) return { problems }
  if (syntaxError !== undefined) {
    refusals.push(clientError((file) => `error parsing ${file}: error converting YAML to JSON: ${syntaxError}`, true))
  }
  if (objects.length === 0 && steps.length === 0 && !scenarioDocument && refusals.length === 0) {
    return { problems: [...problems, nothing()], refusal: 'error: no objects passed to apply' }
  }
  const refused = {
    ...(refusals.length > 0 ? { refusal: kubectlText(refusals, source) } : {}),
    ...(hidden.length > 0 ? { hidden: kubectlText(hidden, source) } : {}),
  }
  if (wrong.some(({ severity }) => severity === 'error')) return { problems, ...refused }
  // kubectl goes on behind a document that is refused; without anything that runs there is nothing to see.
  if (refusals.length > 0 && !objects.some(({ object }) => RUNS.has(object.kind))) return { problems, ...refused }
  if (lookUpImage) {
    const known = {
      said: document.images,
      lookUp: lookUpImage,
      objects,
      services: objects.map(({ object }) => object).filter(({ kind }) => kind === 'Service'),
      assumptions: document.assumptions,
      stream,
      scenario: scenarioDocument?.place.document,
    }
    problems.push(...assumedImages(placed, steps, scenarioDocument?.place.document ?? 0, known))
  }
  if (document.assumptions.internet) problems.push(...downloadNotes(placed))
  problems.push(...lateSchedules(placed, document.untilMs))
  if (scenarioDocument) problems.push(...trafficTargets(document.traffic, given, steps, scenarioDocument.place))
  const scenario = scenarioOf(document, objects, steps, desk)
  const storage = document.assumptions.defaultStorageClass
    ? assumeDefaultStorageClass(placed, steps, scenarioDocument?.place.document ?? 0)
    : undefined
  if (!storage) return { problems, scenario, ...refused }
  problems.push(...storage.problems)
  return { problems, scenario: { ...scenario, objects: [storage.object, ...scenario.objects] }, ...refused }
}

/** What kubectl notes of a document that is one object. */
function noteOf(value: unknown, { kind, metadata }: KubeObject): Pick<ScenarioObject, 'lastApplied'> {
  if ((value as { kind?: unknown }).kind !== kind) return {}
  const written = value as KubeObject
  const namespace = metadata.namespace === undefined ? {} : { namespace: metadata.namespace }
  return { lastApplied: lastAppliedText({ ...written, metadata: { ...written.metadata, ...namespace } }) }
}

/** Pods, and what makes them. */
const RUNS = new Set([
  ...['Pod', 'Job', 'CronJob', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'ReplicationController'],
])

function scenarioOf(
  document: ScenarioDocument,
  objects: readonly ScenarioObject[],
  steps: readonly Step[],
  { files, namespace }: Desk,
): Scenario {
  const { name, nodes: _nodes, nodesGiven: _nodesGiven, files: _files, ...rest } = document
  const pod = objects.find(({ object }) => object.kind === 'Pod') ?? objects[0]
  const machines = objects.filter(({ object }) => object.kind === 'Node')
  return {
    ...rest,
    name: name ?? pod?.object.metadata.name ?? 'scenario',
    nodes: nodesOf(
      document,
      machines.map(({ object }) => object as Node),
    ),
    objects: machines.length === 0 ? objects : objects.filter((each) => !machines.includes(each)),
    steps,
    workstation: { files: Object.fromEntries(files), namespace },
  }
}

function readSteps(document: ScenarioDocument, surroundings: StepSurroundings): Step[] {
  const steps = document.steps.flatMap((step) => readStep(step, surroundings))
  // Sorting is stable: steps of one instant stay in the order of the text.
  return steps.sort((a, b) => a.atMs - b.atMs)
}

/** What has come so far. */
class Arrivals implements Cluster {
  readonly #objects = new Map<string, KubeObject>()
  readonly #lists = new Map<string, KubeObject[]>()

  add(object: KubeObject): void {
    const namespace = object.metadata.namespace ?? ''
    this.#objects.set(keyOf(object.kind, namespace, object.metadata.name), object)
    const listKey = keyOf(object.kind, namespace, '')
    const list = this.#lists.get(listKey)
    if (list) list.push(object)
    else this.#lists.set(listKey, [object])
  }

  list(kind: string, namespace?: string): readonly KubeObject[] {
    if (namespace === undefined) return [...this.#objects.values()].filter((object) => object.kind === kind)
    return this.#lists.get(keyOf(kind, namespace, '')) ?? []
  }

  find(kind: string, namespace: string, name: string): KubeObject | undefined {
    return this.#objects.get(keyOf(kind, namespace, name))
  }
}

function keyOf(kind: string, namespace: string, name: string): string {
  return `${kind}/${namespace}/${name}`
}

/** kubectl takes the last one and says nothing; whoever wrote it meant both. */
function duplicateFields(document: ManifestDocument, place: Place): Problem[] {
  return document.duplicates.map(({ path, range }) => ({
    code: 'duplicate-field',
    severity: 'warning',
    note: { kind: 'duplicateField', path },
    path,
    document: place.document,
    range,
  }))
}

function secondScenario(place: Place): Problem {
  const note = { kind: 'secondScenario' } as const
  return problemAt(place, { code: 'scenario', severity: 'error', note, path: 'kind', at: 'value' })
}

function nothing(): Problem {
  return { code: 'missing-kind', severity: 'error', note: { kind: 'noObjects' }, path: '', document: 0 }
}
