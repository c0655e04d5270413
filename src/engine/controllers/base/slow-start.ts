/**
 * Does something with each of `items`: with one, then with twice as many, and so on, for as long as nothing is refused.
 * `act` says whether it has succeeded. Returns how often it has.
 */
// controller-manager: pkg/controller/job/job_controller.go manageJob; replicaset/replica_set.go slowStartBatch, SlowStartInitialBatchSize (v1.36)
export function slowStartBatch<T>(items: readonly T[], act: (item: T) => boolean): number {
  let made = 0
  let asked = 0
  for (let size = 1; asked < items.length && made === asked; size *= 2) {
    const batch = items.slice(asked, asked + size)
    asked += batch.length
    made += batch.filter(act).length
  }
  return made
}
