import { describe, expect, test } from 'vitest'
import { GALLERY } from '../../gallery/gallery.ts'
import { runText } from '../explain/testing/run-text.ts'
import { compare, instantOf, negated } from './difference.ts'
import { ghostLanes, marksOfGhost } from './ghost-lanes.ts'
import { differenceText } from './sentence.ts'
import { COMPARE_EN } from './words-en.ts'
import { COMPARE_ZH } from './words-zh.ts'

const POD = (container: string, { spec = '', until = '75s', more = '' } = {}) => `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec:
${spec}  containers:
  - name: app
    image: podlapse/app:1
${container
  .split('\n')
  .map((line) => `    ${line}`)
  .join('\n')}
---
${more}apiVersion: podlapse.dev/v1
kind: Scenario
spec: {until: ${until}, imagesPresent: true}
`

const SERVER = 'args: [http, --start-delay, "5"]'
const PROBED = (delay: number) =>
  `args: [http, --start-delay, "${delay}"]\nreadinessProbe: {httpGet: {port: 8080}, periodSeconds: 1}`
const CRASH = 'args: [run, --for, "1", --code, "1"]'
const LEAK = (limit: string) =>
  `args: [leak, --from, 20Mi, --to, 200Mi, --over, "20"]\nresources: {limits: {memory: ${limit}}}`
const SERVICE = `apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 8080}]}
---
`

function texts(was: string, is: string): readonly string[] {
  return compare(runText(was), runText(is)).differences.map((each) => differenceText(each, COMPARE_EN).text)
}

describe('what a change of the text has changed', () => {
  test.each<[string, string, string, RegExp[]]>([
    ['a slower server', POD(PROBED(5)), POD(PROBED(17)), [/^Ready 1[12](\.\d)? s later$/]],
    ['a faster one', POD(PROBED(17)), POD(PROBED(5)), [/^Ready 1[12](\.\d)? s earlier$/]],
    ['one that is never ready', POD(PROBED(5)), POD(PROBED(500)), [/^Is not ready at any time any more$/]],
    [
      'a crash that is mended',
      POD(CRASH),
      POD(SERVER),
      [
        /^Ends as Running instead of (CrashLoopBackOff|Error)$/,
        /^3 restarts fewer$/,
        /^exit 1, \d times from 0:0\S+ on, is gone$/,
      ],
    ],
    [
      'a crash that is not restarted',
      POD(CRASH),
      POD(CRASH, { spec: '  restartPolicy: Never\n' }),
      [/^3 restarts fewer$/, /^exit 1: \d times less$/],
    ],
    [
      'a job that ends well',
      POD(CRASH, { spec: '  restartPolicy: OnFailure\n' }),
      POD('args: [run, --for, "1", --code, "0"]', { spec: '  restartPolicy: OnFailure\n' }),
      [/^Ends as Completed instead of (CrashLoopBackOff|Error)$/, /^exit 0 is new/],
    ],
    [
      'enough memory',
      POD(LEAK('100Mi')),
      POD(LEAK('300Mi')),
      [/^OOM kill no longer happens \(there were \d+\)$/, /restarts fewer$/],
    ],
    ['less memory', POD(LEAK('150Mi')), POD(LEAK('100Mi')), [/^(First OOM kill .* earlier|\d+ OOM kills? more)$/]],
    [
      'a node that is not there',
      POD(SERVER),
      POD(SERVER, { spec: '  nodeSelector: {disktype: tape}\n' }),
      [/^Ends as Pending instead of Running$/, /^Is not scheduled any more$/, /^Warning FailedScheduling is new/],
    ],
    [
      'a Pod that is deleted',
      POD(SERVER),
      POD(SERVER).replace('until: 75s', 'until: 75s, steps: [{at: 20s, run: kubectl delete pod web}]'),
      [/^Is gone at the end, instead of Running$/, /^exit 0 is new/],
    ],
    [
      'a Service that sends traffic later',
      POD(PROBED(5), { more: SERVICE }),
      POD(PROBED(10), { more: SERVICE }),
      [/^Ready .* later$/, /^In the endpoints .* later$/],
    ],
    [
      'another container beside it',
      POD(SERVER),
      POD(`${SERVER}\n`.replace(/\n$/, '')).replace(
        '---',
        '  - {name: side, image: "podlapse/app:1", args: [run, --for, "600"]}\n---',
      ),
      [/^The container is new$/],
    ],
    [
      'another Pod',
      POD(SERVER),
      `${POD(SERVER)}---\n${POD(SERVER).split('---')[0]!.replace('web', 'two')}`,
      [/^The Pod is new$/],
    ],
  ])('%s', (_, was, is, expected) => {
    const found = texts(was, is)
    let from = 0
    for (const pattern of expected) {
      const index = found.findIndex((text, at) => at >= from && pattern.test(text))
      expect(index, `${pattern} in order in\n${found.join('\n')}`).toBeGreaterThanOrEqual(0)
      from = index + 1
    }
  })

  test('says from when on nothing is as it was', () => {
    const { first } = compare(runText(POD(PROBED(5))), runText(POD(PROBED(17))))
    // The server has listened at five seconds, so that the probe after them is the first to go otherwise.
    expect(first).toBeGreaterThan(5_000)
    expect(first).toBeLessThan(8_000)
  })

  test('a run that is cut earlier is compared only as far as it is known', () => {
    const long = runText(POD(CRASH, { until: '200s' }))
    const short = runText(POD(CRASH, { until: '40s' }))
    expect(compare(short, long)).toMatchObject({ differences: [], first: undefined, upTo: 40_000 })
  })

  test('a Pod that was renamed is the same Pod', () => {
    const { differences } = compare(runText(POD(PROBED(5))), runText(POD(PROBED(17)).replaceAll('web', 'shop')))
    expect(differences.map(({ topic }) => topic)).not.toContain('pod')
    expect(differences.map(({ topic }) => topic)).toContain('ready')
  })
})

const FEW = GALLERY.filter((_, index) => index % 6 === 0).map(({ name, text }) => ({ name, trace: runText(text) }))

describe('comparing', () => {
  test.each(FEW)('$name with itself finds nothing', ({ name, trace }) => {
    const again = runText(GALLERY.find((item) => item.name === name)!.text)
    expect(compare(trace, again)).toMatchObject({ differences: [], first: undefined })
  })

  test.each(
    FEW.slice(1).map((each, index) => ({ a: FEW[index]!, b: each, names: `${FEW[index]!.name}, ${each.name}` })),
  )('the other way round says the opposite: $names', ({ a, b }) => {
    const there = compare(a.trace, b.trace)
    const back = compare(b.trace, a.trace)
    expect(there.differences.length).toBeGreaterThan(0)
    expect(back).toEqual({ ...there, differences: there.differences.map(negated) })
  })

  test('every difference has a sentence in both languages, and an instant within one of the runs', () => {
    for (const a of FEW) {
      for (const b of FEW) {
        for (const difference of compare(a.trace, b.trace).differences) {
          expect(instantOf(difference)).toBeLessThanOrEqual(Math.max(a.trace.endMs, b.trace.endMs))
          const [en, zh] = [differenceText(difference, COMPARE_EN), differenceText(difference, COMPARE_ZH)]
          expect(en.text).not.toMatch(/undefined|NaN|\n/)
          expect(zh.text).not.toMatch(/undefined|NaN|\n/)
          expect(zh.text).not.toBe(en.text)
        }
      }
    }
  })
})

describe('the ghost', () => {
  test('stands in the lane of the same thing, at that lane’s height', () => {
    const [was, is] = [runText(POD(CRASH)), runText(POD(SERVER).replaceAll('name: app', 'name: server'))]
    const ghosts = ghostLanes(was, is)
    const container = [...ghosts].find(([id]) => id.startsWith('container/'))
    expect(container?.[1]).toMatchObject({ kind: 'container', container: 'app' })
    const lane = { ...container![1], barTop: 16 } as never
    const bars = marksOfGhost(container![1], lane).filter((mark) => mark.kind === 'bar')
    expect(Math.min(...bars.map((bar) => bar.top))).toBeGreaterThanOrEqual(16)
    expect(Math.max(...bars.map((bar) => bar.top + bar.height))).toBeLessThanOrEqual(16 + 28)
  })
})
