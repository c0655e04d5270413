import { type Duration, MINUTE, SECOND } from '../../../lib/time.ts'
import { controllerOf } from '../../../manifest/object/controller-of.ts'
import {
  hasTrackingFinalizer,
  isJobFinished,
  JOB_TRACKING_FINALIZER,
  type Job,
  type JobStatus,
} from '../../../manifest/object/job.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import type { RuleId } from '../../../trace/rule.ts'
import { EventRecorder } from '../../apiserver/event-recorder.ts'
import type { ApiServer } from '../../apiserver/server.ts'
import type { WatchEvent } from '../../apiserver/store.ts'
import type { World } from '../../world/world.ts'
import { WorkQueue } from '../base/work-queue.ts'
import { OwnedPods } from '../owned-pods.ts'
import { type BackOffRecord, NO_FAILURES } from './back-off.ts'
import { podOf } from './job-pod.ts'
import type { Wanted } from './manage-job.ts'
import { type JobSync, syncJob } from './sync-job.ts'

/** News of Pods, and of what the controller itself wrote, are looked at together. */
// controller-manager: pkg/controller/job/job_controller.go SyncJobBatchPeriod, DefaultJobApiBackOff, MaxJobApiBackOff (v1.36)
const BATCH_PERIOD: Duration = SECOND
const API_BACKOFF: Duration = SECOND
const MAX_API_BACKOFF: Duration = MINUTE

const BY = 'job-controller'
const COUNTS = { by: { name: BY }, rule: 'JOB-4' } as const

/** Runs Pods until enough of them have succeeded, or too many have failed. */
// controller-manager: pkg/controller/job/job_controller.go (v1.36)
export class JobController {
  readonly #world: World
  readonly #api: ApiServer
  readonly #events: EventRecorder
  readonly #queue: WorkQueue
  readonly #pods: OwnedPods
  readonly #records = new Map<string, BackOffRecord>()
  readonly #generations = new Map<string, number>()
  /** How often in a row the API server refused a Pod, by Job. */
  readonly #refusals = new Map<string, number>()

  constructor(world: World, api: ApiServer) {
    this.#world = world
    this.#api = api
    this.#events = new EventRecorder(world, BY)
    this.#queue = new WorkQueue(world.kernel, (key) => this.#sync(key))
    this.#pods = new OwnedPods(api)
    api.watch('Job', (event) => this.#onJob(event))
    api.watch('Pod', (event) => this.#onPod(event))
  }

  /** Whoever changes what is asked for is answered at once. */
  // controller-manager: pkg/controller/job/job_controller.go addJob, updateJob, deleteJob (v1.36)
  #onJob({ object, type }: WatchEvent): void {
    const key = keyOf(object)
    if (type === 'DELETED') {
      this.#forget(key, object.metadata.uid ?? '')
      return
    }
    const { generation = 1 } = object.metadata
    const same = this.#generations.get(key) === generation
    this.#generations.set(key, generation)
    this.#queue.addAfter(key, same ? BATCH_PERIOD : 0)
  }

  #forget(key: string, uid: string): void {
    for (const pod of this.#pods.of(uid)) this.#release(pod)
    this.#pods.forget(uid)
    if (this.#jobAt(key)) return
    this.#queue.drop(key)
    for (const map of [this.#records, this.#generations, this.#refusals]) map.delete(key)
  }

  #onPod({ object, type }: WatchEvent): void {
    const pod = object as Pod
    const job = this.#jobOf(pod)
    if (type === 'DELETED') this.#pods.remove(pod)
    else if (job) this.#pods.add(pod)
    else if (hasTrackingFinalizer(pod)) this.#release(pod)
    if (job) this.#queue.addAfter(keyOf(job), BATCH_PERIOD)
  }

  #jobOf(pod: Pod): Job | undefined {
    const owner = controllerOf(pod)
    if (owner?.kind !== 'Job') return undefined
    const job = this.#api.get('Job', pod.metadata.namespace ?? 'default', owner.name)
    return job?.metadata.uid === owner.uid ? job : undefined
  }

  #jobAt(key: string): Job | undefined {
    const [namespace = '', name = ''] = key.split('/')
    const job = this.#api.get('Job', namespace, name)
    return job && { ...job, status: job.status ?? {} }
  }

  #sync(key: string): void {
    const job = this.#jobAt(key)
    if (!job || isJobFinished(job) || isManagedByOthers(job)) return
    const { now } = this.#world
    const sync = syncJob(job, this.#pods.of(job.metadata.uid ?? ''), this.#records.get(key) ?? NO_FAILURES, now)
    const refused = this.#act(job, sync)
    this.#records.set(key, sync.record)
    if (sync.turned) this.#events.event(job, 'Normal', sync.turned, `Job ${sync.turned.toLowerCase()}`, JOB_6)
    if (sync.counted) this.#write(job, withoutRefused(sync.counted, refused))
    for (const pod of sync.release) this.#release(pod)
    if (sync.final) this.#write(job, withoutRefused(sync.final, refused), endRule(sync))
    if (sync.finished) this.#tellEnd(job, sync.finished, endRule(sync))
    if (sync.again !== undefined) this.#queue.addAfter(key, sync.again)
    this.#retry(key, refused)
  }

  /** Returns how many Pods could not be made. */
  #act(job: Job, { plan, releaseDeleted, deleteRule, record }: JobSync): number {
    const rule = record.failuresAfterLastSuccess > 0 ? 'JOB-2' : 'JOB-1'
    if (plan.kind === 'create') return this.#createAll(job, plan.pods, rule)
    if (plan.kind === 'delete') for (const pod of plan.pods) this.#delete(job, pod, releaseDeleted, deleteRule)
    return 0
  }

  /** One, then twice as many, and so on; after a refusal no more. */
  // controller-manager: pkg/controller/job/job_controller.go manageJob (v1.36)
  #createAll(job: Job, wanted: readonly Wanted[], rule: RuleId): number {
    let made = 0
    let asked = 0
    for (let size = 1; asked < wanted.length && made === asked; size *= 2) {
      const batch = wanted.slice(asked, asked + size)
      asked += batch.length
      made += batch.filter((each) => this.#create(job, each, rule)).length
    }
    return wanted.length - made
  }

  #create(job: Job, wanted: Wanted, rule: RuleId): boolean {
    const pod = podOf(job, wanted)
    const { object, status } = this.#api.request({ verb: 'create', body: pod }, { by: { name: BY }, rule })
    if (status) {
      this.#events.event(job, 'Warning', 'FailedCreate', `Error creating: ${status.message}`, { rule })
      return false
    }
    this.#pods.add(object as Pod)
    this.#events.event(job, 'Normal', 'SuccessfulCreate', `Created pod: ${object.metadata.name}`, { rule })
    return true
  }

  // controller-manager: pkg/controller/job/job_controller.go deleteActivePods, deleteJobPods (v1.36)
  #delete(job: Job, pod: Pod, releaseFirst: boolean, rule: RuleId): void {
    const { namespace = 'default', name } = pod.metadata
    if (releaseFirst) this.#release(pod)
    if (!this.#api.delete('Pod', namespace, name, {}, { by: { name: BY }, rule })) return
    this.#events.event(job, 'Normal', 'SuccessfulDelete', `Deleted pod: ${name}`, { rule })
  }

  #release({ metadata }: Pod): void {
    this.#api.update('Pod', metadata.namespace ?? 'default', metadata.name, COUNTS, (pod) => {
      if (pod.metadata.uid !== metadata.uid || !hasTrackingFinalizer(pod)) return undefined
      const { finalizers = [], ...rest } = pod.metadata
      const left = finalizers.filter((finalizer) => finalizer !== JOB_TRACKING_FINALIZER)
      return { ...pod, metadata: left.length > 0 ? { ...rest, finalizers: left } : rest }
    })
  }

  #write({ metadata }: Job, status: JobStatus, rule: RuleId = 'JOB-4'): void {
    const { namespace = 'default', name } = metadata
    const options = { by: { name: BY }, rule, subresource: 'status' } as const
    this.#api.update('Job', namespace, name, options, (job) => ({ ...job, status }))
  }

  // controller-manager: pkg/controller/job/job_controller.go recordJobFinished (v1.36)
  #tellEnd(job: Job, { type, reason, message }: NonNullable<JobSync['finished']>, rule: RuleId): void {
    if (type === 'Complete') this.#events.event(job, 'Normal', 'Completed', 'Job completed', { rule })
    else this.#events.event(job, 'Warning', reason, message, { rule })
  }

  #retry(key: string, refused: number): void {
    if (refused === 0) {
      this.#refusals.delete(key)
      return
    }
    const before = this.#refusals.get(key) ?? 0
    this.#refusals.set(key, before + 1)
    this.#queue.addAfter(key, Math.min(MAX_API_BACKOFF, API_BACKOFF * 2 ** before), true)
  }
}

const JOB_6 = { rule: 'JOB-6' } as const

function endRule({ finished }: JobSync): RuleId {
  if (!finished) return 'JOB-4'
  return finished.type === 'Complete' ? 'JOB-5' : 'JOB-3'
}

function isManagedByOthers({ spec }: Job): boolean {
  return spec.managedBy !== undefined && spec.managedBy !== 'kubernetes.io/job-controller'
}

function withoutRefused(status: JobStatus, refused: number): JobStatus {
  if (refused === 0) return status
  const { active = 0, ...rest } = status
  return active > refused ? { ...rest, active: active - refused } : rest
}

function keyOf({ metadata }: KubeObject): string {
  return `${metadata.namespace ?? 'default'}/${metadata.name}`
}
