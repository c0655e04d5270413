import { expect, test } from 'vitest'
import type { HttpOutcome } from '../../program-api/network.ts'
import type { NetworkNamespace, Trail } from '../../runtime/network.ts'
import { whyFailed } from './why-failed.ts'

const POD = { namespace: 'default', name: 'web', uid: 'u' }

function namespace(closed: NetworkNamespace['closed'] = new Map()): NetworkNamespace {
  return {
    ...{ ip: '10.244.1.2', nodeSide: '10.244.1.1', hostnames: [], packetRules: [], listeners: new Map() },
    ...{ closed, node: 'n1', pod: POD },
  }
}

const TO = { kind: 'to', ip: '10.244.1.2', port: 8080, pod: POD, because: 7 } as const
const LISTENER = { server: { kind: 'tcp' }, loopbackOnly: false, standIn: false } as const
const response = (status: number): HttpOutcome => ({ kind: 'response', response: { status } })

test.each<[string, HttpOutcome, Trail, ReturnType<typeof whyFailed>]>([
  ['an answer', response(200), {}, undefined],
  ['a redirection', response(301), {}, undefined],
  [
    'an error',
    response(500),
    { route: TO, line: { to: namespace(), port: 8080, listener: LISTENER } },
    { outcome: 'error', reason: { kind: 'status', status: 500 }, pod: POD, because: undefined },
  ],
  [
    'no endpoints, and since which write',
    { kind: 'refused' },
    { route: { kind: 'noEndpoints', because: 3 } },
    { outcome: 'refused', reason: { kind: 'noEndpoints' }, pod: undefined, because: 3 },
  ],
  [
    'a port that was never open',
    { kind: 'refused' },
    { route: TO, to: namespace(), port: 8080 },
    { outcome: 'refused', reason: { kind: 'notYetListening' }, pod: POD, because: 7 },
  ],
  [
    'a port that was open',
    { kind: 'refused' },
    { route: TO, to: namespace(new Map([[8080, { at: 50, because: 9 }]])), port: 8080 },
    { outcome: 'refused', reason: { kind: 'stoppedListening', since: 50 }, pod: POD, because: 9 },
  ],
  [
    'an address that is nobody’s any more',
    { kind: 'timeout' },
    { route: TO, gone: { at: 60, because: 9 } },
    { outcome: 'timeout', reason: { kind: 'podGone', since: 60 }, pod: POD, because: 9 },
  ],
  [
    'no answer over a connection that was kept',
    { kind: 'timeout' },
    { line: { to: namespace(), port: 8080, listener: LISTENER } },
    { outcome: 'timeout', reason: { kind: 'slow' }, pod: POD, because: undefined },
  ],
  [
    'packets that a rule of the Pod throws away',
    { kind: 'timeout' },
    { route: TO, to: namespace(), port: 8080 },
    { outcome: 'timeout', reason: { kind: 'dropped' }, pod: POD, because: undefined },
  ],
  [
    'a connection that ends before the answer',
    { kind: 'malformed', detail: 'EOF' },
    { route: TO, line: { to: namespace(new Map([[8080, { at: 50, because: 9 }]])), port: 8080, listener: LISTENER } },
    { outcome: 'closed', reason: { kind: 'cutOff' }, pod: POD, because: 9 },
  ],
  [
    'something that is no HTTP',
    { kind: 'malformed', detail: 'x' },
    { route: TO, line: { to: namespace(), port: 8080, listener: LISTENER } },
    { outcome: 'malformed', reason: { kind: 'noHttp', detail: 'x' }, pod: POD, because: undefined },
  ],
])('%s', (_, outcome, trail, expected) => {
  expect(whyFailed(outcome, trail)).toEqual(expected)
})
