import { describe, expect, test } from 'vitest'
import { runText } from '../explain/testing/run-text.ts'
import { causeChain, findSeq } from './causes.ts'
import type { NodeLane } from './lane.ts'
import { lanesOf } from './lanes.ts'
import { sentenceOf } from './sentence.ts'
import { LANES_EN } from './words-en.ts'

const ENGLISH = { words: LANES_EN }

/** What happens to node "attic" of two, and a Pod that is there anyway. */
function traceOf(steps: readonly string[], until = '30s') {
  return runText(`apiVersion: v1
kind: Pod
metadata: {name: lodger}
spec:
  nodeName: attic
  containers: [{name: app, image: podlapse/app:1, args: [run]}]
---
apiVersion: podlapse.dev/v1
kind: Scenario
spec:
  until: ${until}
  nodes: [{name: attic, taints: [{key: kept, effect: NoSchedule}]}, {name: cellar}]
  steps: [${steps.join(', ')}]
`)
}

const lanesFor = (steps: readonly string[], until?: string) =>
  lanesOf(traceOf(steps, until), ENGLISH).filter((lane): lane is NodeLane => lane.kind === 'node')

const drawn = ({ marks }: NodeLane) =>
  marks.flatMap((mark) => {
    if (mark.kind === 'bar') return [`${mark.pattern} ${mark.label}`]
    if (mark.kind === 'flag') return [`${mark.solid ? '+' : '-'}${mark.effect}`]
    return mark.kind === 'tick' ? [mark.text] : []
  })

test.each<[string, readonly string[], readonly string[] | undefined]>([
  ['nothing', [], undefined],
  ['a label', ['{at: 5s, run: kubectl label node attic disk=ssd}'], undefined],
  [
    'a kubelet that is back in time',
    ['{at: 5s, node: attic, do: stopKubelet}', '{at: 15s, node: attic, do: startKubelet}'],
    undefined,
  ],
  [
    'a taint that comes and goes',
    [
      '{at: 5s, run: kubectl taint node attic a.example/b=c:NoSchedule}',
      '{at: 9s, run: kubectl taint node attic a.example/b-}',
    ],
    ['solid Ready', '+a.example/b=c:NoSchedule', '-a.example/b=c:NoSchedule'],
  ],
  [
    'cordon and uncordon',
    ['{at: 5s, run: kubectl cordon attic}', '{at: 9s, run: kubectl uncordon attic}'],
    [
      'solid Ready',
      'outline cordoned',
      '+node.kubernetes.io/unschedulable:NoSchedule',
      'NodeNotSchedulable',
      '-node.kubernetes.io/unschedulable:NoSchedule',
      'NodeSchedulable',
    ],
  ],
  ['the end of the node', ['{at: 5s, run: kubectl delete node attic}'], ['solid Ready']],
])('what is drawn of a node: %s', (_, steps, marks) => {
  const lanes = lanesFor(steps)
  expect(lanes.map(({ node }) => node)).toEqual(marks ? ['attic'] : [])
  if (marks) expect(drawn(lanes[0]!)).toEqual(marks)
})

describe('a node that loses power', () => {
  const steps = ['{at: 20s, node: attic, do: crash}', '{at: 120s, node: attic, do: boot}']
  const [lane] = lanesFor(steps, '200s') as [NodeLane]

  test('is not ready once nobody has heard of it for long enough, until it reports again', () => {
    const bars = lane.marks.filter((mark) => mark.kind === 'bar')
    expect(bars.map(({ label }) => label)).toEqual(['Ready', 'Not ready (Unknown)', 'Ready'])
    for (const [i, bar] of bars.entries()) if (i > 0) expect(bar.from).toBe(bars[i - 1]!.to)
    expect(bars.at(-1)!.to).toBe(200_000)
  })

  test('gets its taints and loses them, and has its Events', () => {
    const [ready] = [drawn(lane)]
    expect(ready).toContain('+node.kubernetes.io/unreachable:NoExecute')
    expect(ready).toContain('-node.kubernetes.io/unreachable:NoExecute')
    expect(ready).toEqual(expect.arrayContaining(['NodeNotReady', 'NodeReady']))
  })

  test('says so in words', () => {
    const sentences = lane.marks.map((mark) => sentenceOf(lane, mark, LANES_EN))
    expect(sentences).toContainEqual(
      expect.stringMatching(/^Node attic is not ready: nobody has heard of it, from \d:\d\d/),
    )
    expect(sentences).toContainEqual(
      expect.stringMatching(/^Node attic, taint node.kubernetes.io\/unreachable:NoExecute comes at/),
    )
    expect(sentences).toContainEqual(
      expect.stringMatching(/^Event NodeNotReady at .*: Node attic status is now: NodeNotReady$/),
    )
  })

  test('is part of the chains that lead through it', () => {
    const trace = traceOf(steps, '200s')
    const lanes = lanesOf(trace, ENGLISH)
    const event = trace.events.find(({ reason, regarding }) => reason === 'NodeNotReady' && regarding.kind === 'Node')!
    const chain = causeChain(trace, lanes, findSeq(trace, event.seq)!)
    expect(chain.at(-1)).toMatchObject({ lane: 'node/attic', at: event.at })
  })
})

test('a pressure has a row of its own below the readiness', () => {
  const [lane] = lanesFor(['{at: 5s, node: attic, do: memoryPressure}'], '40s') as [NodeLane]
  const [ready, pressure] = lane.marks.filter((mark) => mark.kind === 'bar')
  expect([ready!.label, pressure!.label]).toEqual(['Ready', 'MemoryPressure'])
  expect(pressure!.top).toBeGreaterThanOrEqual(ready!.top + ready!.height)
  expect(drawn(lane)).toEqual(
    expect.arrayContaining(['NodeHasInsufficientMemory', '+node.kubernetes.io/memory-pressure:NoSchedule']),
  )
})

test('a node that is deleted ends its lane', () => {
  const [lane] = lanesFor(['{at: 5s, run: kubectl delete node attic}']) as [NodeLane]
  expect(lane.life).toEqual({ from: 0, to: 5_000, ended: true })
})
