import type { ProbeKind } from '../../manifest/pod/probe.ts'
import type { ProbeTrack } from '../../trace/probe-track.ts'
import type { Trace } from '../../trace/trace.ts'
import { type ProbeFinding, probeOf } from '../diagnosis/probe-finding.ts'
import { runEnd } from '../diagnosis/run-end.ts'
import { type Bed, explore, setProposal } from './bed.ts'
import type { Proposal } from './fix.ts'

/** So often may a probe fail while it is looked at what would become of it. */
const PATIENT = 1000
const LONG_TIMEOUT = 60

export function probeProposals(bed: Bed, kind: ProbeKind, finding: ProbeFinding): readonly Proposal[] {
  const { container, path } = bed
  const probe = container && probeOf(container, kind)
  if (container === undefined || probe === undefined) return []
  const at = `${path}.${kind}Probe`
  const cures = (run: Trace) => isCured(run, bed, kind)
  if (finding.kind === 'timeout')
    return explore(bed, `${at}.timeoutSeconds`, LONG_TIMEOUT, (run) => slowest(run, bed, kind, at), cures)
  return [
    ...(finding.kind === 'refused' ? portProposals(bed, kind, at, cures) : []),
    ...(finding.kind === 'status' && finding.path !== '/' && finding.code === 404
      ? setProposal(
          bed,
          { kind: 'Pod', ...bed.pod },
          `${at}.httpGet.path`,
          '/',
          { kind: 'set', field: 'httpGet.path', value: '/' },
          cures,
        )
      : []),
    // What is not ready is left alone, however often: patience cures only what kills.
    ...(kind === 'readiness'
      ? []
      : explore(bed, `${at}.failureThreshold`, PATIENT, (run) => patience(run, bed, kind, at), cures)),
  ]
}

/** The one port that the container declares, where the probe asks another one. */
function portProposals(bed: Bed, kind: ProbeKind, at: string, cures: (run: Trace) => boolean): readonly Proposal[] {
  const { container } = bed
  const probe = container && probeOf(container, kind)
  const asked = probe?.httpGet?.port ?? probe?.tcpSocket?.port ?? probe?.grpc?.port
  const ports = (container?.ports ?? []).map(({ containerPort }) => containerPort)
  const [only] = ports
  if (only === undefined || ports.length !== 1 || asked === only) return []
  const handler = probe?.httpGet ? 'httpGet' : probe?.tcpSocket ? 'tcpSocket' : 'grpc'
  const what = { kind: 'set', field: `${handler}.port`, value: String(only) } as const
  return setProposal(bed, { kind: 'Pod', ...bed.pod }, `${at}.${handler}.port`, only, what, cures)
}

function trackOf(run: Trace, bed: Bed, kind: ProbeKind): ProbeTrack | undefined {
  return tracksOf(run, bed, kind)[0]
}

function tracksOf(run: Trace, { isMine, container }: Bed, kind: ProbeKind): readonly ProbeTrack[] {
  return run.probes.filter((track) => isMine(track.pod) && track.container === container?.name && track.probe === kind)
}

/** How long it takes until it first succeeds, or how many failures in a row it gets over later. */
function patience(run: Trace, bed: Bed, kind: ProbeKind, at: string) {
  const columns = trackOf(run, bed, kind)?.columns
  if (columns === undefined) return undefined
  const outcomes = [...columns.outcome.subarray(0, columns.length)]
  const first = outcomes.indexOf(0)
  if (first < 0) return undefined
  let longest = 0
  let streak = 0
  for (const outcome of outcomes.slice(first)) {
    if (outcome === 0) {
      longest = Math.max(longest, streak)
      streak = 0
    } else streak += 1
  }
  // It never comes back from the last failures: patience would only put them off.
  if (streak > 0 && streak >= longest) return undefined
  const before = bed.container && probeOf(bed.container, kind)?.failureThreshold
  if (kind === 'startup' || longest >= (before ?? 3)) {
    return { path: `${at}.failureThreshold`, value: Math.max(first, longest) + 1 }
  }
  const started = run.spans.find(
    ({ detail, pod, container }) => detail.kind === 'run' && bed.isMine(pod) && container === bed.container?.name,
  )?.start
  if (started === undefined || first === 0) return undefined
  return { path: `${at}.initialDelaySeconds`, value: Math.ceil(((columns.at[first] as number) - started) / 1000) }
}

function slowest(run: Trace, bed: Bed, kind: ProbeKind, at: string) {
  const columns = trackOf(run, bed, kind)?.columns
  if (columns === undefined) return undefined
  let longest = 0
  for (let index = 0; index < columns.length; index += 1) {
    if (columns.outcome[index] === 0)
      longest = Math.max(longest, (columns.endAt[index] as number) - (columns.at[index] as number))
  }
  return longest === 0 ? undefined : { path: `${at}.timeoutSeconds`, value: Math.floor(longest / 1000) + 1 }
}

/** Nothing is killed for it, and the last attempt of each run succeeded. */
function isCured(run: Trace, bed: Bed, kind: ProbeKind): boolean {
  const killed = run.spans.some((span) => {
    if (span.detail.kind !== 'run' || !bed.isMine(span.pod) || span.container !== bed.container?.name) return false
    const by = runEnd(run, span)?.by
    return by?.kind === 'probe' && by.probe === kind
  })
  const tracks = tracksOf(run, bed, kind)
  const succeeds = tracks.every(({ columns }) => columns.length > 0 && columns.outcome[columns.length - 1] === 0)
  return !killed && tracks.length > 0 && succeeds
}
