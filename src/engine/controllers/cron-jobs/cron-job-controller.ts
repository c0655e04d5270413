import { sameValue } from '../../../lib/same-value.ts'
import { rfc3339 } from '../../../lib/time.ts'
import { controllerOf } from '../../../manifest/object/controller-of.ts'
import type { CronJob, CronJobStatus, JobReference } from '../../../manifest/object/cron-job.ts'
import type { Job } from '../../../manifest/object/job.ts'
import { DEFAULT_NAMESPACE, type KubeObject } from '../../../manifest/object/meta.ts'
import type { RuleId } from '../../../trace/rule.ts'
import { EventRecorder } from '../../apiserver/event-recorder.ts'
import type { ApiServer } from '../../apiserver/server.ts'
import type { WatchEvent } from '../../apiserver/store.ts'
import type { World } from '../../world/world.ts'
import { keyOf, splitKey } from '../base/object-key.ts'
import { isNamespaceTerminating } from '../base/pod-control.ts'
import { WorkQueue } from '../base/work-queue.ts'
import { type JobNews, seeJobs, statusWith, superfluousJobs } from './finished-jobs.ts'
import { jobOf, rfc1123z } from './job-of-cron-job.ts'
import { type CronPlan, planCronJob, untilNext } from './plan-cron-job.ts'

const BY = { name: 'cronjob-controller' } as const

/** Makes Jobs at the times of a schedule, and clears away those that have ended. */
// controller-manager: pkg/controller/cronjob/cronjob_controllerv2.go (v1.36)
export class CronJobController {
  readonly #world: World
  readonly #api: ApiServer
  readonly #events: EventRecorder
  readonly #queue: WorkQueue

  constructor(world: World, api: ApiServer) {
    this.#world = world
    this.#api = api
    this.#events = new EventRecorder(world, BY)
    this.#queue = new WorkQueue(world.kernel, (key) => this.#sync(key))
    api.watch('CronJob', (event) => this.#onCronJob(event))
    api.watch('Job', ({ object, old }) => {
      for (const job of old ? [old, object] : [object]) {
        const owner = controllerOf(job)
        if (owner?.kind === 'CronJob') this.#queue.add(`${job.metadata.namespace}/${owner.name}`)
      }
    })
  }

  /** With another schedule the next time is another: nothing is made up for at once. */
  // controller-manager: pkg/controller/cronjob/cronjob_controllerv2.go updateCronJob (v1.36)
  #onCronJob({ object, type, old }: WatchEvent<CronJob>): void {
    const key = keyOf(object)
    if (type === 'DELETED') {
      if (!this.#cronJobAt(key)) this.#queue.drop(key)
      return
    }
    const rescheduled =
      old && (old.spec.schedule !== object.spec.schedule || old.spec.timeZone !== object.spec.timeZone)
    if (!rescheduled) this.#queue.add(key)
    else {
      const wait = untilNext(object, this.#world.now)
      if (wait !== undefined) this.#queue.addAfter(key, wait)
    }
  }

  #cronJobAt(key: string): CronJob | undefined {
    return this.#api.get('CronJob', ...splitKey(key))
  }

  // controller-manager: pkg/controller/cronjob/cronjob_controllerv2.go sync (v1.36)
  #sync(key: string): void {
    const before = this.#cronJobAt(key)
    if (!before) return
    const jobs = this.#jobsOf(before)
    let cronJob = this.#deleteAll(before, superfluousJobs(before, jobs), 'CRON-4')
    const kept = this.#jobsOf(cronJob)
    const { status, news } = seeJobs(cronJob, kept)
    for (const each of news) this.#tellNews(cronJob, each)
    cronJob = { ...cronJob, status }
    const plan = planCronJob(cronJob, this.#world.now)
    this.#tellPlan(cronJob, plan)
    const started = plan.kind === 'start' ? this.#start(cronJob, plan) : cronJob
    this.#write(started ?? cronJob, plan.kind === 'start' ? 'CRON-1' : 'CRON-4')
    if (!started) {
      this.#queue.addRateLimited(key, true)
      return
    }
    this.#queue.forget(key)
    if (plan.again !== undefined) this.#queue.addAfter(key, plan.again)
  }

  #jobsOf({ metadata }: CronJob): Job[] {
    const jobs = this.#api.list('Job', metadata.namespace ?? DEFAULT_NAMESPACE)
    return jobs.filter((job) => controllerOf(job)?.uid === metadata.uid)
  }

  /** Undefined: the Job could not be made, or the one before not be deleted. */
  #start(before: CronJob, { scheduled, zone, replace }: CronPlan & { kind: 'start' }): CronJob | undefined {
    let cronJob = before
    if (replace) {
      const active = new Set((before.status.active ?? []).map(({ uid }) => uid))
      const running = this.#jobsOf(before).filter(({ metadata }) => active.has(metadata.uid ?? ''))
      cronJob = this.#deleteAll(before, running, 'CRON-2')
    }
    const body = jobOf(cronJob, scheduled, zone)
    const { object, status } = this.#api.request({ verb: 'create', body }, { by: BY, rule: 'CRON-1' })
    const job = object ?? (status.reason === 'AlreadyExists' ? this.#ownJob(cronJob, body) : undefined)
    if (status?.reason === 'AlreadyExists' && !job) return cronJob
    if (!job) {
      if (status && !isNamespaceTerminating(status)) {
        const message = `Error creating job: ${status.message}`
        this.#events.event(cronJob, 'Warning', 'FailedCreate', message, { rule: 'CRON-1' })
      }
      return undefined
    }
    if (object) {
      this.#events.event(cronJob, 'Normal', 'SuccessfulCreate', `Created job ${job.metadata.name}`, { rule: 'CRON-1' })
    }
    const { active = [], lastSuccessfulTime } = cronJob.status
    const known = active.filter(({ uid }) => uid !== job.metadata.uid)
    const status2 = statusWith(cronJob.status, [...known, referenceTo(job)], lastSuccessfulTime)
    return { ...cronJob, status: { ...status2, lastScheduleTime: rfc3339(scheduled) } }
  }

  #ownJob({ metadata }: CronJob, { metadata: { namespace = DEFAULT_NAMESPACE, name } }: KubeObject): Job | undefined {
    const job = this.#api.get('Job', namespace, name)
    return job && controllerOf(job)?.uid === metadata.uid ? job : undefined
  }

  /** Returns the CronJob whose list of active Jobs has them no more. */
  // controller-manager: pkg/controller/cronjob/cronjob_controllerv2.go deleteJob (v1.36)
  #deleteAll(cronJob: CronJob, jobs: readonly Job[], rule: RuleId): CronJob {
    let next = cronJob
    for (const { metadata } of jobs) {
      const { namespace = DEFAULT_NAMESPACE, name, uid } = metadata
      const background = { propagationPolicy: 'Background' } as const
      const at = { kind: 'Job', namespace, name, body: background }
      const { status } = this.#api.request({ verb: 'delete', ...at }, { by: BY, rule })
      if (status) {
        this.#events.event(cronJob, 'Warning', 'FailedDelete', `Deleted job: ${status.message}`, { rule })
        continue
      }
      const { active = [], lastSuccessfulTime } = next.status
      const left = active.filter((each) => each.uid !== uid)
      next = { ...next, status: statusWith(next.status, left, lastSuccessfulTime) }
      this.#events.event(cronJob, 'Normal', 'SuccessfulDelete', `Deleted job ${name}`, { rule })
    }
    return next
  }

  #tellNews(cronJob: CronJob, news: JobNews): void {
    switch (news.kind) {
      case 'unexpected': {
        const message = `Saw a job that the controller did not create or forgot: ${news.name}`
        this.#events.event(cronJob, 'Warning', 'UnexpectedJob', message, { rule: 'CRON-1' })
        return
      }
      case 'completed': {
        const message = `Saw completed job: ${news.name}, condition: ${news.condition}`
        this.#events.event(cronJob, 'Normal', 'SawCompletedJob', message, { rule: 'CRON-4' })
        return
      }
      case 'missing':
        this.#events.event(cronJob, 'Normal', 'MissingJob', `Active job went missing: ${news.name}`, { rule: 'CRON-4' })
    }
  }

  #tellPlan(cronJob: CronJob, plan: CronPlan): void {
    if (plan.missedMany) {
      const message = 'too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew'
      this.#events.event(cronJob, 'Warning', 'TooManyMissedTimes', message, { rule: 'CRON-3' })
    }
    if (plan.kind !== 'nothing') return
    if (plan.because === 'tooLate' && plan.scheduled !== undefined) {
      const message = `Missed scheduled time to start a job: ${rfc1123z(plan.scheduled)}`
      this.#events.event(cronJob, 'Warning', 'MissSchedule', message, { rule: 'CRON-3' })
    }
    if (plan.because === 'running') {
      const message = 'Not starting job because prior execution is running and concurrency policy is Forbid'
      this.#events.event(cronJob, 'Normal', 'JobAlreadyActive', message, { rule: 'CRON-2' })
    }
  }

  #write({ metadata, status }: CronJob, rule: RuleId): void {
    const { namespace = DEFAULT_NAMESPACE, name } = metadata
    this.#api.update('CronJob', namespace, name, { by: BY, rule, subresource: 'status' }, (present) =>
      sameValue(present.status, status) ? undefined : { ...present, status: status as CronJobStatus },
    )
  }
}

// client-go: tools/reference/ref.go GetReference (v1.36)
function referenceTo({ apiVersion, kind, metadata }: KubeObject): JobReference {
  const { namespace = DEFAULT_NAMESPACE, name, uid = '', resourceVersion } = metadata
  return { kind, namespace, name, uid, apiVersion, ...(resourceVersion === undefined ? {} : { resourceVersion }) }
}
