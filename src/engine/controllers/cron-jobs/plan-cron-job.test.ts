import { describe, expect, test } from 'vitest'
import { parseRfc3339, rfc3339, SECOND } from '../../../lib/time.ts'
import type { CronJob, CronJobSpec, CronJobStatus } from '../../../manifest/object/cron-job.ts'
import { planCronJob } from './plan-cron-job.ts'

/** Made at nine, unless said otherwise. */
function cronJob(spec: Partial<CronJobSpec> = {}, status: CronJobStatus = {}, at = '09:00:00'): CronJob {
  const template = { spec: { containers: [] } }
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'cj', namespace: 'default', uid: 'u', creationTimestamp: `2026-01-05T${at}Z` },
    spec: { schedule: '*/10 * * * *', concurrencyPolicy: 'Allow', jobTemplate: { spec: { template } }, ...spec },
    status,
  }
}

const clock = (time: string) => parseRfc3339(`2026-01-05T${time}Z`)!
const since = (time: string): CronJobStatus => ({ lastScheduleTime: `2026-01-05T${time}Z` })
const running = (name: string) => ({ apiVersion: 'batch/v1', kind: 'Job', namespace: 'default', name, uid: name })

/** "start 09:10:00 again 600": what is planned at an instant, and when it is looked at again. */
function planned(of: CronJob, at: string): string {
  const plan = planCronJob(of, clock(at))
  const what = plan.kind === 'start' ? (plan.replace ? 'replace' : 'start') : plan.because
  const when = plan.scheduled === undefined ? '' : ` ${rfc3339(plan.scheduled).slice(11, 19)}`
  return `${what}${when}${plan.again === undefined ? '' : ` again ${plan.again / SECOND}`}`
}

describe('what is done about a CronJob', () => {
  test.each<[string, CronJob, string, string]>([
    ['before its first time', cronJob(), '09:04:00', 'notYet again 360.1'],
    ['at its time', cronJob(), '09:10:00', 'start 09:10:00 again 600.1'],
    ['when that is done', cronJob({}, since('09:10:00')), '09:10:01', 'notYet again 599.1'],
    ['late: the last that was missed', cronJob(), '09:45:00', 'start 09:40:00 again 300.1'],
    ['late, and that is done', cronJob({}, since('09:40:00')), '09:45:00', 'notYet again 300.1'],
    ['too late', cronJob({ startingDeadlineSeconds: 60 }), '09:15:00', 'notYet again 300.1'],
    ['late, within its deadline', cronJob({ startingDeadlineSeconds: 600 }), '09:15:00', 'start 09:10:00 again 300.1'],
    ['suspended', cronJob({ suspend: true }), '09:10:00', 'suspended'],
    ['with a schedule that is none', cronJob({ schedule: 'never' }), '09:10:00', 'unreadable'],
    ['never', cronJob({ schedule: '0 0 31 2 *' }), '09:10:00', 'notYet'],
    [
      'in its time zone',
      cronJob({ schedule: '0 18 * * *', timeZone: 'Asia/Shanghai' }),
      '10:00:00',
      'start 10:00:00 again 86400.1',
    ],
    [
      'CRON-2 Forbid, and one runs',
      cronJob({ concurrencyPolicy: 'Forbid' }, { ...since('09:10:00'), active: [running('cj-1')] }),
      '09:20:00',
      'running 09:20:00 again 600.1',
    ],
    [
      'CRON-2 Forbid, and it has ended',
      cronJob({ concurrencyPolicy: 'Forbid' }, since('09:10:00')),
      '09:25:30',
      'start 09:20:00 again 270.1',
    ],
    [
      'CRON-2 Replace',
      cronJob({ concurrencyPolicy: 'Replace' }, { ...since('09:10:00'), active: [running('cj-1')] }),
      '09:20:00',
      'replace 09:20:00 again 600.1',
    ],
    [
      'Allow',
      cronJob({}, { ...since('09:10:00'), active: [running('cj-1')] }),
      '09:20:00',
      'start 09:20:00 again 600.1',
    ],
  ])('%s', (_, of, at, expected) => {
    expect(planned(of, at)).toBe(expected)
  })

  test.each([
    ['a hundred missed', '10:40:30', false],
    ['more', '10:41:00', true],
  ])('CRON-3 %s', (_, at, many) => {
    const plan = planCronJob(cronJob({ schedule: '* * * * *' }), clock(at))
    expect(plan.missedMany).toBe(many)
  })
})
