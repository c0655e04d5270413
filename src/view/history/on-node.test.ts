import { describe, expect, test } from 'vitest'
import { runText } from '../explain/testing/run-text.ts'
import { orphansAt } from '../inspector/orphans.ts'
import { podViewAt } from '../inspector/pod-view.ts'
import type { ContainerLane } from '../lanes/lane.ts'
import { lanesOf } from '../lanes/lanes.ts'
import { LANES_EN } from '../lanes/words-en.ts'
import { historiesOf } from './histories.ts'

const ENGLISH = { words: LANES_EN }

const containers = (trace: Parameters<typeof lanesOf>[0]) =>
  lanesOf(trace, ENGLISH).filter((lane): lane is ContainerLane => lane.kind === 'container')
const bars = (lane: ContainerLane) => lane.marks.filter((mark) => mark.kind === 'bar')

describe('a static Pod', () => {
  const trace = runText(`apiVersion: v1
kind: Pod
metadata: {name: bare}
spec:
  containers:
  - {name: app, image: podlapse/app:1, args: [run]}
---
apiVersion: podlapse.dev/v1
kind: Scenario
spec:
  until: 60s
  steps:
  - at: 5s
    node: node-1
    do: writeStaticPod
    manifest:
      apiVersion: v1
      kind: Pod
      metadata: {name: fixed}
      spec:
        containers:
        - {name: app, image: podlapse/app:1, args: [run], resources: {limits: {memory: 64Mi}}}
  - {at: 25s, run: kubectl delete pod fixed-node-1}
  - {at: 45s, node: node-1, do: removeStaticPod, name: fixed}
`)
  const mirrors = historiesOf(trace).filter((history) => history.ref.name === 'fixed-node-1')
  const lanes = containers(trace).filter((lane) => lane.pod.name === 'fixed-node-1')

  test('has a life for every mirror, and each its share of the one run', () => {
    expect(mirrors).toHaveLength(2)
    expect(new Set(mirrors.map((mirror) => mirror.onNode.uid)).size).toBe(1)
    expect(mirrors[0]!.onNode.until).toBe(mirrors[1]!.createdAt)
    expect(lanes.map((lane) => bars(lane).filter((bar) => bar.pattern === 'solid').length)).toEqual([1, 1])
    expect(lanes.map((lane) => lane.marks.filter((mark) => mark.kind === 'exit').length)).toEqual([0, 1])
  })

  test('shows its memory in the inspector', () => {
    const at = mirrors[0]!.createdAt + 5_000
    expect(podViewAt(trace, mirrors[0]!.ref.uid, at)!.containers[0]!.memory).toBeDefined()
  })
})

describe('a Pod that is deleted by force', () => {
  const trace = runText(`apiVersion: v1
kind: Pod
metadata: {name: ledger}
spec:
  containers:
  - {name: writer, image: podlapse/app:1, args: [run, --term-delay, "10"]}
---
apiVersion: podlapse.dev/v1
kind: Scenario
spec:
  until: 25s
  steps:
  - {at: 15s, run: kubectl delete pod ledger --force}
`)
  const [lane] = containers(trace) as [ContainerLane]
  const exit = lane.marks.find((mark) => mark.kind === 'exit')!

  test('is being stopped until its process ends, not only until its object goes', () => {
    const last = bars(lane).at(-1)!
    expect(last).toMatchObject({ pattern: 'stopping', to: exit.from })
    expect(last.to).toBeGreaterThan(16_000)
    expect(lane.life).toMatchObject({ to: exit.from, ended: true })
  })

  test('is told of by the inspector while it runs without an object', () => {
    expect(orphansAt(trace, 14_000)).toEqual([])
    expect(orphansAt(trace, 16_000)).toMatchObject([{ container: 'writer', grace: { signal: 'SIGTERM' } }])
    expect(orphansAt(trace, exit.from)).toEqual([])
  })
})

describe('many containers', () => {
  const container = (name: string) => `  - {name: ${name}, image: podlapse/app:1, args: [run]}\n`
  const trace = runText(
    `apiVersion: v1\nkind: Pod\nmetadata: {name: choir}\nspec:\n  containers:\n${['a', 'b', 'c'].map(container).join('')}---
apiVersion: podlapse.dev/v1
kind: Scenario
spec: {until: 20s, steps: [{at: 10s, run: kubectl delete pod choir}]}
`,
  )
  const heights = (folded: boolean) =>
    lanesOf(trace, { ...ENGLISH, folded }).flatMap((lane) => (lane.kind === 'container' ? [lane.height] : []))

  test('are drawn lower where there is little height', () => {
    expect(heights(false)).toEqual([132, 132, 132])
    expect(heights(true)).toEqual([108, 108, 108])
  })
})
