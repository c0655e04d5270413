import { describe, expect, test } from 'vitest'
import type { Trace } from '../../trace/trace.ts'
import { screenItems, type TypedLine, variablesAt, withVariables } from './session.ts'

/** A run in which a line is taken from 10 s to 30 s, and another is looked at beside the text. */
const entries = [
  { seq: 1, at: 10_000, kind: 'step', index: 0, text: 'kubectl delete pod web', typed: true },
  { seq: 2, at: 10_000, kind: 'stepOutput', index: 0, stream: 'stdout', text: 'pod "web" deleted' },
  { seq: 3, at: 12_000, kind: 'step', index: 1, text: 'kubectl get pods -w', typed: true, aside: true },
  { seq: 4, at: 12_000, kind: 'stepOutput', index: 1, stream: 'stdout', text: 'web Running', aside: true },
  { seq: 5, at: 20_000, kind: 'stepOutput', index: 1, stream: 'stdout', text: 'web Terminating', aside: true },
  { seq: 6, at: 30_000, kind: 'stepEnd', index: 0, exitCode: 0 },
]
const TRACE = { entries } as unknown as Trace
const EMPTY = { entries: [] } as unknown as Trace

const line = (id: number, at: number, text: string, more: Partial<TypedLine> = {}): TypedLine => ({
  ...{ id, tab: 1, at, line: text, run: text, how: 'acts' },
  ...more,
})
const DELETE = line(2, 10_000, 'kubectl delete pod web')
const WATCH = line(3, 12_000, 'kubectl get pods -w', { how: 'watches', tab: 2 })
const READ = line(1, 5_000, 'kubectl get pods', {
  how: 'reads',
  printed: { stdout: 'web\n', stderr: '', exitCode: 0 },
})
const LINES = [READ, DELETE, WATCH]

const shown = (at: number, { lines = LINES, tab = 1, trace = TRACE } = {}) =>
  screenItems({ lines, tab, isFirst: tab === 1 }, trace, at).map(({ line: text, output, state }) =>
    `${text}: ${state} ${output.trim().replace('\n', ', ')}`.trim(),
  )

describe('the screen of a tab', () => {
  test.each<readonly [number, number, readonly string[]]>([
    [0, 1, []],
    [5_000, 1, ['kubectl get pods: ended web']],
    [10_000, 1, ['kubectl get pods: ended web', 'kubectl delete pod web: running pod "web" deleted']],
    [30_000, 1, ['kubectl get pods: ended web', 'kubectl delete pod web: ended pod "web" deleted']],
    [11_000, 2, []],
    [12_000, 2, ['kubectl get pods -w: running web Running']],
    [90_000, 2, ['kubectl get pods -w: running web Running, web Terminating']],
  ])('at %d ms, of tab %d', (at, tab, items) => {
    expect(shown(at, { tab })).toEqual(items)
  })

  test('has the steps of a text that nobody has typed here, in the first tab', () => {
    expect(shown(30_000, { lines: [] })).toEqual(['kubectl delete pod web: ended pod "web" deleted'])
    expect(shown(30_000, { lines: [], tab: 2 })).toEqual([])
  })

  test('has no line whose step is no longer in the text', () => {
    expect(shown(30_000, { trace: EMPTY })).toEqual(['kubectl get pods: ended web'])
    expect(shown(30_000, { trace: EMPTY, lines: [{ ...DELETE, pending: true }] })).toEqual([
      'kubectl delete pod web: pending',
    ])
  })

  test('begins anew where it was cleared', () => {
    const cleared = line(4, 20_000, 'clear', { how: 'local', clears: true })
    expect(shown(19_000, { lines: [...LINES, cleared] })).toHaveLength(2)
    expect(shown(20_000, { lines: [...LINES, cleared] })).toEqual([])
  })

  test('names which of several equal steps of the text it is', () => {
    const twice = [
      { seq: 1, at: 0, kind: 'step', index: 0, text: 'kubectl cordon n', typed: true },
      { seq: 2, at: 0, kind: 'step', index: 1, text: 'kubectl cordon n', typed: true },
    ]
    const items = screenItems({ lines: [], tab: 1, isFirst: true }, { entries: twice } as unknown as Trace, 0)
    expect(items.map(({ step }) => step?.nth)).toEqual([0, 1])
  })
})

describe('variables', () => {
  const set = (id: number, at: number, sets: TypedLine['sets'], tab = 1) =>
    line(id, at, '', { how: 'local', tab, ...(sets ? { sets } : {}) })
  const lines = [set(1, 0, { POD: 'web' }), set(2, 9, { POD: 'api', NS: 'dev' }), set(3, 0, { POD: 'other' }, 2)]

  test.each([
    [0, { POD: 'web' }],
    [9, { POD: 'api', NS: 'dev' }],
  ])('at %d are those that were set by then', (at, values) => {
    expect(Object.fromEntries(variablesAt(lines, 1, at))).toEqual(values)
  })

  test.each([
    ['kubectl get pod $POD', "POD='web'; kubectl get pod $POD"],
    ['echo ${POD}s $PODS', "POD='web'; echo ${POD}s $PODS"],
    ['echo $PODS', 'echo $PODS'],
    ['echo $Q', "Q='it'\\''s'; echo $Q"],
  ])('%s is run as %s', (typed, run) => {
    expect(
      withVariables(
        typed,
        new Map([
          ['POD', 'web'],
          ['Q', "it's"],
        ]),
      ),
    ).toBe(run)
  })
})
