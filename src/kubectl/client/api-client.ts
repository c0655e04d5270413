import type { Time } from '../../lib/time.ts'
import type { Status } from '../../manifest/api-status.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { NodeMetrics, PodMetrics } from '../../manifest/object/pod-metrics.ts'
import type { KindInfo } from '../../manifest/schema/kinds.ts'

/**
 * Something that goes on in simulated time, as a generator that yields whatever its world waits with. kubectl never
 * looks at what is yielded: it only hands on (`yield*`) what an ApiClient and a Terminal give it. A world in which
 * nothing waits (a finished trace) never yields.
 */
export type Activity<T> = Generator<unknown, T, unknown>

export type { Status } from '../../manifest/api-status.ts'

/** `warnings` come without "Warning: ". */
export type Reply<T> =
  | { readonly ok: T; readonly status?: undefined; readonly warnings: readonly string[] }
  | { readonly status: Status; readonly warnings: readonly string[] }

/** Which objects a list is to have. */
export interface ListOptions {
  readonly labelSelector?: string
  readonly fieldSelector?: string
}

export interface WriteOptions {
  readonly dryRun?: boolean
  /** What becomes of fields that the API server does not know. Default: Warn. */
  readonly fieldValidation?: 'Strict' | 'Warn' | 'Ignore'
  readonly subresource?: string
  readonly fieldManager?: string
}

export interface DeleteOptions {
  readonly dryRun?: boolean
  /** undefined: the object's own. */
  readonly gracePeriodSeconds?: number
  readonly propagationPolicy?: 'Background' | 'Foreground' | 'Orphan'
}

export type PatchType = 'strategic' | 'merge' | 'json'

export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  readonly object: KubeObject
}

/** Changes from now on, in their order. */
export interface Watch {
  /** The next one; undefined: none came before the deadline. */
  next(deadline?: Time): Activity<WatchEvent | undefined>
  stop(): void
}

export interface LogOptions {
  readonly container: string
  readonly previous?: boolean
  readonly follow?: boolean
  readonly timestamps?: boolean
  readonly sinceSeconds?: number
  readonly sinceTime?: Time
  readonly tailLines?: number
  readonly limitBytes?: number
}

/** A container's log, piece by piece; undefined at its end. */
export interface LogStream {
  next(): Activity<string | undefined>
}

export interface ExecOptions {
  readonly container: string
  readonly command: readonly string[]
  readonly stdin?: Input
  readonly tty?: boolean
  readonly stdout: Output
  readonly stderr: Output
}

export interface Output {
  write(text: string): Activity<void>
}

export interface Input {
  /** The next text; undefined at the end. */
  read(): Activity<string | undefined>
}

/** How an exec ended: by the command's own exit, or because it could not be done, in the server's words. */
export type ExecResult = { readonly exitCode: number } | { readonly error: string } | { readonly status: Status }

/** A way to a port of a Pod. */
export interface Forwarding {
  /** What the machine listens with: only the world knows what it is. */
  readonly server: unknown
  next(): Activity<ForwardEvent>
}

export type ForwardEvent =
  | { readonly kind: 'handling' }
  /** Nobody listens there. */
  | { readonly kind: 'failed'; readonly sandbox: string }

/** What one object is called: its kind's plural and group are in `info`. `namespace` is empty for what has none. */
export interface ObjectRef {
  readonly info: KindInfo
  readonly namespace: string
  readonly name: string
}

/** The half that only reads; a finished trace at a time has it, too. */
export interface Reader {
  /** The server's clock. */
  now(): Time
  /** Every kind that is served, custom ones among them, in the order of kubectl's own search. */
  kinds(): readonly KindInfo[]
  get(ref: ObjectRef): Activity<Reply<KubeObject>>
  /** `namespace` undefined: of all. In the store's order: by namespace and name. */
  list(info: KindInfo, namespace: string | undefined, options?: ListOptions): Activity<Reply<readonly KubeObject[]>>
  logs(namespace: string, pod: string, options: LogOptions): Activity<Reply<LogStream>>
  /** Somebody measures what is used. Nobody has written it down. */
  isMeasured(): boolean
}

/** A Kubernetes API as kubectl uses it. */
export interface ApiClient extends Reader {
  watch(info: KindInfo, namespace: string | undefined, options?: ListOptions & { readonly name?: string }): Watch
  create(
    info: KindInfo,
    namespace: string,
    object: KubeObject,
    options?: WriteOptions & { readonly name?: string },
  ): Activity<Reply<KubeObject>>
  update(ref: ObjectRef, object: KubeObject, options?: WriteOptions): Activity<Reply<KubeObject>>
  /** `patch` is the patch's text as it is sent, which need not be JSON. */
  patch(ref: ObjectRef, type: PatchType, patch: string, options?: WriteOptions): Activity<Reply<KubeObject>>
  /** The object as it is then; undefined: it is gone already. */
  delete(ref: ObjectRef, options?: DeleteOptions): Activity<Reply<KubeObject | undefined>>
  exec(namespace: string, pod: string, options: ExecOptions): Activity<ExecResult>
  attach(namespace: string, pod: string, options: Omit<ExecOptions, 'command'>): Activity<ExecResult>
  /** Nothing listens yet: that is for the terminal to do. */
  forward(namespace: string, pod: string, port: number): Activity<Reply<Forwarding>>
  /** What Pods use, in a namespace or in all; undefined: nobody measures. */
  podMetrics(namespace: string | undefined): readonly PodMetrics[] | undefined
  nodeMetrics(): readonly NodeMetrics[] | undefined
}
