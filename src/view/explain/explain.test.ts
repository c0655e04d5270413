import { describe, expect, test } from 'vitest'
import { GALLERY } from '../../gallery/gallery.ts'
import type { Time } from '../../lib/time.ts'
import type { TraceEntry } from '../../trace/entry.ts'
import type { Trace } from '../../trace/trace.ts'
import { historiesOf } from '../history/histories.ts'
import { chainOf, explain } from './explain.ts'
import { LIVENESS_KILL, runText } from './testing/run-text.ts'
import { EXPLAIN_EN, type ExplainWords } from './words-en.ts'
import { EXPLAIN_ZH } from './words-zh.ts'

const trace = runText(LIVENESS_KILL)
const uid = historiesOf(trace)[0]!.ref.uid

/** The first instant from which kubectl says so. */
function when(status: string): Time {
  for (let at = 0; at <= trace.endMs; at += 50) {
    if (explain(trace, at, { seq: undefined, uid })?.title === `Why ${status}?`) return at
  }
  throw new Error(`never ${status}`)
}

describe('explain', () => {
  test('why CrashLoopBackOff: from the failed probe over the signals to the exit', () => {
    const explanation = explain(trace, when('CrashLoopBackOff'), { seq: undefined, uid }, { all: true })!
    const texts = explanation.links.map((link) => link.text).toReversed()
    const inOrder = [/^Liveness failed, 2 of 2$/, /^SIGTERM, with 5 s to finish/, /^SIGKILL/, /^Exit 137 = 128 \+ 9/]
    let from = 0
    for (const pattern of inOrder) {
      const found = texts.findIndex((text, index) => index >= from && pattern.test(text))
      expect(found, `${pattern} in ${texts.join(' | ')}`).toBeGreaterThanOrEqual(0)
      from = found
    }
  })

  test('names the fields that decided', () => {
    const explanation = explain(trace, when('CrashLoopBackOff'), { seq: undefined, uid }, { all: true })!
    const fields = explanation.links.map((link) => link.field)
    expect(fields).toContain('spec.containers[0].livenessProbe.failureThreshold')
    expect(fields).toContain('spec.containers[0].livenessProbe.terminationGracePeriodSeconds')
  })

  test('a field is asked about by its name, whatever else was written with it', () => {
    const at = when('CrashLoopBackOff')
    const seq = historiesOf(trace)[0]!.versions.findLast((version) => version.at <= at)!.written.seq
    const about = { what: 'Ready', value: 'False' }
    const explanation = explain(trace, at, { seq, uid, about })!
    expect(explanation.title).toBe('Why Ready False?')
    expect(explanation.links[0]).toMatchObject({ seq, text: 'Ready is now False' })
    expect(explanation.links[0]!.detail).toContain('CrashLoopBackOff')
  })

  test('says what comes next', () => {
    const { next } = explain(trace, when('CrashLoopBackOff'), { seq: undefined, uid })!
    expect(next?.text).toMatch(/^Starts again: Running, RESTARTS \d+$/)
    expect(next!.at).toBeGreaterThan(when('CrashLoopBackOff'))
  })

  test('a restart is asked about as such, though STATUS never changed', () => {
    expect(when('RESTARTS 1')).toBeGreaterThan(10_000)
  })

  test('of a long chain what matters is shown, and how much is left out', () => {
    const at = when('CrashLoopBackOff')
    const all = explain(trace, at, { seq: undefined, uid }, { all: true })!
    const shown = explain(trace, at, { seq: undefined, uid })!
    expect(shown.links.length + shown.hidden).toBe(all.links.length)
    expect(all.links[0]).toEqual(shown.links[0])
    expect(shown.links.every(({ seq }) => all.links.some((link) => link.seq === seq))).toBe(true)
  })

  test('where no Pod is left it is asked why the last one is gone', () => {
    const deleted = runText(GALLERY.find((item) => item.name === 'graceful-delete')!.text)
    const explanation = explain(deleted, deleted.endMs, { seq: undefined, uid: undefined })!
    expect(explanation.title).toBe('Why is checkout gone?')
    expect(explanation.links[0]).toMatchObject({ text: 'Pod checkout is gone' })
    expect(explain(deleted, 10_000, { seq: undefined, uid: undefined })).toBeUndefined()
  })

  test('before there is a Pod there is nothing to explain', () => {
    expect(explain(trace, -1, { seq: undefined, uid })).toBeUndefined()
    expect(explain(trace, 0, { seq: undefined, uid: 'another' })).toBeUndefined()
  })
})

describe('what is asked about', () => {
  const podOf = (name: string, command: string, first: string) =>
    JSON.stringify({
      ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name } },
      spec: {
        restartPolicy: 'Never',
        initContainers: [{ name: 'i', image: 'busybox:1.36', command: ['sh', '-c', first] }],
        containers: [{ name: 'c', image: 'busybox:1.36', command: ['sh', '-c', command] }],
      },
    })
  const steps = [{ at: '5s', run: 'kubectl set image pod/hall c=busybox:1.37' }]
  const scenario = { apiVersion: 'podlapse.dev/v1', kind: 'Scenario', metadata: { name: 's' }, spec: { steps } }
  const hall = runText([podOf('hall', 'echo one: two; sleep 20', 'exit 0'), JSON.stringify(scenario)].join('\n---\n'))

  const titles = (find: (entry: TraceEntry) => boolean, words: ExplainWords = EXPLAIN_EN) => {
    const { seq, at } = hall.entries.find(find)!
    return explain(hall, at, { seq, uid: undefined }, { words })!.title
  }

  test.each<[string, (entry: TraceEntry) => boolean, string, string]>([
    [
      'a step in full, whatever its punctuation',
      (entry) => entry.kind === 'step' && entry.index === 0,
      'Why kubectl set image pod/hall c=busybox:1.37?',
      '为什么会 kubectl set image pod/hall c=busybox:1.37？',
    ],
    ['a line of a log without what it says', (entry) => entry.kind === 'log', 'Why c prints?', '为什么会 c 输出？'],
    [
      'an Event by its reason',
      (entry) => entry.kind === 'event' && entry.reason === 'Killing',
      'Why Event Killing?',
      '为什么会事件 Killing？',
    ],
    ['a signal without its effect', (entry) => entry.kind === 'signal', 'Why SIGTERM?', '为什么会 SIGTERM？'],
    [
      'a decision by its head',
      (entry) => entry.kind === 'decision' && entry.decision === 'startContainer' && entry.container === 'c',
      'Why “There is no container c”?',
      '为什么“没有容器 c”？',
    ],
    ['what was printed not at all', (entry) => entry.kind === 'stepOutput', 'Why this?', '为什么会这样？'],
  ])('%s', (_, find, english, chinese) => {
    expect(titles(find)).toBe(english)
    expect(titles(find, EXPLAIN_ZH)).toBe(chinese)
  })

  test.each<[ExplainWords, string, string | undefined]>([
    [EXPLAIN_EN, 'STATUS is now Running', 'READY is now 1/1'],
    [EXPLAIN_ZH, 'STATUS 现在是 Running', 'READY 变为 1/1'],
  ])('a column that is asked about is not said twice', (words, text, detail) => {
    const [{ ref, versions }] = historiesOf(hall) as [ReturnType<typeof historiesOf>[number]]
    const { at, written } = versions.find(({ pod }) => pod.status.phase === 'Running')!
    const about = { what: 'STATUS', value: 'Running' }
    const { links } = explain(hall, at, { seq: written.seq, uid: ref.uid, about }, { words })!
    expect(links[0]).toMatchObject({ text, detail })
  })

  test('a sync and the start that it leads to are one link of the chain', () => {
    const start = hall.entries.find((entry) => entry.kind === 'decision' && entry.decision === 'startContainer')!
    const facts = chainOf(hall, start.seq).map(({ fact }) => fact)
    const decisions = facts.flatMap((fact) => (fact.kind === 'decision' ? [fact.made.decision] : []))
    expect(decisions.slice(-2)).toEqual(['computePodActions', 'startContainer'])
    const { links } = explain(hall, start.at, { seq: start.seq, uid: undefined }, { all: true })!
    expect(links.map(({ text }) => text).filter((text, at, all) => all.indexOf(text) !== at)).toEqual([])
  })
})

describe('chainOf', () => {
  test('every happening has a chain in the order of time that ends with it', () => {
    const check = (some: Trace) => {
      for (const entry of some.entries) {
        const chain = chainOf(some, entry.seq)
        expect(chain.at(-1)?.seq).toBe(entry.seq)
        for (const [index, link] of chain.entries()) {
          if (index > 0) expect(link.seq).toBeGreaterThan(chain[index - 1]!.seq)
          expect(link.text).not.toBe('')
        }
      }
    }
    check(trace)
  })
})

describe('clusters', () => {
  const gallery = (name: string) => runText(GALLERY.find((item) => item.name === name)!.text)
  const uidOf = (some: Trace, name: string) => historiesOf(some).find((each) => each.ref.name === name)!.ref.uid
  /** The chain of the newest write, Event or decision that a test is told to look for. */
  const textsOf = (some: Trace, find: (entry: TraceEntry) => boolean) => {
    const { seq, at } = some.entries.find(find)!
    return explain(some, at, { seq, uid: undefined }, { all: true })!
      .links.map(({ text }) => text)
      .toReversed()
  }

  test('why Pending: because of what the scheduler said, and of the field that it went by', () => {
    const some = gallery('node-selector-then-label')
    const { title, links } = explain(some, 12_000, { seq: undefined, uid: uidOf(some, 'archive') })!
    expect(title).toBe('Why Pending?')
    const decision = links.find(({ fact }) => fact.kind === 'scheduling')!
    expect(decision).toMatchObject({ text: 'None of 3 nodes fits', field: 'spec.nodeSelector' })
    expect(decision.detail).toMatch(/^0\/3 nodes are available: 3 node\(s\) didn't match/)
    expect(links[0]!.text).toBe('Condition PodScheduled is now False: Unschedulable')
  })

  test.each<[string, string, (entry: TraceEntry) => boolean, readonly string[]]>([
    [
      'a label lets a Pod in',
      'node-selector-then-label',
      (entry) => entry.kind === 'event' && entry.reason === 'Scheduled',
      ['Node cellar gets the label disk=ssd', 'cellar is the only one of 3 nodes that fits'],
    ],
    [
      'who is more important gets room',
      'preemption',
      (entry) => entry.kind === 'event' && entry.reason === 'Preempted',
      ['Pod siren is created', 'The only node does not fit', 'cleaner has to make room on office'],
    ],
    [
      'a lost node loses its Pods by its taint',
      'node-lost',
      (entry) => entry.kind === 'event' && entry.reason === 'TaintManagerEviction',
      ['crash on node island', 'Node island gets the taint node.kubernetes.io/unreachable:NoExecute'],
    ],
    [
      'a claim is bound by the volume that came',
      'claim-late',
      (entry) => entry.kind === 'event' && entry.reason === 'Scheduled',
      ['PersistentVolume ledger is now Bound', 'desk fits, the only node'],
    ],
    [
      'a quota counts who has ended',
      'quota-refused',
      (entry) => entry.kind === 'object' && entry.objectKind === 'ResourceQuota' && entry.at > 10_000,
      ['Exit 0, Completed', 'ResourceQuota desks counts pods 1 of 2'],
    ],
  ])('%s', (_, name, find, parts) => {
    const texts = textsOf(gallery(name), find)
    let from = 0
    for (const part of parts) {
      const found = texts.indexOf(part, from)
      expect(found, `${part} in ${texts.join(' | ')}`).toBeGreaterThanOrEqual(0)
      from = found + 1
    }
  })

  test.each([
    ['quota-refused', 'apply pod/third', /exceeded quota: desks, requested: pods=1, used: pods=2, limited: pods=2$/],
    ['drain-and-budget', 'kubectl drain stage --force', /would violate the pod's disruption budget/],
  ])('a step says what it was refused for: %s', (name, step, complaint) => {
    const some = gallery(name)
    const { seq, at } = some.steps.find(({ text }) => text === step)!
    expect(explain(some, at, { seq, uid: undefined })!.links.at(-1)!.detail).toMatch(complaint)
  })
})
