import { controllerOf } from '../../manifest/object/controller-of.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { ObjectWritten } from '../../trace/entry.ts'
import type { Trace } from '../../trace/trace.ts'
import type { RunWords } from './run-words-en.ts'
import type { WorkloadSentence } from './workload-sentence.ts'

type Told = WorkloadSentence

interface JobStatus {
  readonly conditions?: readonly { readonly type: string; readonly status: string; readonly reason?: string }[]
  readonly succeeded?: number
  readonly failed?: number
}

/** What became of the first CronJob, or else of the first Job: it was made to end, and that its Pods fail may be part of it. */
export function jobSentence(trace: Trace, words: RunWords): Told | undefined {
  for (const kind of ['CronJob', 'Job'] as const) {
    for (const [key, versions] of trace.objects) {
      const [first, last] = [versions[0], versions.at(-1)]
      if (!key.startsWith(`${kind}/`) || !first || !last || controllerOf(last.object)) continue
      if (kind === 'Job') return ofJob(trace, versions, words)
      if (last.change !== 'DELETED') return ofCronJob(trace, last, words)
    }
  }
  return undefined
}

function ofJob(trace: Trace, versions: readonly ObjectWritten[], words: RunWords): Told | undefined {
  // One that has gone is told by how it was before.
  const written = versions.findLast(({ change }) => change !== 'DELETED')
  if (!written) return undefined
  const whose = `Job ${written.name}`
  const { succeeded = 0, failed = 0 } = statusOf(written.object)
  const { completions = 1 } = (written.object.spec ?? {}) as { readonly completions?: number }
  const end = versions.find(({ object }) => isTrue(object, 'Complete') || isTrue(object, 'Failed'))
  if (!end) {
    const text = words.jobRuns(whose, succeeded, completions, failed)
    return { text, at: trace.endMs, isBehind: failed > 0, tellsPods: failed === 0 }
  }
  const took = end.at - (versions[0]?.at ?? 0)
  if (isTrue(end.object, 'Complete')) {
    return { text: words.jobDone(whose, took, failed), at: end.at, isBehind: false, tellsPods: true }
  }
  const { conditions = [] } = statusOf(end.object)
  const reason = conditions.find(({ type }) => type === 'Failed')?.reason ?? ''
  return { text: words.jobFailed(whose, took, reason, failed), at: end.at, isBehind: true, tellsPods: false }
}

function ofCronJob(trace: Trace, { object, name }: ObjectWritten, words: RunWords): Told | undefined {
  const jobs = [...trace.objects]
    .filter(([key, versions]) => key.startsWith('Job/') && isOf(versions, object))
    // Old ones are deleted: how they ended was written before.
    .map(([, versions]) => versions.findLast(({ change }) => change !== 'DELETED'))
    .flatMap((written) => (written ? [written] : []))
  const failed = jobs.filter((job) => isTrue(job.object, 'Failed')).length
  const done = jobs.filter((job) => isTrue(job.object, 'Complete')).length
  const isLate = trace.events.some(
    ({ reason, regarding }) => reason === 'JobAlreadyActive' && regarding.kind === 'CronJob' && regarding.name === name,
  )
  const at = jobs.at(-1)?.at ?? trace.endMs
  const text = words.cronJob(`CronJob ${name}`, jobs.length, done, failed, isLate)
  return { text, at, isBehind: failed > 0, tellsPods: failed === 0 }
}

function isOf(versions: readonly ObjectWritten[], { metadata }: KubeObject): boolean {
  const owner = versions[0] && controllerOf(versions[0].object)
  return owner !== undefined && owner.uid === metadata.uid
}

function statusOf({ status }: KubeObject): JobStatus {
  return (status ?? {}) as JobStatus
}

function isTrue(object: KubeObject, type: string): boolean {
  return (statusOf(object).conditions ?? []).some((each) => each.type === type && each.status === 'True')
}
