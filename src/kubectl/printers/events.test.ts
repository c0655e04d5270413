import { describe, expect, test } from 'vitest'
import type { EventWritten } from '../../trace/entry.ts'
import { byLastSeen, describeEvents, eventsRow, printGetEvents } from './events.ts'

const event = (more: Partial<EventWritten>): EventWritten => ({
  kind: 'event',
  seq: 1,
  at: 1000,
  key: 'k',
  type: 'Normal',
  reason: 'Pulled',
  message: 'Container image already present on machine',
  count: 1,
  firstAt: more.at ?? 1000,
  component: 'kubelet',
  regarding: { kind: 'Pod', namespace: 'default', name: 'web', fieldPath: 'spec.containers{app}' },
  ...more,
})
const scheduled = event({
  at: 8,
  reason: 'Scheduled',
  message: 'Successfully assigned default/web to node-1',
  component: 'default-scheduler',
  regarding: { kind: 'Pod', namespace: 'default', name: 'web' },
})
const unhealthy = event({
  seq: 7,
  at: 55_400,
  firstAt: 5_400,
  count: 8,
  type: 'Warning',
  reason: 'Unhealthy',
  message: 'Liveness probe failed: \n',
})

describe('events', () => {
  test('kubectl get events', () => {
    expect(printGetEvents([unhealthy, scheduled], 65_000)).toBe(
      [
        'LAST SEEN   TYPE      REASON      OBJECT    MESSAGE\n',
        '64s         Normal    Scheduled   pod/web   Successfully assigned default/web to node-1\n',
        '10s         Warning   Unhealthy   pod/web   Liveness probe failed:\n',
      ].join(''),
    )
  })

  test('kubectl events counts, with whole seconds of the kubelet’s timestamps', () => {
    expect(eventsRow(unhealthy, 65_000)).toMatchObject({ lastSeen: '10s (x8 over 60s)', object: 'Pod/web' })
  })

  test('describe sorts an Event without lastTimestamp first and names the container', () => {
    expect(describeEvents([unhealthy, event({ at: 400 }), scheduled], 65_000)).toBe(
      [
        'Events:\n',
        '  Type     Reason     Age                From               Message\n',
        '  ----     ------     ----               ----               -------\n',
        '  Normal   Scheduled  64s                default-scheduler  Successfully assigned default/web to node-1\n',
        '  Normal   Pulled     65s                kubelet            spec.containers{app}: Container image already present on machine\n',
        '  Warning  Unhealthy  10s (x8 over 60s)  kubelet            spec.containers{app}: Liveness probe failed:\n',
      ].join(''),
    )
  })

  test('describe without events', () => {
    expect(describeEvents([], 0)).toBe('Events:  <none>\n')
  })

  test('byLastSeen: the newest at the end', () => {
    expect(byLastSeen([unhealthy, scheduled]).map((e) => e.reason)).toEqual(['Scheduled', 'Unhealthy'])
  })
})
