import { readFileSync } from 'node:fs'
import { SECOND } from '../../lib/time.ts'
import { BackOff, doBackOff } from '../kubelet/back-off.ts'
import { ConformanceTables, skip } from '../testing/conformance-table.ts'
import { goRuntimeStatus, goSeconds, goTime } from '../testing/kubernetes-shapes.ts'

const tables = new ConformanceTables(process.env.PODLAPSE_CONFORMANCE, (path) => readFileSync(path, 'utf8'))

interface Step {
  readonly at: number
  readonly call: 'Get' | 'Next' | 'IsInBackOffSince' | 'IsInBackOffSinceUpdate' | 'Reset' | 'GC'
  readonly eventTime?: number
}

tables.describe('backoff', ({ name, input, expected }) => {
  if (name === 'TestBackoffWithJitter') return skip('the kubelet’s tables have no jitter')
  if (name === 'TestAlternateHasExpiredFunc') return skip('its clock goes back and its expiry is not in the input')
  const steps = input.steps as Step[]
  const forget = 2 * input.maxSeconds * SECOND
  let table = new BackOff(input.initialSeconds * SECOND, input.maxSeconds * SECOND, forget)
  const perform = ({ at, call, eventTime = 0 }: Step): number | boolean | null => {
    const now = Math.round(at * SECOND)
    const since = Math.round(eventTime * SECOND)
    switch (call) {
      case 'Get':
        return table.get('key') / SECOND
      case 'Next':
        table.next('key', since, now)
        return null
      case 'IsInBackOffSince':
        return table.isInBackOffSince('key', since, now)
      case 'IsInBackOffSinceUpdate':
        return table.isInBackOffSinceUpdate('key', since)
      case 'GC':
        table.collect('key', now)
        return null
      case 'Reset':
        table = new BackOff(input.initialSeconds * SECOND, input.maxSeconds * SECOND, forget)
        return null
    }
  }
  return { ours: steps.map(perform), theirs: expected.returns }
})

tables.describe('do-backoff', ({ input, expected }) => {
  const now = goTime(input.clock) ?? 0
  const { defaultDuration, maxDuration, perItemBackoff } = input.backoff
  const table = new BackOff(goSeconds(defaultDuration), goSeconds(maxDuration), 10 * goSeconds(maxDuration))
  // An entry of the first length, as the table of the test has.
  for (const entry of Object.values(perItemBackoff as Record<string, { lastUpdate: string }>)) {
    table.next('key', now, goTime(entry.lastUpdate) ?? 0)
  }
  const { containers } = goRuntimeStatus(input.podStatus)
  const exited = containers.find((each) => each.name === input.container.name && each.state === 'exited')
  const decision = doBackOff(table, 'key', exited?.finishedAt, false, now)
  const refused = decision.kind === 'refuse'
  return {
    ours: { inBackOff: refused, until: refused ? decision.expiresAt : undefined },
    theirs: { inBackOff: expected.inBackOff, until: goTime(expected.error?.backoffUntil) },
  }
})
