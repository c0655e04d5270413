import type { ProbeResult } from '../pod-actions.ts'

/** The last result of each container's probe of one kind, by container id. */
// kubelet: prober/results/results_manager.go (v1.36)
export class ProbeResultsManager {
  readonly #results = new Map<string, ProbeResult>()

  get(containerID: string): ProbeResult | undefined {
    return this.#results.get(containerID)
  }

  /** True where it is another result than before. */
  set(containerID: string, result: ProbeResult): boolean {
    const changed = this.#results.get(containerID) !== result
    this.#results.set(containerID, result)
    return changed
  }

  remove(containerID: string): void {
    this.#results.delete(containerID)
  }
}
