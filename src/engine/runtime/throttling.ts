import type { PodRef, Seq } from '../../trace/entry.ts'
import type { World } from '../world/world.ts'
import type { ContainerConfig } from './container.ts'
import { CpuCgroup, type CpuPlace } from './cpu-cgroup.ts'

/** CPU time whose throttling the trace shows: of a container, or of all that share it. */
export function cpuCgroup(
  world: World,
  pod: PodRef,
  quota: number | undefined,
  among: CpuPlace,
  container?: Pick<ContainerConfig, 'name' | 'attempt'>,
): CpuCgroup {
  let span: Seq | undefined
  const cpu = new CpuCgroup(
    world.kernel,
    quota,
    (wantedMilliCPU) => {
      if (span !== undefined) world.record({ kind: 'spanEnd', opened: span, outcome: { kind: 'done' } })
      span = undefined
      if (wantedMilliCPU === undefined) return
      span = world.record({
        kind: 'span',
        pod,
        ...(container ? { container: container.name, restart: container.attempt } : {}),
        span: { kind: 'throttled', limitMilliCPU: (cpu.quota ?? 0) * 10, wantedMilliCPU },
        rule: 'RES-5',
        field: container ? 'resources.limits.cpu' : 'spec.resources.limits.cpu',
      })
    },
    among,
  )
  return cpu
}
