import { type Duration, MINUTE, SECOND } from '../../../lib/time.ts'
import { controllerOf } from '../../../manifest/object/controller-of.ts'
import { isJobFinished, JOB_TRACKING_FINALIZER, type Job, type JobStatus } from '../../../manifest/object/job.ts'
import { DEFAULT_NAMESPACE, type KubeObject } from '../../../manifest/object/meta.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import type { RuleId } from '../../../trace/rule.ts'
import { EventRecorder } from '../../apiserver/event-recorder.ts'
import type { ApiServer } from '../../apiserver/server.ts'
import type { WatchEvent } from '../../apiserver/store.ts'
import type { World } from '../../world/world.ts'
import { withoutFinalizers } from '../base/claim-pods.ts'
import { claimPods } from '../base/controller-ref-manager.ts'
import { keyOf, splitKey } from '../base/object-key.ts'
import { OwnerIndex } from '../base/owner-index.ts'
import { PodControl } from '../base/pod-control.ts'
import { slowStartBatch } from '../base/slow-start.ts'
import { type RateLimit, WorkQueue } from '../base/work-queue.ts'
import { type BackOffRecord, NO_FAILURES } from './back-off.ts'
import { podOf, selects } from './job-pod.ts'
import type { Wanted } from './manage-job.ts'
import { type JobSync, syncJob } from './sync-job.ts'

/** News of Pods, and of what the controller itself wrote, are looked at together. */
// controller-manager: pkg/controller/job/job_controller.go SyncJobBatchPeriod, DefaultJobApiBackOff, MaxJobApiBackOff (v1.36)
const BATCH_PERIOD: Duration = SECOND
const API_BACKOFF: RateLimit = { first: SECOND, most: MINUTE }

const BY = { name: 'job-controller' } as const
const FINALIZERS = [JOB_TRACKING_FINALIZER]

/** Runs Pods until enough of them have succeeded, or too many have failed. */
// controller-manager: pkg/controller/job/job_controller.go (v1.36)
export class JobController {
  readonly #world: World
  readonly #api: ApiServer
  readonly #events: EventRecorder
  readonly #queue: WorkQueue
  readonly #pods: OwnerIndex
  readonly #control: PodControl
  readonly #records = new Map<string, BackOffRecord>()
  readonly #generations = new Map<string, number>()

  constructor(world: World, api: ApiServer) {
    this.#world = world
    this.#api = api
    this.#events = new EventRecorder(world, BY)
    this.#queue = new WorkQueue(world.kernel, (key) => this.#sync(key), API_BACKOFF)
    this.#pods = new OwnerIndex(api)
    this.#control = new PodControl(api, this.#events, BY)
    api.watch('Job', (event) => this.#onJob(event))
    api.watch('Pod', (event) => this.#onPod(event))
  }

  /** Whoever changes what is asked for is answered at once. */
  // controller-manager: pkg/controller/job/job_controller.go addJob, updateJob, deleteJob (v1.36)
  #onJob({ object, type }: WatchEvent): void {
    const key = keyOf(object)
    if (type === 'DELETED') {
      this.#forget(key, object)
      return
    }
    const { generation = 1 } = object.metadata
    const same = this.#generations.get(key) === generation
    this.#generations.set(key, generation)
    this.#queue.addAfter(key, same ? BATCH_PERIOD : 0)
  }

  #forget(key: string, job: KubeObject): void {
    for (const pod of this.#pods.ownedBy(job)) this.#uncounted(pod)
    this.#pods.forget(job)
    if (this.#jobAt(key)) return
    this.#queue.drop(key)
    for (const map of [this.#records, this.#generations]) map.delete(key)
  }

  /** Told of a Pod are its Job, the Job that it had before, and of an orphan all that look for one like it. */
  // controller-manager: pkg/controller/job/job_controller.go addPod, updatePod, deletePod (v1.36)
  #onPod(event: WatchEvent<Pod>): void {
    const { object: pod, type, old } = event
    this.#pods.update(event)
    const job = this.#jobOf(pod)
    const before = old && this.#jobOf(old)
    if (before && before.metadata.uid !== job?.metadata.uid) this.#queue.addAfter(keyOf(before), BATCH_PERIOD)
    if (job) this.#queue.addAfter(keyOf(job), BATCH_PERIOD)
    if (job || type === 'DELETED') return
    this.#uncounted(pod)
    if (controllerOf(pod)) return
    for (const each of this.#api.list('Job', pod.metadata.namespace)) {
      if (selects(each, pod)) this.#queue.addAfter(keyOf(each), BATCH_PERIOD)
    }
  }

  #jobOf(pod: Pod): Job | undefined {
    const owner = controllerOf(pod)
    if (owner?.kind !== 'Job') return undefined
    const job = this.#api.get('Job', pod.metadata.namespace ?? '', owner.name)
    return job?.metadata.uid === owner.uid ? job : undefined
  }

  #jobAt(key: string): Job | undefined {
    const [namespace, name] = splitKey(key)
    const job = this.#api.get('Job', namespace, name)
    return job && { ...job, status: job.status ?? {} }
  }

  #sync(key: string): void {
    const job = this.#jobAt(key)
    if (!job || isJobFinished(job) || isManagedByOthers(job)) return
    const { now } = this.#world
    const pods = this.#podsFor(job)
    const sync = syncJob(job, pods, this.#records.get(key) ?? NO_FAILURES, now)
    const refused = this.#act(job, sync)
    this.#records.set(key, sync.record)
    if (sync.turned) this.#events.event(job, 'Normal', sync.turned, `Job ${sync.turned.toLowerCase()}`, JOB_6)
    if (sync.counted) this.#write(job, withoutRefused(sync.counted, refused))
    for (const pod of sync.release) this.#uncounted(pod)
    if (sync.final) this.#write(job, withoutRefused(sync.final, refused), endRule(sync))
    if (sync.finished) this.#tellEnd(job, sync.finished, endRule(sync))
    if (sync.again !== undefined) this.#queue.addAfter(key, sync.again)
    if (refused > 0) this.#queue.addRateLimited(key, true)
    else this.#queue.forget(key)
  }

  // controller-manager: pkg/controller/job/job_controller.go getPodsForJob (v1.36)
  #podsFor(job: Job): Pod[] {
    const claiming = { selects: (pod: Pod) => selects(job, pod), finalizers: FINALIZERS, rule: 'JOB-8' } as const
    return claimPods(job, this.#pods, this.#control, claiming)
  }

  /** Returns how many Pods could not be made. */
  // controller-manager: pkg/controller/job/job_controller.go manageJob, deleteActivePods, deleteJobPods (v1.36)
  #act(job: Job, { plan, releaseDeleted, deleteRule, record }: JobSync): number {
    const rule = record.failuresAfterLastSuccess > 0 ? 'JOB-2' : 'JOB-1'
    if (plan.kind === 'create') {
      return plan.pods.length - slowStartBatch(plan.pods, (wanted) => this.#create(job, wanted, rule))
    }
    if (plan.kind === 'delete') {
      for (const pod of plan.pods) {
        if (releaseDeleted) this.#uncounted(pod)
        this.#control.delete(job, pod, deleteRule)
      }
    }
    return 0
  }

  #create(job: Job, wanted: Wanted, rule: RuleId): boolean {
    const { pod } = this.#control.create(job, podOf(job, wanted), rule)
    if (pod) this.#pods.add(pod)
    return pod !== undefined
  }

  /** Nobody has to count it any more. */
  // controller-manager: pkg/controller/job/job_controller.go removeTrackingFinalizerPatch, syncOrphanPod (v1.36)
  #uncounted(pod: Pod): void {
    this.#control.patch(pod, withoutFinalizers(FINALIZERS), 'JOB-4')
  }

  #write({ metadata }: Job, status: JobStatus, rule: RuleId = 'JOB-4'): void {
    const { namespace = DEFAULT_NAMESPACE, name } = metadata
    const options = { by: BY, rule, subresource: 'status' } as const
    this.#api.update('Job', namespace, name, options, (job) => ({ ...job, status }))
  }

  // controller-manager: pkg/controller/job/job_controller.go recordJobFinished (v1.36)
  #tellEnd(job: Job, { type, reason, message }: NonNullable<JobSync['finished']>, rule: RuleId): void {
    if (type === 'Complete') this.#events.event(job, 'Normal', 'Completed', 'Job completed', { rule })
    else this.#events.event(job, 'Warning', reason, message, { rule })
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
