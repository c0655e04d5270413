import { parseRfc3339, SECOND, type Time } from '../../lib/time.ts'
import type { Container } from '../../manifest/pod/container.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { ContainerInstance, PodRuntimeStatus } from '../kubelet/runtime-status.ts'
import { instance, sandbox } from './runtime-status.ts'

/** Go's view of a Pod's runtime status, as JSON. */
export interface GoPodStatus {
  readonly containerStatuses?: readonly {
    readonly id?: string
    readonly name: string
    readonly state: ContainerInstance['state']
    readonly exitCode: number
    readonly reason: string
    readonly message: string
    readonly restartCount: number
    readonly image: string
    readonly imageID: string
    readonly createdAt?: string
    readonly startedAt?: string
    readonly finishedAt?: string
  }[]
  readonly sandboxStatuses?: readonly {
    readonly id: string
    readonly state: string
    readonly created_at: number
    readonly metadata?: { readonly attempt?: number }
    readonly network?: { readonly ip?: string }
    readonly linux?: { readonly namespaces?: { readonly options?: { readonly network?: string } } }
  }[]
}

export function goTime(text: string | null | undefined): Time | undefined {
  return text ? parseRfc3339(text) : undefined
}

/** A Pod of a test: what it leaves empty (null lists, no status) is filled in, nothing more. */
export function goPod(pod: Pod): Pod {
  const lists = Object.fromEntries(
    (['containers', 'initContainers'] as const).map((list) => [list, pod.spec[list] ?? []]),
  )
  return {
    ...pod,
    metadata: { ...pod.metadata, name: pod.metadata.name ?? '' },
    spec: { ...pod.spec, ...lists } as Pod['spec'],
    status: { ...pod.status, phase: pod.status?.phase ?? 'Pending' },
  }
}

/** `imageOf` says with which image an instance was made: Go compares hashes where we compare images. */
export function goRuntimeStatus(
  status: GoPodStatus | undefined,
  imageOf: (name: string, id: string) => string = () => '',
): PodRuntimeStatus {
  return {
    at: 0,
    containers: (status?.containerStatuses ?? []).map((each) => {
      const id = each.id ?? ''
      return instance(each.name, {
        id,
        state: each.state,
        createdAt: goTime(each.createdAt) ?? 0,
        startedAt: goTime(each.startedAt),
        finishedAt: goTime(each.finishedAt),
        exitCode: each.exitCode,
        reason: each.reason,
        message: each.message,
        restartCount: each.restartCount,
        image: imageOf(each.name, id),
        imageID: each.imageID,
      })
    }),
    sandboxes: (status?.sandboxStatuses ?? []).map((each) =>
      sandbox({
        id: each.id,
        attempt: each.metadata?.attempt ?? 0,
        ready: each.state === 'SANDBOX_READY',
        ip: each.network?.ip ?? '',
        hostNetwork: each.linux?.namespaces?.options?.network === 'NODE',
        createdAt: Math.round(each.created_at / 1e6),
      }),
    ),
  }
}

export function containersOf(pod: Pod): Container[] {
  const { containers, initContainers = [], ephemeralContainers = [] } = pod.spec
  return [...containers, ...initContainers, ...ephemeralContainers]
}

export function goSeconds(duration: { readonly seconds: number }): number {
  return duration.seconds * SECOND
}
