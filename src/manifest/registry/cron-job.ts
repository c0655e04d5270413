import { type CronJobSpec, cronJobErrors, cronJobNameErrors, setDefaultsCronJob } from '../object/cron-job.ts'
import { validateWorkload } from '../object/workload.ts'
import type { StrategyParts } from './strategy.ts'

// registry/batch/cronjob: strategy.go (v1.36)
export const CRON_JOB: StrategyParts = {
  counted: true,
  hasStatus: true,
  firstStatus: {},
  setDefaults: setDefaultsCronJob,
  validateCreate: ({ metadata }) => cronJobNameErrors(metadata.name),
  validate: (object) => [...cronJobErrors((object.spec ?? {}) as CronJobSpec, 'spec'), ...validateWorkload(object)],
}
