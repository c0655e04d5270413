import { describe, expect, test } from 'vitest'
import { GALLERY } from '../../gallery/gallery.ts'
import type { Trace } from '../../trace/trace.ts'
import { LIVENESS_KILL, runText } from '../explain/testing/run-text.ts'
import { EXPLAIN_EN } from '../explain/words-en.ts'
import { filteredRows, ROW_KINDS, type RowKind, rowAt, saysRow, tableRows } from './rows.ts'
import { summaryOf } from './summary.ts'
import { SUMMARY_EN } from './summary-words-en.ts'
import { SUMMARY_ZH } from './summary-words-zh.ts'

function run(name: string): Trace {
  return runText(GALLERY.find((item) => item.name === name)!.text)
}

describe('summary', () => {
  test.each<[string, readonly string[]]>([
    [
      'liveness-file',
      [
        'Pod lighthouse was on node-1 for 3m.',
        'It was ready after 0.6 s.',
        'Its container lamp was restarted 3 times: liveness failed 3 times in a row each time.',
        'At the end its STATUS is Running, READY 1/1.',
      ],
    ],
    [
      'graceful-delete',
      [
        'Pod checkout was on node-1 for 38 s.',
        'It was ready after 0.7 s.',
        'Its container server ended with exit 0, Completed.',
        'It was gone after 38 s.',
      ],
    ],
    [
      'oom',
      [
        'Pod thumbnails was on node-1 for 5m.',
        'It was ready after 0.7 s, and lost that 5 times.',
        'Its container resizer was restarted 5 times: it was killed for memory each time.',
        'At the end its STATUS is Running, READY 1/1.',
      ],
    ],
    [
      'crash-loop',
      [
        'Pod billing was on node-1 for 15m.',
        'It was ready after 0.6 s, and lost that 8 times.',
        'Its container api was restarted 7 times: it ended by itself with exit 1 each time.',
        'At the end its STATUS is CrashLoopBackOff, READY 0/1.',
      ],
    ],
    [
      'node-selector-then-label',
      [
        'Pod archive waited 30 s for a node, then went to cellar; it was there for 1m15s in all.',
        'It was ready after 31 s.',
        'At the end its STATUS is Running, READY 1/1.',
      ],
    ],
    [
      'image-not-there',
      [
        'Pod newsletter was on node-1 for 5m.',
        'It was ready after 1m33s.',
        'Its container sender started only after 1m33s, because of ImagePullBackOff.',
        'At the end its STATUS is Running, READY 1/1.',
      ],
    ],
    [
      'readiness-flaps',
      [
        '2 Pods in 1m30s.',
        'Pod moody is Running, READY 0/1, at the end.',
        'Pod steady is Running, READY 1/1, at the end.',
      ],
    ],
    [
      'job-retries',
      [
        '3 Pods in 1m.',
        'Pod count-books-db9dr is Error, READY 0/1, at the end.',
        'Pod count-books-z98jf is Error, READY 0/1, at the end.',
        'Pod count-books-5jz5g is Completed, READY 0/1, at the end.',
      ],
    ],
    ['node-lost', ['2 Pods in 10m.', 'Pod hut was gone after 9m2s.', 'Pod boat was gone after 9m2s.']],
    [
      'init-order',
      [
        'Pod kitchen was on node-1 for 2m.',
        'It was ready after 7.2 s.',
        'Its container fetch ended with exit 0, Completed.',
        'Its container check was restarted once: it ended by itself with exit 3.',
        'At the end its STATUS is Running, READY 1/1.',
      ],
    ],
  ])('%s', (name, sentences) => {
    expect(summaryOf(run(name), SUMMARY_EN)).toEqual(sentences)
  })

  test('of several containers those are told of that most became of', () => {
    const text = `apiVersion: v1
kind: Pod
metadata: {name: ledger}
spec:
  restartPolicy: OnFailure
  initContainers: [{name: fetch, image: busybox, command: ["true"]}]
  containers:
    - {name: done, image: busybox, command: [sleep, "1"]}
    - {name: loop, image: busybox, command: [sh, -c, "sleep 3; exit 4"]}
---
apiVersion: podlapse.dev/v1
kind: Scenario
spec: {until: 30s}
`
    const containers = summaryOf(runText(text), SUMMARY_EN).filter((sentence) => sentence.startsWith('Its container'))
    expect(containers).toEqual([
      'Its container fetch ended with exit 0, Completed.',
      'Its container loop was restarted twice: it ended by itself with exit 4 each time.',
    ])
  })

  test('in Chinese', () => {
    expect(summaryOf(runText(LIVENESS_KILL), SUMMARY_ZH)[2]).toMatch(
      /^容器 app 重启了 \d 次：每次都是 liveness 连续失败 2 次。$/,
    )
  })

  test('a Pod that no node takes, and no Pod at all', () => {
    const pod =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: big}\nspec:\n  nodeSelector: {no: such}\n  containers: [{name: a, image: nginx}]\n'
    const scenario = '---\napiVersion: podlapse.dev/v1\nkind: Scenario\nspec: {until: 20s}\n'
    expect(summaryOf(runText(pod + scenario), SUMMARY_EN)).toEqual([
      'Pod big waited 20 s for a node and got none.',
      'It was never ready.',
      'At the end its STATUS is Pending, READY 0/1.',
    ])
    const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m}\n'
    expect(summaryOf(runText(map + scenario), SUMMARY_EN)[0]).toMatch(/^No Pod was created/)
  })

  test('every scenario of the gallery has two to six sentences without a hole', () => {
    for (const { name, text } of GALLERY) {
      const some = runText(text)
      for (const words of [SUMMARY_EN, SUMMARY_ZH]) {
        const sentences = summaryOf(some, words)
        expect(sentences.length, name).toBeGreaterThanOrEqual(2)
        expect(sentences.length, name).toBeLessThanOrEqual(6)
        expect(sentences.join(' '), name).not.toMatch(/undefined|NaN| -1/)
      }
    }
  })
})

describe('rows', () => {
  const trace = runText(LIVENESS_KILL)
  const rows = tableRows(trace)
  const all = new Set<RowKind>(ROW_KINDS)
  const text = (row: (typeof rows)[number]) => saysRow(trace, row, EXPLAIN_EN).text

  test('everything that happened is a row, in the order of time', () => {
    const attempts = trace.probes.reduce((sum, { columns }) => sum + columns.length, 0)
    const leases = trace.entries.filter((entry) => entry.kind === 'object' && entry.objectKind === 'Lease').length
    expect(rows.length).toBe(trace.entries.length + attempts - leases)
    for (const [i, row] of rows.entries()) expect(row.at).toBeGreaterThanOrEqual(rows[i - 1]?.at ?? 0)
  })

  test('a row says what happened, of what, and by which rule', () => {
    const kill = rows.find(({ happening: h }) => h.kind === 'entry' && h.entry.kind === 'signal')!
    expect(kill.of).toBe('web/app')
    expect(text(kill)).toMatch(/^SIGTERM/)
    const exit = rows.find(
      ({ happening: h }) => h.kind === 'entry' && h.entry.kind === 'spanEnd' && h.entry.outcome.kind === 'exit',
    )!
    expect(exit).toMatchObject({ kind: 'containers', of: 'web/app' })
    expect(saysRow(trace, exit, EXPLAIN_EN).rule).toBe('PROC-1')
  })

  test.each<[string, readonly RowKind[], string, (found: string) => boolean]>([
    ['by kind', ['probes'], '', (found) => /^Liveness/.test(found)],
    ['by words', ROW_KINDS, 'sigkill', (found) => /SIGKILL/i.test(found)],
    ['by several words in any order', ROW_KINDS, '137 exit', (found) => /exit 137/i.test(found)],
  ])('are filtered %s', (_, kinds, query, fits) => {
    const found = filteredRows(rows, { kinds: new Set(kinds), query }, text)
    expect(found.length).toBeGreaterThan(0)
    expect(found.length).toBeLessThan(rows.length)
    expect(found.map(text).every(fits)).toBe(true)
  })

  test('nothing fits nothing', () => {
    expect(filteredRows(rows, { kinds: all, query: 'no such thing' }, text)).toEqual([])
    expect(filteredRows(rows, { kinds: new Set(), query: '' }, text)).toEqual([])
  })

  test('the row at the playhead is the last that has happened', () => {
    expect(rowAt(rows, -1)).toBe(-1)
    expect(rows[rowAt(rows, trace.endMs)]).toBe(rows.at(-1))
    const index = rowAt(rows, 20_000)
    expect(rows[index]!.at).toBeLessThanOrEqual(20_000)
    expect(rows[index + 1]!.at).toBeGreaterThan(20_000)
  })
})
