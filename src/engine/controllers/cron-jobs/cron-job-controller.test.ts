import { describe, expect, test } from 'vitest'
import { WorkloadRun, type WorkloadRunOptions } from '../../testing/workload-run.ts'

function cronJob(spec: object, seconds: number, more = ''): object {
  const container = { name: 'c', image: 'busybox:1.36', command: ['sh', '-c', `sleep ${seconds}${more}`] }
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'cj' },
    spec: {
      schedule: '* * * * *',
      jobTemplate: {
        spec: { backoffLimit: 0, template: { spec: { restartPolicy: 'Never', containers: [container] } } },
      },
      ...spec,
    },
  }
}

function run(spec: object, seconds: number, options: WorkloadRunOptions = {}, more = ''): WorkloadRun {
  return new WorkloadRun([cronJob(spec, seconds, more)], { until: '4m30s', ...options })
}

/** The minute of 9:00 UTC on 5 January 2026. */
const NINE = 29_460_060
/** "1m 61": which minute each Job is of, and in which second it came. */
function jobs(of: WorkloadRun, change = 'ADDED'): string[] {
  return of
    .comings('Job')
    .filter((line) => line.includes(change))
    .map((line) => line.replace(/^(\d+) \w+ cj-(\d+)$/, (_, at, minute) => `${Number(minute) - NINE}m ${at}`))
}

describe('a CronJob', () => {
  test('CRON-1 makes a Job each minute', () => {
    const of = run({}, 5)
    expect(jobs(of)).toEqual(['1m 60', '2m 120', '3m 180', '4m 240'])
    expect(of.told('CronJob').slice(0, 3)).toEqual([
      `60 SuccessfulCreate Created job cj-${NINE + 1}`,
      `68 SawCompletedJob Saw completed job: cj-${NINE + 1}, condition: Complete`,
      `120 SuccessfulCreate Created job cj-${NINE + 2}`,
    ])
    const { status } = of.last('CronJob', 'cj')!
    expect(status).toEqual({ lastScheduleTime: '2026-01-05T09:04:00Z', lastSuccessfulTime: '2026-01-05T09:04:08Z' })
    const job = of.last('Job', `cj-${NINE + 4}`)!
    expect(job.metadata.annotations).toEqual({
      'batch.kubernetes.io/cronjob-scheduled-timestamp': '2026-01-05T09:04:00Z',
    })
  })

  test('CRON-1 says by the clocks of its time zone for when a Job was', () => {
    const of = run({ schedule: '32 14 * * *', timeZone: 'Asia/Kolkata' }, 5)
    const job = of.last('Job', `cj-${NINE + 2}`)!
    expect(job.metadata.annotations).toEqual({
      'batch.kubernetes.io/cronjob-scheduled-timestamp': '2026-01-05T14:32:00+05:30',
    })
  })

  test('Allow lets them run side by side', () => {
    const of = run({}, 90)
    expect(jobs(of)).toEqual(['1m 60', '2m 120', '3m 180', '4m 240'])
    expect(of.last('CronJob', 'cj')).toMatchObject({ status: { active: [{}, {}] } })
  })

  test('CRON-2 Forbid makes up for the last that was missed as soon as it can', () => {
    const of = run({ concurrencyPolicy: 'Forbid' }, 90)
    expect(jobs(of)).toEqual(['1m 60', '2m 153', '4m 246'])
    const refusals = of.events('CronJob').filter(({ reason }) => reason === 'JobAlreadyActive')
    expect(refusals[0]).toMatchObject({ type: 'Normal', at: 120_100 })
    expect(refusals.at(-1)!.count).toBeGreaterThan(2)
  })

  test('CRON-2 Replace deletes what runs', () => {
    const of = run({ concurrencyPolicy: 'Replace' }, 600)
    expect(jobs(of)).toEqual(['1m 60', '2m 120', '3m 180', '4m 240'])
    expect(jobs(of, 'DELETED')).toEqual(['1m 120', '2m 180', '3m 240'])
    expect(of.told('CronJob').slice(1, 3)).toEqual([
      `120 SuccessfulDelete Deleted job cj-${NINE + 1}`,
      `120 SuccessfulCreate Created job cj-${NINE + 2}`,
    ])
  })

  test('CRON-4 keeps so many that have ended', () => {
    const of = run({ successfulJobsHistoryLimit: 1 }, 2)
    expect(jobs(of, 'DELETED').map((line) => line.split(' ')[0])).toEqual(['1m', '2m', '3m'])
    const failing = run({ failedJobsHistoryLimit: 2 }, 2, {}, '; exit 1')
    expect(jobs(failing, 'DELETED').map((line) => line.split(' ')[0])).toEqual(['1m', '2m'])
    expect(failing.told('CronJob')[1]).toContain(`Saw completed job: cj-${NINE + 1}, condition: Failed`)
  })

  test('CRON-5 suspended it makes none; resumed it makes up for the last', () => {
    const steps = [
      ['70s', `kubectl patch cronjob cj -p '{"spec":{"suspend":true}}'`],
      ['200s', `kubectl patch cronjob cj -p '{"spec":{"suspend":false}}'`],
    ] as const
    expect(jobs(run({}, 20, { steps }))).toEqual(['1m 60', '3m 200', '4m 240'])
  })

  test('CRON-3 with a deadline what is too late is not made up for', () => {
    const steps = [
      ['70s', `kubectl patch cronjob cj -p '{"spec":{"suspend":true}}'`],
      ['200s', `kubectl patch cronjob cj -p '{"spec":{"suspend":false}}'`],
    ] as const
    expect(jobs(run({ startingDeadlineSeconds: 10 }, 20, { steps }))).toEqual(['1m 60', '4m 240'])
  })

  test('a Job by hand is not its own, and told of', () => {
    const of = run({ schedule: '0 0 1 1 *' }, 5, { steps: [['5s', 'kubectl create job now --from=cronjob/cj']] })
    expect(of.there('Job')).toEqual(['now'])
    expect(of.told('CronJob')[0]).toContain('UnexpectedJob Saw a job that the controller did not create or forgot: now')
  })

  test('goes with its Jobs and their Pods', () => {
    const of = run({}, 600, { steps: [['130s', 'kubectl delete cronjob cj']] })
    expect([of.there('Job'), of.there('Pod')]).toEqual([[], []])
  })
})
