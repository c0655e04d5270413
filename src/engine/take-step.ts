import { assertNever } from '../lib/assert.ts'
import { rfc3339 } from '../lib/time.ts'
import type { KubeObject } from '../manifest/object/meta.ts'
import { randomSuffix } from '../manifest/object/random-suffix.ts'
import type { Container } from '../manifest/pod/container.ts'
import { defaultPullPolicy } from '../manifest/pod/image-pull-policy.ts'
import type { Pod } from '../manifest/pod/pod.ts'
import { kindOfResource } from '../manifest/schema/kinds.ts'
import type { Action } from '../scenario/action.ts'
import type { Step } from '../scenario/scenario.ts'
import { deletePod } from './apiserver/delete-pod.ts'
import { patched } from './apiserver/patch.ts'
import { validatePodUpdate } from './apiserver/validate-pod-update.ts'
import type { Cluster } from './cluster.ts'
import type { RuntimeContainer } from './runtime/container.ts'
import { SIGNAL_NUMBERS, type Signal } from './runtime/program.ts'

type Say = (stream: 'stdout' | 'stderr', text: string) => void

/** Does what a step of the scenario says, and records what it printed. */
export function takeStep(cluster: Cluster, step: Step, index: number): void {
  const { world } = cluster
  world.recordCause({ kind: 'step', index, text: step.text })
  const say: Say = (stream, text) => {
    if (text !== '') world.record({ kind: 'stepOutput', index, stream, text })
  }
  perform(cluster, step.action, say)
}

function perform(cluster: Cluster, action: Action, say: Say): void {
  switch (action.kind) {
    case 'apply':
      for (const object of action.objects) apply(cluster, object, say)
      return
    case 'delete':
      for (const name of namesToDelete(cluster, action, say)) remove(cluster, action, name, say)
      return
    case 'setImage':
      setImage(cluster, action, say)
      return
    case 'exec':
      exec(cluster, action, say)
      return
    case 'patch':
      patch(cluster, action, say)
      return
    case 'debug':
      debug(cluster, action, say)
      return
    case 'killProcess':
      killProcess(cluster, action, say)
      return
    case 'killSandbox': {
      const pod = findPod(cluster, action.namespace, action.pod, say)
      const node = pod && cluster.nodeOf(pod)
      const sandbox = pod && node?.stateOf(pod)?.sandbox
      if (sandbox) node?.runtime.killSandbox(sandbox)
      return
    }
    case 'evict':
      evict(cluster, action.namespace, action.pod, say)
      return
    case 'stopKubelet':
    case 'startKubelet':
    case 'writeStaticPod':
    case 'removeStaticPod':
      onNode(cluster, action, say)
      return
    case 'publishImage':
      for (const node of cluster.nodes.values()) node.kubelet?.publish(action.image)
      return
    case 'notSimulated':
      cluster.world.record({ kind: 'notSimulated', what: action.reason })
      return
    default:
      assertNever(action)
  }
}

function onNode(
  cluster: Cluster,
  action: Action & { kind: 'stopKubelet' | 'startKubelet' | 'writeStaticPod' | 'removeStaticPod' },
  say: Say,
): void {
  const node = cluster.nodes.get(action.node)
  if (!node) {
    say('stderr', `there is no node ${action.node}`)
    return
  }
  switch (action.kind) {
    case 'stopKubelet':
      if (!node.stopKubelet()) say('stderr', `the kubelet of ${action.node} is not running`)
      return
    case 'startKubelet':
      if (!node.startKubelet()) say('stderr', `the kubelet of ${action.node} is running`)
      return
    case 'writeStaticPod':
      node.kubelet?.writeStaticPod(action.object)
      return
    case 'removeStaticPod':
      if (!node.kubelet?.removeStaticPod(action.name))
        say('stderr', `there is no static Pod ${action.name} on ${action.node}`)
  }
}

function apply(cluster: Cluster, object: KubeObject, say: Say): void {
  const { kind, metadata } = object
  const namespace = metadata.namespace ?? ''
  const called = `${kind.toLowerCase()}/${metadata.name}`
  if (!cluster.api.get(kind, namespace, metadata.name)) {
    cluster.create(object, { by: 'kubectl' })
    say('stdout', `${called} created`)
    return
  }
  const written = cluster.api.update(kind, namespace, metadata.name, { by: 'kubectl' }, (current) => {
    const keep = { ...current.metadata, ...pick(object.metadata, ['labels', 'annotations']) }
    if (kind === 'Pod') return withImages(current as Pod, imagesOf(object as Pod), keep)
    const { metadata: _metadata, status: _status, ...content } = object
    return { ...current, ...content, metadata: keep }
  })
  say('stdout', `${called} ${written ? 'configured' : 'unchanged'}`)
}

/** The names that a delete stands for: given, all of the namespace, or those with certain labels. */
function namesToDelete(cluster: Cluster, action: Action & { kind: 'delete' }, say: Say): readonly string[] {
  if (!action.all && action.selector === undefined) return action.names
  const wanted = (action.selector ?? '')
    .split(',')
    .filter(Boolean)
    .map((term) => term.split('=').filter(Boolean))
  const found = cluster.api
    .list(kindOfResource(action.resource) ?? action.resource, action.namespace)
    .filter(({ metadata }) =>
      wanted.every(([key = '', value]) =>
        value === undefined ? key in (metadata.labels ?? {}) : metadata.labels?.[key] === value,
      ),
    )
  if (found.length === 0) say('stdout', 'No resources found')
  return found.map(({ metadata }) => metadata.name)
}

function remove(cluster: Cluster, action: Action & { kind: 'delete' }, name: string, say: Say): void {
  const { api, world } = cluster
  const { namespace, resource } = action
  const kind = kindOfResource(resource) ?? resource
  if (kind !== 'Pod') {
    const done = api.remove(kind, namespace, name, { by: 'kubectl' })
    if (done) say('stdout', `${kind.toLowerCase()} "${name}" deleted from ${namespace} namespace`)
    else say('stderr', `Error from server (NotFound): ${resource} "${name}" not found`)
    return
  }
  const grace = action.gracePeriodSeconds ?? (action.force ? 0 : undefined)
  const options = grace === undefined ? {} : { gracePeriodSeconds: grace }
  if (!deletePod(api, namespace, name, options, world.now, { by: 'kubectl' })) {
    say('stderr', `Error from server (NotFound): pods "${name}" not found`)
    return
  }
  if (action.force) say('stderr', FORCE_WARNING)
  say('stdout', `pod "${name}" ${action.force ? 'force deleted' : 'deleted'} from ${namespace} namespace`)
}

// kubectl: pkg/cmd/delete/delete.go (v1.36)
const FORCE_WARNING =
  'Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.'

function setImage(cluster: Cluster, action: Action & { kind: 'setImage' }, say: Say): void {
  const pod = findPod(cluster, action.namespace, action.name, say)
  if (!pod) return
  const written = cluster.api.update<Pod>('Pod', action.namespace, action.name, { by: 'kubectl' }, (current) =>
    withImages(current, action.images, current.metadata),
  )
  if (written) say('stdout', `pod/${action.name} image updated`)
}

function withImages(pod: Pod, images: Readonly<Record<string, string>>, metadata: Pod['metadata']): Pod {
  let changed = false
  const replace = (list: Pod['spec']['containers']) =>
    list.map((container) => {
      const image = images[container.name] ?? images['*'] ?? container.image
      if (image === container.image) return container
      changed = true
      return { ...container, image }
    })
  const spec = {
    ...pod.spec,
    containers: replace(pod.spec.containers),
    ...(pod.spec.initContainers ? { initContainers: replace(pod.spec.initContainers) } : {}),
  }
  if (!changed) return metadata === pod.metadata ? pod : { ...pod, metadata }
  return { ...pod, spec, metadata: { ...metadata, generation: (pod.metadata.generation ?? 1) + 1 } }
}

function imagesOf(pod: Pod): Record<string, string> {
  return Object.fromEntries(
    [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].map(({ name, image }) => [name, image]),
  )
}

function patch(cluster: Cluster, action: Action & { kind: 'patch' }, say: Say): void {
  const { api } = cluster
  const { namespace, name, resource, subresource } = action
  const kind = kindOfResource(resource) ?? resource
  const current = api.get(kind, namespace, name)
  if (!current) {
    say('stderr', `Error from server (NotFound): ${resource} "${name}" not found`)
    return
  }
  if (subresource === 'status' && kind === 'Pod' && action.type !== 'json') {
    patchStatus(cluster, current as Pod, action.patch)
    say('stdout', `pod/${name} patched`)
    return
  }
  if (subresource !== undefined) {
    cluster.world.record({ kind: 'notSimulated', what: `kubectl patch --subresource ${subresource}` })
    return
  }
  const next = patched(current, action.type, action.patch)
  const refusal = !next
    ? 'The request is invalid: the server rejected our request due to an error in our request'
    : kind === 'Pod'
      ? validatePodUpdate(current as Pod, next as Pod)
      : undefined
  if (!next || refusal !== undefined) {
    say('stderr', refusal ?? '')
    return
  }
  const changed = JSON.stringify(next) !== JSON.stringify(current)
  if (changed) {
    const specChanged = JSON.stringify(next.spec) !== JSON.stringify(current.spec)
    const generation = (current.metadata.generation ?? 1) + (specChanged ? 1 : 0)
    api.update(kind, namespace, name, { by: 'kubectl' }, () => ({
      ...next,
      metadata: { ...next.metadata, generation },
    }))
  }
  say('stdout', `${kind.toLowerCase()}/${name} ${action.verb}${changed ? '' : ' (no change)'}`)
}

/** Conditions go together by their type, as a controller that sets a readiness gate wants it. */
function patchStatus(cluster: Cluster, pod: Pod, patch: unknown): void {
  const { api, world } = cluster
  const { conditions = [], ...rest } = ((patch as { status?: Partial<Pod['status']> } | null)?.status ?? {}) as Partial<
    Pod['status']
  >
  const merged = [...(pod.status.conditions ?? [])]
  for (const condition of conditions) {
    const index = merged.findIndex((each) => each.type === condition.type)
    const before = merged[index]
    const lastTransitionTime = before?.status === condition.status ? before.lastTransitionTime : rfc3339(world.now)
    const next = { ...before, ...condition, ...(lastTransitionTime === undefined ? {} : { lastTransitionTime }) }
    if (index < 0) merged.push(next)
    else merged[index] = next
  }
  const status = { ...pod.status, ...rest, conditions: merged }
  api.update<Pod>('Pod', pod.metadata.namespace ?? 'default', pod.metadata.name, { by: 'kubectl' }, (current) => ({
    ...current,
    status,
  }))
}

/** Adds a container to a Pod; its name is made up where none is given. */
// kubectl: pkg/cmd/debug/debug.go generateDebugContainer (v1.36)
function debug(cluster: Cluster, action: Action & { kind: 'debug' }, say: Say): void {
  const { world } = cluster
  const pod = findPod(cluster, action.namespace, action.pod, say)
  if (!pod) return
  const { image, command, args, targetContainerName } = action.container
  const name =
    action.container.name ?? `debugger-${randomSuffix(`debug/${action.namespace}/${action.pod}/${world.now}`)}`
  const container: Container & { targetContainerName?: string } = {
    name,
    image,
    imagePullPolicy: defaultPullPolicy(image),
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    ...(command ? { command: [...command] } : {}),
    ...(args ? { args: [...args] } : {}),
    ...(targetContainerName === undefined ? {} : { targetContainerName }),
  }
  cluster.api.update<Pod>('Pod', action.namespace, action.pod, { by: 'kubectl' }, (current) => ({
    ...current,
    metadata: { ...current.metadata, generation: (current.metadata.generation ?? 1) + 1 },
    spec: { ...current.spec, ephemeralContainers: [...(current.spec.ephemeralContainers ?? []), container] },
  }))
  if (targetContainerName !== undefined) {
    say(
      'stderr',
      `Targeting container "${targetContainerName}". If you don't see processes from this container it may be because the container runtime doesn't support this feature.`,
    )
  }
  if (action.container.name === undefined) say('stderr', `Defaulting debug container name to ${name}.`)
}

function exec(cluster: Cluster, action: Action & { kind: 'exec' }, say: Say): void {
  const pod = findPod(cluster, action.namespace, action.pod, say)
  if (!pod) return
  const name = action.container ?? pod.spec.containers[0]?.name ?? ''
  const container = runningContainer(cluster, pod, name)
  const runtime = cluster.nodeOf(pod)?.runtime
  if (!container || !runtime) {
    say('stderr', `error: unable to upgrade connection: container not found ("${name}")`)
    return
  }
  cluster.world.kernel.spawn(
    (function* () {
      const result = yield* runtime.exec(container, action.argv)
      if (result.kind === 'exited') {
        say('stdout', result.stdout)
        say('stderr', result.stderr)
        if (result.exitCode !== 0) say('stderr', `command terminated with exit code ${result.exitCode}`)
      } else if (result.kind === 'error') say('stderr', `error: Internal error occurred: ${result.message}`)
    })(),
  )
}

function killProcess(cluster: Cluster, action: Action & { kind: 'killProcess' }, say: Say): void {
  const pod = findPod(cluster, action.namespace, action.pod, say)
  const container = pod && runningContainer(cluster, pod, action.container)
  const name = action.signal.startsWith('SIG') ? action.signal : `SIG${action.signal}`
  if (!pod || !container || !(name in SIGNAL_NUMBERS)) return
  cluster.nodeOf(pod)?.runtime.kill(container, name as Signal)
}

// apiserver: pkg/registry/core/pod/storage/eviction.go (v1.36)
function evict(cluster: Cluster, namespace: string, name: string, say: Say): void {
  const { api, world } = cluster
  if (!findPod(cluster, namespace, name, say)) return
  api.update<Pod>('Pod', namespace, name, { by: 'eviction API' }, (pod) => ({
    ...pod,
    status: {
      ...pod.status,
      conditions: [
        ...(pod.status.conditions ?? []).filter((condition) => condition.type !== 'DisruptionTarget'),
        {
          type: 'DisruptionTarget',
          status: 'True',
          reason: 'EvictionByEvictionAPI',
          message: 'Eviction API: evicting',
          lastProbeTime: null,
          lastTransitionTime: rfc3339(world.now),
        },
      ],
    },
  }))
  deletePod(api, namespace, name, {}, world.now, { by: 'eviction API' })
}

function findPod(cluster: Cluster, namespace: string, name: string, say: Say): Pod | undefined {
  const pod = cluster.api.get('Pod', namespace, name) as Pod | undefined
  if (!pod) say('stderr', `Error from server (NotFound): pods "${name}" not found`)
  return pod
}

function runningContainer(cluster: Cluster, pod: Pod, name: string): RuntimeContainer | undefined {
  return cluster
    .nodeOf(pod)
    ?.stateOf(pod)
    ?.containers.find((container) => container.name === name && container.init && !container.exit)
}

function pick<T extends object, K extends keyof T>(from: T, keys: readonly K[]): Partial<Pick<T, K>> {
  const picked: Partial<Pick<T, K>> = {}
  for (const key of keys) if (from[key] !== undefined) picked[key] = from[key]
  return picked
}
