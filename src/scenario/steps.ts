import { checkLine } from '../kubectl/check-line.ts'
import type { Cluster } from '../manifest/admission/cluster.ts'
import { type Admitted, admitValue } from '../manifest/admit.ts'
import type { KubeObject } from '../manifest/object/meta.ts'
import { child } from '../manifest/path.ts'
import { type Place, placeAt, placeWithin, problemAt } from '../manifest/place.ts'
import { servedKinds } from '../manifest/schema/custom-kind.ts'
import { parseManifest, readByKubectl } from '../manifest/text/parse.ts'
import type { Action } from './action.ts'
import type { StepFields } from './document.ts'
import { normalizeImage } from './image-reference.ts'
import { noted, type Problem } from './problem.ts'
import type { Step } from './scenario.ts'
import type { Desk } from './workplace.ts'

export interface StepSurroundings {
  readonly place: Place
  readonly cluster: Cluster
  readonly problems: Problem[]
  readonly desk: Desk
}

const NODE_DOINGS = [
  ...['stopKubelet', 'startKubelet', 'crash', 'boot', 'memoryPressure', 'diskPressure', 'pidPressure', 'relieve'],
  ...['writeStaticPod', 'removeStaticPod'],
] as const
const POD_DOINGS = ['kill', 'killSandbox', 'evict'] as const
const KINDS = ['run', 'apply', 'node', 'pod', 'image'] as const

/** A step's fields → what happens. Several objects or resources in one step are several steps of one instant. */
export function readStep(step: StepFields, surroundings: StepSurroundings): Step[] {
  const { atMs, fields } = step
  const kinds = KINDS.filter((kind) => fields.has(kind))
  const [kind, ...others] = kinds
  if (kind === undefined || others.length > 0) {
    fields.problem('', { kind: 'exactlyOneOf', choices: KINDS })
    return []
  }
  const range = surroundings.place.keyRangeOf(fields.path)
  const made = (text: string, actions: readonly Action[]): Step[] =>
    actions.map((action) => ({ atMs, text, action, ...(range ? { range } : {}) }))
  switch (kind) {
    case 'run': {
      const text = fields.required('run')
      return made(text, [runAction(text, step, surroundings)])
    }
    case 'apply': {
      const objects = appliedObjects(fields.raw('apply'), child(fields.path, 'apply'), surroundings)
      const names = objects.map((object) => `${object.kind.toLowerCase()}/${object.metadata.name}`)
      const text = `apply ${names.join(' ')}`
      return objects.length === 0 ? [] : made(text, [{ kind: 'apply', objects }])
    }
    case 'node': {
      const node = fields.required('node')
      const doing = fields.choice('do', NODE_DOINGS)
      if (!fields.has('do')) fields.problem('do', { kind: 'neededOneOf', choices: NODE_DOINGS })
      if (doing === undefined) return []
      return made(`${doing} on node ${node}`, nodeActions(doing, node, step, surroundings))
    }
    case 'pod': {
      const action = podAction(step)
      return action ? made(`${fields.raw('do')} pod ${fields.raw('pod')}`, [action]) : []
    }
    case 'image': {
      const image = fields.required('image')
      if (fields.choice('do', ['publish']) === undefined) {
        if (!fields.has('do')) fields.problem('do', { kind: 'neededOneOf', choices: ['publish'] })
        return []
      }
      return made(`publish image ${image}`, [{ kind: 'publishImage', image: normalizeImage(image) }])
    }
  }
}

function nodeActions(
  doing: (typeof NODE_DOINGS)[number],
  node: string,
  { fields }: StepFields,
  surroundings: StepSurroundings,
): readonly Action[] {
  switch (doing) {
    case 'stopKubelet':
    case 'startKubelet':
    case 'crash':
    case 'boot':
    case 'memoryPressure':
    case 'diskPressure':
    case 'pidPressure':
    case 'relieve':
      return [{ kind: doing, node }]
    case 'writeStaticPod': {
      const objects = appliedObjects(fields.raw('manifest'), child(fields.path, 'manifest'), surroundings)
      return objects
        .filter((object) => object.kind === 'Pod')
        .map((object) => ({ kind: 'writeStaticPod', node, object }))
    }
    case 'removeStaticPod':
      return [{ kind: 'removeStaticPod', node, name: fields.required('name') }]
  }
}

/** What kubectl will say of the line is said at once, and the step is taken all the same: that is what it would be like. */
function runAction(line: string, { fields }: StepFields, surroundings: StepSurroundings): Action {
  const { place, desk, cluster } = surroundings
  const { problems, notSimulated, brought, files } = checkLine(line, {
    ...desk,
    kinds: servedKinds(cluster),
    readFile: desk.read,
  })
  for (const problem of problems) fields.problem('run', problem, 'warning')
  for (const command of notSimulated) {
    surroundings.problems.push(noted(place, child(fields.path, 'run'), { kind: 'typedCommand', command }))
  }
  for (const file of files) desk.lend(file)
  const at = placeAt(place.document, place.rangeOf(child(fields.path, 'run')))
  const objects = brought.flatMap(({ objects: sent = [] }) =>
    sent.flatMap((object) => judged(admitValue(object, at, cluster, 'later'), surroundings)),
  )
  const brings = { objects, images: brought.flatMap(({ images = [] }) => images) }
  const interruptAt = fields.duration('interrupt')
  return { kind: 'run', line, brings, ...(interruptAt === undefined ? {} : { interruptAt }) }
}

/** What is wrong with an object that a line brings does not keep the line from being run. */
function judged({ objects, problems }: Admitted, surroundings: StepSurroundings): readonly KubeObject[] {
  for (const problem of problems) {
    surroundings.problems.push(problem.severity === 'error' ? { ...problem, severity: 'warning' } : problem)
  }
  return objects
}

/** An object, a list of them, or YAML text. */
function appliedObjects(value: unknown, path: string, surroundings: StepSurroundings): KubeObject[] {
  const { place, cluster, problems } = surroundings
  if (typeof value !== 'string') {
    return (Array.isArray(value) ? value : [value]).flatMap((object, index) => {
      const at = placeWithin(place, Array.isArray(value) ? `${path}[${index}]` : path)
      return collected(admitValue(object, at, cluster, 'later'), surroundings)
    })
  }
  const at = placeAt(place.document, place.rangeOf(path))
  const stream = parseManifest(value)
  for (const { code, severity, message, note } of stream.problems) {
    const parts = { code, severity, path, at: 'value' } as const
    problems.push(problemAt(at, note ? { ...parts, note } : { ...parts, message }))
  }
  return readByKubectl(stream).flatMap((document) =>
    collected(admitValue(document.value, at, cluster, 'later'), surroundings),
  )
}

function collected({ objects, problems }: Admitted, surroundings: StepSurroundings): readonly KubeObject[] {
  surroundings.problems.push(...problems)
  return objects
}

function podAction({ fields }: StepFields): Action | undefined {
  const pod = fields.required('pod')
  const namespace = fields.string('namespace') ?? 'default'
  const doing = fields.choice('do', POD_DOINGS)
  switch (doing) {
    case undefined:
      if (!fields.has('do')) fields.problem('do', { kind: 'neededOneOf', choices: POD_DOINGS })
      return undefined
    case 'kill': {
      const signal = (fields.string('signal') ?? 'SIGKILL').toUpperCase()
      return {
        kind: 'killProcess',
        namespace,
        pod,
        container: fields.string('container') ?? '',
        signal: signal.startsWith('SIG') ? signal : `SIG${signal}`,
      }
    }
    default:
      return { kind: doing, namespace, pod }
  }
}
