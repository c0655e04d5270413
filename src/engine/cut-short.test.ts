import { describe, expect, test } from 'vitest'
import { PROGRAMS } from '../programs/programs.ts'
import { compile } from '../scenario/compile.ts'
import { assembleTrace } from '../trace/assemble.ts'
import type { Trace } from '../trace/trace.ts'
import { MOST } from './kernel/exhausted.ts'
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
    expect(trace.cut?.who).toMatch(/^container "c" of Pod "busy", process 1: endless --for ever$/)
    expect(trace.endMs).toBeGreaterThan(1000)
    expect(trace.events.map(({ reason }) => reason)).toContain('Started')
    expect(trace.entries.at(-1)).toMatchObject({
      kind: 'notSimulated',
      what: 'what comes after this: more than 300,000 steps at one instant (container "c" of Pod "busy", process 1: endless --for ever)',
    })
  })
})
