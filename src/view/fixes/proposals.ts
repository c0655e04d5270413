import { parseManifest } from '../../manifest/text/parse.ts'
import type { Trace } from '../../trace/trace.ts'
import type { Cause } from '../diagnosis/cause.ts'
import { containerOf, containerPath } from '../diagnosis/container-of.ts'
import { serviceTroubles } from '../diagnosis/service-trouble.ts'
import { type Bed, leafOf, setProposal } from './bed.ts'
import type { FixSubject, Proposal } from './fix.ts'
import { graceProposal } from './grace.ts'
import { memoryProposal } from './memory.ts'
import { missingProposals } from './missing.ts'
import type { DocumentOf, Patient } from './patient.ts'
import { probeProposals } from './probe.ts'
import { pullProposals } from './pull.ts'
import { schedulingProposals } from './scheduling.ts'
import { trafficProposals } from './traffic.ts'
import { isSamePod } from './written.ts'

/** What might cure it, the likeliest first. */
export function proposals(
  trace: Trace,
  text: string,
  documentOf: DocumentOf,
  subject: FixSubject,
): readonly Proposal[] {
  const patient: Patient = { trace, stream: parseManifest(text), documentOf }
  if (subject.kind === 'service') return serviceProposals(patient, subject)
  const { pod, cause } = subject
  const container = 'container' in cause ? containerOf(trace, pod, cause.container) : undefined
  const path = 'container' in cause ? containerPath(trace, pod, cause.container) : ''
  return proposalsFor({ ...patient, pod, isMine: isSamePod(patient, pod), container, path }, cause)
}

function proposalsFor(bed: Bed, cause: Cause): readonly Proposal[] {
  switch (cause.kind) {
    case 'ended':
    case 'endedUnseen': {
      const { by, graceMs } = cause.end
      if (by.kind === 'memory' && by.of === 'container') return memoryProposal(bed)
      if (by.kind === 'probe') return probeProposals(bed, by.probe, by.finding)
      return by.kind === 'deletion' && graceMs !== undefined ? graceProposal(bed) : []
    }
    case 'memory':
      return cause.of === 'container' ? memoryProposal(bed) : []
    case 'probeFails':
      return probeProposals(bed, cause.probe, cause.finding)
    case 'probeWaits':
      return []
    case 'notInTime':
      return graceProposal(bed)
    case 'pull':
      return pullProposals(bed, cause)
    case 'refused':
    case 'volumes':
      return missingProposals(bed, cause.message ?? '')
    case 'unschedulable':
      return [...missingProposals(bed, cause.message), ...schedulingProposals(bed)]
    case 'requestsFailed':
      return trafficProposals(bed, bed.pod, cause.failed)
    default:
      return []
  }
}

function serviceProposals(
  patient: Patient,
  { trouble }: Extract<FixSubject, { kind: 'service' }>,
): readonly Proposal[] {
  const { namespace, name } = trouble
  const cures = (run: Trace) => !serviceTroubles(run).some((each) => each.name === name && each.namespace === namespace)
  const set = (field: string, value: unknown, said: string) =>
    setProposal(
      patient,
      { kind: 'Service', namespace, name },
      field,
      value,
      { kind: 'set', field: leafOf(field), value: said },
      cures,
    )
  if (trouble.kind !== 'selectsNothing') {
    const { index, meant } = trouble
    return meant === undefined ? [] : set(`spec.ports[${index}].targetPort`, meant, String(meant))
  }
  const { meant, selector } = trouble
  if (meant === undefined) return []
  const { key, realKey, value } = meant
  const said = `${realKey}: ${value}`
  if (key === realKey) return set(`spec.selector.${key}`, value, value).map((each) => renamed(each, 'selector', said))
  const others = Object.entries(selector).filter(([each]) => each !== key)
  return set('spec.selector', Object.fromEntries([...others, [realKey, value]]), said)
}

function renamed(proposal: Proposal, field: string, value: string): Proposal {
  if (proposal.kind !== 'ready') return proposal
  return { ...proposal, candidate: { ...proposal.candidate, what: { kind: 'set', field, value } } }
}
