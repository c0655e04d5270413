import { describe, expect, test } from 'vitest'
import type { DecisionName } from '../../trace/decision/decision.ts'
import { DECISION_SAMPLES } from '../../view/explain/testing/decision-samples.ts'
import { FIXES, NOTES } from '../../view/notes/testing/note-samples.ts'
import { legendWords } from '../legend/words.ts'
import { shareWords } from '../share/words.ts'
import { terminalWords } from '../terminal/words.ts'
import { CHINESE } from './chinese.ts'
import { ENGLISH, type Words } from './english.ts'

/**
 * What the functions of the dictionaries are asked with where a number in quotes, which is a length, a count and a
 * name in one, will not do.
 */
const FAILED = {
  ...{ service: 'NAME', port: 80, node: 'NODE', pod: 'NAME', count: 2, from: 2000, to: 3000 },
  ...{ timeoutMs: 2000, lag: 2000, isStopping: true },
}

const REQUESTS_FAILED = [
  [{ ...FAILED, reason: { kind: 'podGone', since: 2000 }, missing: 'preStop' }],
  [{ ...FAILED, reason: { kind: 'status', status: 500 }, missing: undefined }],
]
const VERDICTS = [
  [{ ...FAILED, failed: 0, reasons: [] }],
  [{ ...FAILED, failed: 1, reasons: [{ kind: 'cutOff', missing: 'draining', isStopping: true, count: 1 }] }],
]

const SAMPLES: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  'app.link': [['cut'], ['damaged']],
  'app.noPodBody': [
    [[], 0],
    [['a', 'b'], 2],
  ],
  'change.began': [['backOff']],
  'change.ended': [['pull']],
  'compare.milestone': [
    ['ready', 2000],
    ['scheduled', -2000],
  ],
  'compare.milestoneMissing': [['ready']],
  'compare.milestoneNew': [['ready', 2000]],
  'editor.problem': NOTES.map((note) => [{ note }]),
  'editor.fixTitle': FIXES.map((title) => [title]),
  'explain.answers.deletion': [
    ['NAME', 0, undefined],
    ['NAME', 137, 2000],
  ],
  'explain.answers.exit': [[1, 2000, 'x']],
  'explain.answers.finalizers': [[['x', 'y']]],
  'explain.answers.gates': [[['x', 'y']]],
  'explain.answers.hook': [
    ['postStart', 2000],
    ['preStop', 2000],
  ],
  'explain.answers.initRuns': [
    ['NAME', 2000, undefined],
    ['NAME', 2000, 'x'],
  ],
  'explain.answers.join': [[['a', 'b']]],
  'explain.answers.memory': [
    [1_048_576, 'pod', 2000],
    [1_048_576, 'node', undefined],
  ],
  'explain.answers.memoryPart': [[1_048_576]],
  'explain.answers.noTraffic': [[['x', 'y']]],
  'explain.answers.probeCounts': [
    ['readiness', 1, 2],
    ['readiness', 2, 2],
  ],
  'explain.answers.probeFails': [
    ['liveness', 1, 3, 'x'],
    ['readiness', 4, 3, 'x'],
  ],
  'explain.answers.probeKilled': [
    ['liveness', 1, 'x', 137, 2000],
    ['startup', 3, 'x', 0, undefined],
  ],
  'explain.answers.probeSucceeds': [['readiness']],
  'explain.answers.probeWaits': [
    ['readiness', 0],
    ['startup', 2000],
  ],
  'explain.answers.requestsFailed': REQUESTS_FAILED,
  'explain.answers.signalled': [
    ['SIGKILL', undefined, 137],
    ['SIGKILL', 'x', 137],
  ],
  'explain.answers.stopping': [
    ['SIGTERM', 2000, true],
    ['SIGTERM', 2000, false],
  ],
  'explain.answers.volumes': [[undefined], ['x']],
  'explain.autoscaler': [
    [{ name: 'NAME', readings: [{ resource: 'cpu', now: '90%', wanted: '50%' }], current: 1, desired: 2 }],
    [{ name: 'NAME', readings: [], current: 1, desired: 1, trouble: 'x' }],
  ],
  'explain.attempt': [
    ['liveness', 'failure'],
    ['startup', 'unknown'],
  ],
  'explain.list': [[['a', 'b']]],
  'explain.nodeGets': [['NODE', 'taint', 'x=y']],
  'explain.nodeLoses': [['NODE', 'label', 'x']],
  'explain.nodeReady': [
    ['NODE', 'True'],
    ['NODE', 'Unknown'],
  ],
  'explain.note': NOTES.map((note) => [note]),
  'explain.oom': [
    [1_048_576, 'pod'],
    [1_048_576, 'node'],
  ],
  'explain.runs.memory': [[1_048_576], [0]],
  'explain.runs.probe': [['liveness', 'x']],
  'explain.runs.exit': [
    [1, 'x'],
    [1, undefined],
  ],
  'explain.runs.deleted': [
    [2000, 2000, 'x'],
    [2000, undefined, ''],
  ],
  'explain.sentences': [[['a', 'b']]],
  'explain.signal': [['SIGTERM', 7, 'ignored']],
  'explain.traffic.failed': REQUESTS_FAILED,
  'explain.traffic.verdict': VERDICTS,
  'facts.peak': [[1_048_576]],
  'inspector.assumedImage': [
    [{ ports: [{ port: 80 }], startMs: 2000, onTerm: { code: 0 } }],
    [{ ports: [], startMs: 0, ends: { code: 1, afterMs: 2000 } }],
  ],
  'inspector.list': [[['a', 'b']]],
  'inspector.skipped': [['initialDelay']],
  'lanes.attempt': [['liveness', 'NAME', 'OK', '1:05', [2, 3], true, 'x']],
  'lanes.crowd': [[2, '12', [['96', 'x']]]],
  'lanes.crowdAt': [['x', [{ code: 1, count: 2 }]]],
  'lanes.exit': [['NAME', 1, 'oom', '1:05', 137, 'Error']],
  'lanes.gate': [
    ['in', '1:05'],
    ['out', '1:05'],
  ],
  'lanes.limitNote': [[['64Mi']]],
  'lanes.signal': [['NAME', 'SIGTERM', '1:05', 'caught']],
  'lanes.states.setup': [['volumes'], ['sandbox', 'x']],
  'lanes.traffic.failed': REQUESTS_FAILED,
  'lanes.traffic.verdict': VERDICTS,
  'summary.cause': [
    [{ kind: 'oom' }],
    [{ kind: 'exit', code: 1 }],
    [{ kind: 'probe', probe: 'liveness', failures: 2 }],
  ],
  'summary.list': [[['a', 'b']]],
  'lanes.states.conditionsTrue': [[['a', 'b']]],
}

/** Kubernetes' words and names, and what programs are called: the same in every language. */
const NAMES = new Set(
  `Podlapse React Flow Kubernetes Pod Warning Service Job Secret Scenario StorageClass Finalizer Init Esc Ctrl Tab Home End Shift PgDn PgUp True
  System V dev shm http shell kind name node nodes Namespace MiB kubelet kubectl images assumptions pull ok false init root etcd cgroup liveness readiness startup postgres
  Always Guaranteed OnFailure Never Running Pending Ready Succeeded Failed Error Unknown Event Events Deployment Node Endpoint
  Parallel partition Delete Forbid Replace Recreate behavior cpu kube until describe create job cronjob from h
  logs app cat dog ant attic good bad setup proxy web
  status phase x y a b v1 v2 m ms Mi QoS`.split(/\s+/),
)

/** As Kubernetes and its programs spell things: camelCase, CamelCase, CAPITALS, with digits. */
const SPELLING = /^(?:[a-z]+(?:[A-Z][a-z]*)+|(?:[A-Z]+[a-z]+){2,}\w*|[A-Z]+\d*)$/

interface Leaf {
  readonly path: string
  readonly value: unknown
}

function leavesOf(value: unknown, path = ''): Leaf[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }]
  return Object.entries(value).flatMap(([key, each]) => leavesOf(each, path === '' ? key : `${path}.${key}`))
}

function said({ path, value }: Leaf): string[] {
  if (typeof value !== 'function') return value === undefined ? [] : [String(value)]
  const ask = value as (...args: readonly unknown[]) => unknown
  const samples =
    samplesOf(path) ?? ['1', '2000'].map((each) => Array.from({ length: Math.max(1, ask.length) }, () => each))
  return samples.map((sample) => textOf(ask(...sample)))
}

function samplesOf(path: string): readonly (readonly unknown[])[] | undefined {
  const [, decision] = /^explain\.decisions\.(\w+)$/.exec(path) ?? []
  if (decision === undefined) return SAMPLES[path]
  return DECISION_SAMPLES[decision as DecisionName].map((facts) => [facts, 'x'])
}

/** Some sentences have a head that they are asked about by. */
function textOf(result: unknown): string {
  return typeof result === 'object' && result !== null && 'text' in result ? String(result.text) : String(result)
}

/** The gallery's English is in its files: gallery/words.test.ts holds the two together. */
const without = ({ gallery: _, ...words }: Words) => words
/** They come with the terminal. */
const TERMINALS = { terminalEnglish: terminalWords('en'), terminalChinese: terminalWords('zh') }
const english = leavesOf({
  ...without(ENGLISH),
  terminal: TERMINALS.terminalEnglish,
  legend: legendWords('en'),
  share: shareWords('en'),
})
const chinese = leavesOf({
  ...without(CHINESE),
  terminal: TERMINALS.terminalChinese,
  legend: legendWords('zh'),
  share: shareWords('zh'),
})
const chineseAt = new Map(chinese.map((leaf) => [leaf.path, leaf]))

describe('the languages', () => {
  test('say the same things', () => {
    expect(chinese.map(({ path, value }) => `${path}: ${typeof value}`).sort()).toEqual(
      english.map(({ path, value }) => `${path}: ${typeof value}`).sort(),
    )
  })

  test.each([
    ['English', english],
    ['Chinese', chinese],
  ])('%s has a word for everything', (_, leaves) => {
    // A sentence that is not needed is empty in all languages.
    const empty = english.filter(({ value }) => value === '').map(({ path }) => path)
    for (const leaf of leaves) {
      for (const text of said(leaf)) {
        expect(text, leaf.path).not.toMatch(/undefined|NaN|\[object/)
        if (!empty.includes(leaf.path)) expect(text.trim(), leaf.path).not.toBe('')
      }
    }
  })

  test('Chinese leaves nothing in English but names', () => {
    const foreign = chinese.flatMap((leaf) =>
      said(leaf).flatMap((text) =>
        (text.match(/[A-Za-z][A-Za-z0-9]*/g) ?? [])
          .filter((word) => !NAMES.has(word) && !SPELLING.test(word))
          .map((word) => `${leaf.path}: ${word} in “${text}”`),
      ),
    )
    // What leads out of a language is said in the other one.
    expect(foreign.filter((each) => !/^header\.otherLanguage/.test(each))).toEqual([])
  })

  test('Chinese has Chinese wherever English says something', () => {
    const same = english
      .filter((leaf) => typeof leaf.value === 'string' && /[a-z]{3}/.test(leaf.value))
      .filter((leaf) => chineseAt.get(leaf.path)?.value === leaf.value)
      .map(({ path, value }) => `${path}: ${value}`)
    expect(same.filter((each) => !/^transport\.keyList\.\d+\.0\./.test(each))).toEqual([])
  })
})
