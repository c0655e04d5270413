import type {
  ApiClient,
  DeleteOptions,
  ExecOptions,
  ExecResult,
  Forwarding,
  ListOptions,
  LogOptions,
  LogStream,
  ObjectRef,
  PatchType,
  Reply,
  Watch,
  WriteOptions,
} from '../../kubectl/client/api-client.ts'
import { selected } from '../../kubectl/client/selection.ts'
import type { Time } from '../../lib/time.ts'
import { newNotFound } from '../../manifest/api-status.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { NodeMetrics, PodMetrics } from '../../manifest/object/pod-metrics.ts'
import { servedKinds } from '../../manifest/schema/custom-kind.ts'
import type { KindInfo } from '../../manifest/schema/kinds.ts'
import type { Task } from '../kernel/task.ts'
import { attachTo, execIn } from './client-exec.ts'
import { forwardTo } from './client-forward.ts'
import { openLog } from './client-logs.ts'
import { allOf, objectOf } from './client-reads.ts'
import { openWatch } from './client-watch.ts'
import { createObject, deleteOne, patchOne, updateOne } from './client-writes.ts'
import type { Cluster } from './cluster.ts'

/** The API server of the simulation as kubectl reaches it. A request takes no time. */
export class EngineClient implements ApiClient {
  readonly #cluster: Cluster

  constructor(cluster: Cluster) {
    this.#cluster = cluster
  }

  now(): Time {
    return this.#cluster.world.now
  }

  kinds(): readonly KindInfo[] {
    return servedKinds(this.#cluster.api.cluster)
  }

  // biome-ignore lint/correctness/useYield: the answer is there at once
  *get({ info, namespace, name }: ObjectRef): Task<Reply<KubeObject>> {
    const object = objectOf(this.#cluster, info, namespace, name)
    return object ? { ok: object, warnings: [] } : { status: newNotFound(info, name), warnings: [] }
  }

  // biome-ignore lint/correctness/useYield: the answer is there at once
  *list(info: KindInfo, namespace: string | undefined, options: ListOptions = {}): Task<Reply<readonly KubeObject[]>> {
    const all = allOf(this.#cluster, info, namespace)
    this.#cluster.world.kernel.work('listed', all.length)
    return selected(info, all, options)
  }

  isMeasured(): boolean {
    return this.podMetrics(undefined) !== undefined
  }

  podMetrics(namespace: string | undefined): readonly PodMetrics[] | undefined {
    const { api } = this.#cluster
    if (namespace !== undefined) return api.podMetrics(namespace)
    const namespaces = new Set(api.list('Pod').map(({ metadata }) => metadata.namespace ?? ''))
    return api.podMetrics('') && [...namespaces].flatMap((each) => api.podMetrics(each) ?? [])
  }

  /** Of a node's own programs only their memory is simulated. */
  nodeMetrics(): readonly NodeMetrics[] | undefined {
    const measured = this.podMetrics(undefined)
    if (!measured) return undefined
    const { api } = this.#cluster
    return [...this.#cluster.nodes].map(([name, { runtime }]) => {
      const here = measured.filter((each) => api.get('Pod', each.namespace, each.name)?.spec.nodeName === name)
      const milliCPU = here.flatMap(({ containers }) => containers).reduce((sum, each) => sum + each.milliCPU, 0)
      return { name, milliCPU, memoryBytes: runtime.memory.capacity - runtime.memory.available }
    })
  }

  watch(info: KindInfo, namespace: string | undefined, options: ListOptions & { readonly name?: string } = {}): Watch {
    return openWatch(this.#cluster, info, namespace, options)
  }

  // biome-ignore lint/correctness/useYield: the answer is there at once
  *create(
    info: KindInfo,
    namespace: string,
    object: KubeObject,
    options: WriteOptions & { readonly name?: string } = {},
  ): Task<Reply<KubeObject>> {
    this.#cluster.world.kernel.work('written')
    return createObject(this.#cluster, info, namespace, object, options)
  }

  // biome-ignore lint/correctness/useYield: the answer is there at once
  *update(ref: ObjectRef, object: KubeObject, options: WriteOptions = {}): Task<Reply<KubeObject>> {
    this.#cluster.world.kernel.work('written')
    return updateOne(this.#cluster, ref, object, options)
  }

  // biome-ignore lint/correctness/useYield: the answer is there at once
  *patch(ref: ObjectRef, type: PatchType, patch: string, options: WriteOptions = {}): Task<Reply<KubeObject>> {
    this.#cluster.world.kernel.work('written')
    return patchOne(this.#cluster, ref, type, patch, options)
  }

  // biome-ignore lint/correctness/useYield: the answer is there at once
  *delete(ref: ObjectRef, options: DeleteOptions = {}): Task<Reply<KubeObject | undefined>> {
    this.#cluster.world.kernel.work('written')
    return deleteOne(this.#cluster, ref, options)
  }

  // biome-ignore lint/correctness/useYield: the answer is there at once
  *logs(namespace: string, pod: string, options: LogOptions): Task<Reply<LogStream>> {
    return openLog(this.#cluster, namespace, pod, options)
  }

  exec(namespace: string, pod: string, options: ExecOptions): Task<ExecResult> {
    return execIn(this.#cluster, namespace, pod, options)
  }

  attach(namespace: string, pod: string, options: Omit<ExecOptions, 'command'>): Task<ExecResult> {
    return attachTo(this.#cluster, namespace, pod, options)
  }

  // biome-ignore lint/correctness/useYield: the answer is there at once
  *forward(namespace: string, pod: string, port: number): Task<Reply<Forwarding>> {
    return forwardTo(this.#cluster, namespace, pod, port)
  }
}
