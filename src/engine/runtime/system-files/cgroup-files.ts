import { allowedCPUs } from '../allowed-cpus.ts'
import type { RuntimeContainer } from '../container.ts'
import { type GeneratedDirectory, generatedFile, generatedTree } from '../files/generated-files.ts'
import type { NodeFacts } from '../node-facts.ts'

const PERIOD_US = 100_000
/** What cgroup v1 shows where nothing is limited: the largest number of whole pages. */
const V1_UNLIMITED = '9223372036854771712'
const PIDS_MAX = '9444'

/** /sys/fs/cgroup: the container sees its own cgroup as the root of them all. */
export function cgroupDirectory(container: RuntimeContainer, facts: NodeFacts): GeneratedDirectory {
  const file = (read: () => string | number) => () => generatedFile(() => `${read()}\n`)
  const { memory, config } = container
  const usage = () => memory.usage()
  const quotaUs = () => {
    const quota = container.ownCpu?.quota
    return quota === undefined ? undefined : Math.round((quota / 100) * PERIOD_US)
  }
  const cpus = () => allowedCPUs(container, facts).list
  const pids = () => [...container.processes].map(({ pid }) => pid).join('\n')
  if (facts.cgroup === 'v2') {
    return generatedTree({
      'cgroup.controllers': file(() => 'cpuset cpu io memory hugetlb pids rdma misc'),
      'cgroup.procs': file(pids),
      'cpu.max': file(() => `${quotaUs() ?? 'max'} ${PERIOD_US}`),
      'cpu.stat': file(() => `usage_usec ${cpuTime(container) * 1000}`),
      'cpu.weight': file(() => weightOf(config.cgroup?.cpuShares ?? 2)),
      'cpuset.cpus': file(() => (config.cpus ? cpus() : '')),
      'cpuset.cpus.effective': file(cpus),
      'memory.current': file(usage),
      'memory.events': file(() => `low 0\nhigh 0\nmax 0\noom 0\noom_kill ${container.oomKilled ? 1 : 0}`),
      'memory.high': file(() => 'max'),
      'memory.max': file(() => memory.limit ?? 'max'),
      'memory.min': file(() => 0),
      'memory.stat': file(() => `anon ${usage()}\nfile 0\nkernel 0`),
      'memory.swap.max': file(() => 0),
      'pids.current': file(() => container.processes.size),
      'pids.max': file(() => PIDS_MAX),
    })
  }
  return generatedTree({
    'cpu,cpuacct/cpu.cfs_period_us': file(() => PERIOD_US),
    'cpu,cpuacct/cpu.cfs_quota_us': file(() => quotaUs() ?? -1),
    'cpu,cpuacct/cpu.shares': file(() => config.cgroup?.cpuShares ?? 2),
    'cpu,cpuacct/cpuacct.usage': file(() => cpuTime(container) * 1_000_000),
    'cpu/cpu.cfs_period_us': file(() => PERIOD_US),
    'cpu/cpu.cfs_quota_us': file(() => quotaUs() ?? -1),
    'cpu/cpu.shares': file(() => config.cgroup?.cpuShares ?? 2),
    'cpuacct/cpuacct.usage': file(() => cpuTime(container) * 1_000_000),
    'cpuset/cpuset.cpus': file(cpus),
    'memory/cgroup.procs': file(pids),
    'memory/memory.limit_in_bytes': file(() => memory.limit ?? V1_UNLIMITED),
    'memory/memory.max_usage_in_bytes': file(usage),
    'memory/memory.usage_in_bytes': file(usage),
    'pids/pids.current': file(() => container.processes.size),
    'pids/pids.max': file(() => PIDS_MAX),
  })
}

function cpuTime(container: RuntimeContainer): number {
  let sum = 0
  for (const process of container.processes) sum += process.cpuTime
  return Math.round(sum)
}

/** cpu.weight for shares, as the runtime writes it for a container. */
// opencontainers/cgroups: utils.go ConvertCPUSharesToCgroupV2Value (v0.0.5)
function weightOf(shares: number): number {
  if (shares <= 2) return 1
  if (shares >= 262_144) return 10_000
  const l = Math.log2(shares)
  return Math.ceil(10 ** ((l * l + 125 * l) / 612 - 7 / 34))
}
