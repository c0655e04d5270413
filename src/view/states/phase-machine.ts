import type { PodPhase } from '../../manifest/pod/status.ts'
import type { PodHistory } from '../history/pod-history.ts'
import type { StateTone } from '../history/tone.ts'
import { type Machine, machineOf, type Visit } from './machine.ts'

export const PHASES = ['Pending', 'Running', 'Succeeded', 'Unknown', 'Failed'] as const satisfies readonly PodPhase[]

const KNOWN: readonly (readonly [PodPhase, PodPhase])[] = [
  ['Pending', 'Running'],
  ['Running', 'Succeeded'],
  ['Running', 'Failed'],
  ['Running', 'Unknown'],
  ['Pending', 'Failed'],
  ['Pending', 'Succeeded'],
]

/** The others say nothing of how the Pod is: one that runs can be in trouble. */
const TONES: Readonly<Partial<Record<PodPhase, StateTone>>> = {
  Pending: 'waiting',
  Succeeded: 'exitZero',
  Failed: 'exitNonZero',
}

/** The phases of a Pod, as the API server had them. */
export function phaseMachine({ versions, deletedAt }: PodHistory): Machine {
  const visits: { -readonly [Key in keyof Visit]: Visit[Key] }[] = []
  for (const { at, pod, written } of versions) {
    const { phase, reason } = pod.status
    const last = visits.at(-1)
    if (last?.state === phase && last.sub === (reason ?? '')) continue
    if (last) last.to = at
    visits.push({ state: phase, sub: reason ?? '', tone: TONES[phase], from: at, to: undefined, seq: written.seq })
  }
  const last = visits.at(-1)
  if (last) last.to = deletedAt
  return machineOf(visits, KNOWN)
}
