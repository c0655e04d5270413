import type { PodSpec } from '../../pod/pod.ts'
import type { Check, Violation } from './check.ts'

/** Settings of the kernel: those that concern the Pod alone. */
// pod-security-admission: policy/check_sysctls.go (v1.36)
const SAFE_SINCE: readonly (readonly [minor: number, names: readonly string[]])[] = [
  [
    0,
    [
      ...['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.tcp_syncookies'],
      ...['net.ipv4.ping_group_range', 'net.ipv4.ip_unprivileged_port_start'],
    ],
  ],
  [27, ['net.ipv4.ip_local_reserved_ports']],
  [
    29,
    [
      ...['net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout'],
      ...['net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes'],
    ],
  ],
  [32, ['net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem']],
]

export const SYSCTL_CHECKS: readonly Check[] = [
  {
    id: 'sysctls',
    level: 'baseline',
    versions: SAFE_SINCE.map(([minor]) => {
      const safe = new Set(SAFE_SINCE.filter(([since]) => since <= minor).flatMap(([, names]) => names))
      return [minor, (_, spec) => sysctls(spec, safe)]
    }),
  },
]

function sysctls({ securityContext }: PodSpec, safe: ReadonlySet<string>): Violation | undefined {
  const bad = (securityContext?.sysctls ?? []).map(({ name }) => name).filter((name) => !safe.has(name))
  return bad.length === 0 ? undefined : { reason: 'forbidden sysctls', detail: bad.join(', ') }
}
