import { describe, expect, test } from 'vitest'
import { PROGRAMS } from '../programs/programs.ts'
import { compile } from '../scenario/compile.ts'
import { assembleTrace } from '../trace/assemble.ts'
import type { Trace } from '../trace/trace.ts'
import { MORE_A_SECOND, MOST } from './kernel/exhausted.ts'
import { WORK } from './kernel/work.ts'
import type { Programs } from './program-api/image.ts'
import type { Program } from './program-api/program.ts'
import { simulate } from './simulate.ts'

/** A Pod that is quiet for a second and then runs a program that we get wrong. */
function traceOf(endless: Program): Trace {
  const { scenario } = compile(`
apiVersion: v1
kind: Pod
metadata: {name: busy}
spec: {containers: [{name: c, image: busybox, command: [sh, -c, "sleep 1; endless --for ever"]}]}
`)
  if (!scenario) throw new Error('refused')
  const programs: Programs = {
    image: (reference, command) => {
      const image = PROGRAMS.image(reference, command)
      return { ...image, files: { ...image.files, '/bin/endless': { kind: 'program', program: 'endless' } } }
    },
    program: (name) => (name === 'endless' ? endless : PROGRAMS.program(name)),
  }
  return assembleTrace([...simulate(scenario, programs)])
}

/** A container whose script asks for more and more, while time goes on. */
function runOf(script: string, image = 'debian'): Trace {
  const command = JSON.stringify(['bash', '-c', script])
  const { scenario } = compile(`
apiVersion: v1
kind: Pod
metadata: {name: busy}
spec: {containers: [{name: c, image: ${image}, command: ${command}}]}
`)
  if (!scenario) throw new Error('refused')
  return assembleTrace([...simulate(scenario, PROGRAMS)])
}

describe('more work of programs than is simulated', () => {
  test.each([
    ['lines of a log', 'while :; do seq 65536; done'],
    ['a table of awk', "awk 'BEGIN { while (1) a[i++] = i }'"],
  ])('%s: the run ends with what is known so far, and says who it was', (_what, script) => {
    const trace = runOf(script)
    expect(trace.ending).toBe('cut')
    expect(trace.cut?.limit).toBe('work')
    expect(trace.cut?.most).toBeGreaterThanOrEqual(MOST.work)
    expect(trace.cut?.at).toMatchObject({ container: 'c', pod: 'busy' })
    expect(trace.events.map(({ reason }) => reason)).toContain('Started')
    expect(trace.entries.at(-1)).toMatchObject({
      kind: 'notSimulated',
      note: { kind: 'cutShort', limit: 'work' },
    })
  })

  test('the same text is cut at the same place', () => {
    const [a, b] = [runOf('while :; do seq 65536; done'), runOf('while :; do seq 65536; done')]
    expect(a.endMs).toBe(b.endMs)
    expect(a.entries.length).toBe(b.entries.length)
  })

  test('a loop that starts three processes every second goes on for ever', () => {
    expect(MORE_A_SECOND.work).toBeGreaterThan(3 * (WORK.process + 10))
  })
})

describe('work without end at one instant', () => {
  test.each<[string, Program]>([
    [
      'that lets others go on in between',
      function* () {
        for (;;) yield 0
      },
    ],
    [
      'that makes system calls, and waits for nothing',
      // biome-ignore lint/correctness/useYield: that is what is wrong with it
      function* (sys) {
        for (;;) sys.takeSignal()
      },
    ],
    [
      'that waits for what has been there long',
      function* (sys) {
        sys.on('SIGTERM', 'catch')
        const child = sys.fork(function* () {
          yield 0
          return 0
        })
        for (;;) yield* sys.wait(child)
      },
    ],
  ])('%s ends the run, which keeps what it has and says who it was', (_how, endless) => {
    const trace = traceOf(endless)
    expect(trace.ending).toBe('cut')
    expect(trace.cut).toMatchObject({ limit: 'instant', most: MOST.instant })
    expect(trace.cut?.at).toEqual({ container: 'c', pod: 'busy', pid: 1, command: 'endless --for ever' })
    expect(trace.endMs).toBeGreaterThan(1000)
    expect(trace.events.map(({ reason }) => reason)).toContain('Started')
    expect(trace.entries.at(-1)).toMatchObject({
      kind: 'notSimulated',
      note: { kind: 'cutShort', limit: 'instant', most: MOST.instant },
    })
  })
})
