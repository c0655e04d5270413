import { calendar, HOUR, MINUTE, rfc3339, type Time, unixSeconds, weekday } from '../../../lib/time.ts'
import { offsetAt, type TimeZone } from '../../../manifest/cron/time-zone.ts'
import type { CronJob } from '../../../manifest/object/cron-job.ts'
import { DEFAULT_NAMESPACE, type KubeObject } from '../../../manifest/object/meta.ts'
import { newControllerRef } from '../base/claim-pods.ts'

const SCHEDULED = 'batch.kubernetes.io/cronjob-scheduled-timestamp'

/** The minute stands in the name: two attempts at one run are one Job. */
// controller-manager: pkg/controller/cronjob/utils.go getJobName (v1.36)
export function jobName({ metadata }: CronJob, scheduled: Time): string {
  return `${metadata.name}-${Math.floor(unixSeconds(scheduled) / 60)}`
}

// controller-manager: pkg/controller/cronjob/utils.go getJobFromTemplate2 (v1.36)
export function jobOf(cronJob: CronJob, scheduled: Time, zone: TimeZone): KubeObject {
  const { metadata, spec } = cronJob.spec.jobTemplate
  const { labels = {}, annotations = {} } = metadata ?? {}
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: jobName(cronJob, scheduled),
      namespace: cronJob.metadata.namespace ?? DEFAULT_NAMESPACE,
      ...(Object.keys(labels).length > 0 ? { labels: { ...labels } } : {}),
      annotations: { ...annotations, [SCHEDULED]: zonedRfc3339(scheduled, zone) },
      ownerReferences: [newControllerRef(cronJob)],
    },
    spec,
  }
}

/** RFC 3339 as clocks of the zone show it. */
function zonedRfc3339(at: Time, zone: TimeZone): string {
  const offset = offsetAt(zone, at)
  if (offset === 0) return rfc3339(at)
  const length = Math.abs(offset)
  const two = (value: number) => String(value).padStart(2, '0')
  const ahead = `${two(Math.floor(length / HOUR))}:${two(Math.floor((length % HOUR) / MINUTE))}`
  return rfc3339(at + offset).replace('Z', `${offset < 0 ? '-' : '+'}${ahead}`)
}

/** Mon, 05 Jan 2026 09:05:00 +0000 */
// Go: time/format.go RFC1123Z
export function rfc1123z(at: Time): string {
  const { year, month, day } = calendar(at)
  const clock = rfc3339(at).slice(11, 19)
  return `${DAYS[weekday(at)]}, ${String(day).padStart(2, '0')} ${MONTHS[month - 1]} ${year} ${clock} +0000`
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
