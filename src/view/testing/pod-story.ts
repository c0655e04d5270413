import type { Time } from '../../lib/time.ts'
import { rfc3339 } from '../../lib/time.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { ContainerStatus, PodCondition, PodPhase } from '../../manifest/pod/status.ts'
import { ASSUMPTIONS } from '../../scenario/assumptions.ts'
import { assembleTrace } from '../../trace/assemble.ts'
import type { PodRef, Seq } from '../../trace/entry.ts'
import { type NewEntry, TraceRecorder } from '../../trace/recorder.ts'
import type { Trace } from '../../trace/trace.ts'

export interface StatusText {
  readonly phase?: PodPhase
  readonly state: 'none' | 'ContainerCreating' | 'running' | 'CrashLoopBackOff' | number | 'OOMKilled'
  readonly ready?: boolean
  readonly restarts?: number
}

/** Writes a Pod's life by hand, for tests and for looking at pictures before there is an engine. */
export class PodStory {
  readonly recorder: TraceRecorder
  readonly pod: PodRef
  readonly container: string
  readonly manifest: Pod
  /** When each condition last changed. */
  #written = false
  #lastExit: { code: number; reason: string; at: Time } | undefined

  constructor(name: string, container: string, untilMs: Time, spec: Partial<Pod['spec']['containers'][number]> = {}) {
    this.recorder = new TraceRecorder({
      ...{ kubernetes: '1.36', name, seed: 1, untilMs, assumptions: ASSUMPTIONS },
    })
    this.pod = { namespace: 'default', name, uid: `uid-${name}` }
    this.container = container
    this.manifest = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: 'default', uid: this.pod.uid, creationTimestamp: rfc3339(0) },
      spec: { containers: [{ name: container, image: 'podlapse/app:1', ...spec }] },
      status: { phase: 'Pending' },
    }
  }

  record(at: Time, entry: NewEntry, cause?: Seq): Seq {
    return this.recorder.record(at, cause, entry).seq
  }

  open(at: Time, span: Extract<NewEntry, { kind: 'span' }>['span'], restart: number, cause?: Seq): Seq {
    return this.record(
      at,
      { kind: 'span', pod: this.pod, container: this.container, containerKind: 'app', restart, span },
      cause,
    )
  }

  done(at: Time, opened: Seq): Seq {
    return this.record(at, { kind: 'spanEnd', opened, outcome: { kind: 'done' } })
  }

  exit(at: Time, opened: Seq, exitCode: number, reason: string, cause?: Seq): Seq {
    this.#lastExit = { code: exitCode, reason, at }
    return this.record(at, { kind: 'spanEnd', opened, outcome: { kind: 'exit', exitCode, reason } }, cause)
  }

  signal(at: Time, signal: string, restart: number, effect: 'ends' | 'caught' | 'ignored', cause?: Seq): Seq {
    const { pod, container } = this
    return this.record(at, { kind: 'signal', pod, container, restart, signal, pid: 1, effect }, cause)
  }

  /** Writes a version of the Pod. */
  write(at: Time, text: StatusText, scheduled = true): Seq {
    const change = this.#written ? 'MODIFIED' : 'ADDED'
    this.#written = true
    const object: Pod = {
      ...this.manifest,
      status: {
        phase: text.phase ?? 'Running',
        ...(scheduled ? { conditions: this.#conditions(text) } : {}),
        ...(text.state === 'none' ? {} : { containerStatuses: [this.#status(text)] }),
      },
    }
    const { namespace, name } = this.pod
    return this.record(at, {
      kind: 'object',
      change,
      objectKind: 'Pod',
      namespace,
      name,
      by: { name: 'kubelet', node: 'node-1' },
      object,
    })
  }

  remove(at: Time): Seq {
    const { namespace, name } = this.pod
    const object = this.manifest
    return this.record(at, {
      kind: 'object',
      change: 'DELETED',
      objectKind: 'Pod',
      namespace,
      name,
      by: { name: 'kubelet', node: 'node-1' },
      object,
    })
  }

  /** The endpoint slice of a Service that selects the Pod. */
  slice(at: Time, ready: boolean, change: 'ADDED' | 'MODIFIED'): Seq {
    const object = {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: 'web-1', namespace: 'default', labels: { 'kubernetes.io/service-name': 'web' } },
      ports: [{ port: 80 }],
      endpoints: [
        {
          addresses: ['10.88.0.65'],
          conditions: { ready, serving: ready, terminating: false },
          targetRef: { uid: this.pod.uid },
        },
      ],
    }
    return this.record(at, {
      ...{ kind: 'object', change, objectKind: 'EndpointSlice', namespace: 'default', name: 'web-1' },
      ...{ by: { name: 'endpointslice-controller' }, object },
    } as NewEntry)
  }

  trace(endMs: Time, ending: Trace['ending'] = 'until'): Trace {
    return assembleTrace([this.recorder.takeChunk(endMs, ending)])
  }

  #conditions(text: StatusText): PodCondition[] {
    const of = (type: string, isTrue: boolean): PodCondition => ({ type, status: isTrue ? 'True' : 'False' })
    const ready = text.ready ?? false
    if (text.state === 'none') return [of('PodScheduled', true)]
    return [
      of('PodReadyToStartContainers', text.state !== 'ContainerCreating'),
      of('Initialized', true),
      of('Ready', ready),
      of('ContainersReady', ready),
      of('PodScheduled', true),
    ]
  }

  #status({ state, ready = false, restarts = 0 }: StatusText): ContainerStatus {
    const last = this.#lastExit
    const terminated = last && {
      ...{ exitCode: last.code, reason: last.reason, finishedAt: rfc3339(last.at), startedAt: rfc3339(last.at) },
    }
    return {
      name: this.container,
      ...{ image: 'podlapse/app:1', imageID: '', ready, restartCount: restarts, started: state === 'running' },
      state:
        state === 'running'
          ? { running: { startedAt: rfc3339(0) } }
          : state === 'ContainerCreating' || state === 'CrashLoopBackOff'
            ? { waiting: { reason: state } }
            : terminated
              ? { terminated }
              : {},
      lastState: terminated && restarts > 0 ? { terminated } : {},
    }
  }
}
