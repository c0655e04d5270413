import type { ServiceSpec } from '../../manifest/object/service.ts'
import { objectKey, type Trace } from '../../trace/trace.ts'
import { type FailedRequests, type Missing, trafficVerdict } from '../diagnosis/failed-requests.ts'
import { leafOf, setProposal } from './bed.ts'
import type { Proposal } from './fix.ts'
import type { Patient } from './patient.ts'
import { writtenAs } from './written.ts'

/** So long a Pod stays after its endpoints have gone: more than every node needs. */
const STAY_SECONDS = 5

/** A readiness probe, or a hook that lets a Pod stay for a while, where requests failed for want of it. */
export function trafficProposals(
  patient: Patient,
  pod: { readonly namespace: string; readonly name: string },
  failed: FailedRequests,
): readonly Proposal[] {
  const { missing, field, service } = failed
  const written = writtenAs(patient, pod)
  if (!written || field === undefined) return []
  const path = `${written.prefix}${field}`
  const cures = (run: Trace) => !fails(run, service, missing)
  switch (missing) {
    case 'readiness': {
      const port = targetPort(patient.trace, pod.namespace, failed)
      const probe = { httpGet: { path: '/', port }, periodSeconds: 2 }
      const what = { kind: 'set', field: leafOf(field), value: `httpGet /, ${port}` } as const
      return setProposal(patient, written.object, path, probe, what, cures)
    }
    case 'preStop':
    case 'longerPreStop': {
      const what = { kind: 'set', field: leafOf(field), value: `sleep ${STAY_SECONDS} s` } as const
      return setProposal(patient, written.object, path, { sleep: { seconds: STAY_SECONDS } }, what, cures)
    }
    default:
      return []
  }
}

function fails(run: Trace, service: string, missing: Missing | undefined): boolean {
  return run.traffic.some(
    (track) =>
      track.service === service && trafficVerdict(run, track).reasons.some((reason) => reason.missing === missing),
  )
}

function targetPort(trace: Trace, namespace: string, { service, port }: FailedRequests): number | string {
  const { spec } = trace.objects.get(objectKey('Service', namespace, service))?.at(-1)?.object ?? {}
  return (spec as ServiceSpec | undefined)?.ports?.find((each) => each.port === port)?.targetPort ?? port
}
