import type { Sys } from '../../../engine/program-api/program.ts'
import type { Task } from '../../../engine/program-api/task.ts'
import { ownValue } from '../../../lib/own.ts'
import { Effort } from '../../effort.ts'
import { describedProgram, scriptDescribed, type TermOfLanguage } from '../described-program.ts'
import type { Step } from './step.ts'

const MOST_ROUNDS = 1_000_000

/** Does what a script was read to do. What it does after that is assumed, as of an image that nobody knows, and said. */
export function* runScript(sys: Sys, steps: readonly Step[], name: string): Task<number> {
  const runner = new Runner(sys, name)
  return (yield* runner.run(steps)) ?? (runner.serves ? yield* runner.rest() : 0)
}

class Runner {
  readonly #sys: Sys
  readonly #effort: Effort
  readonly #name: string
  serves = false

  constructor(sys: Sys, name: string) {
    this.#sys = sys
    this.#effort = new Effort(sys)
    this.#name = name
  }

  /** The exit code, where the script ends. */
  *run(steps: readonly Step[]): Task<number | undefined> {
    const sys = this.#sys
    for (const step of steps) {
      if (this.#effort.step()) yield* this.#effort.pay()
      switch (step.kind) {
        case 'print':
          yield* this.#effort.output(step.text.length)
          yield* sys[step.stream].write(step.text)
          break
        case 'sleep':
          if (step.ms === Number.POSITIVE_INFINITY) yield* this.rest()
          else yield* sys.sleep(step.ms)
          break
        case 'exit':
          return step.code
        case 'repeat': {
          const code = yield* this.#repeat(step.body, step.times)
          if (code !== undefined) return code
          break
        }
        case 'every':
          for (;;) {
            yield* sys.sleep(Math.max(1, step.ms))
            const code = yield* this.run(step.body)
            if (code !== undefined) return code
          }
        case 'serve': {
          const answer = { status: 200, body: 'ok\n' }
          const listener = sys.listen(step.port, { kind: 'http', handle: () => answer })
          if (typeof listener === 'string') {
            yield* sys.stderr.write(`Error: listen EADDRINUSE: address already in use :::${step.port}\n`)
            return 1
          }
          this.serves = true
          break
        }
        case 'unknown':
          return yield* assumedRest(sys, this.#name)
      }
    }
    return undefined
  }

  *#repeat(body: readonly Step[], times: number): Task<number | undefined> {
    // A loop without anything in it keeps a CPU busy.
    if (body.length === 0 && times === Number.POSITIVE_INFINITY) for (;;) yield* this.#sys.spin()
    for (let i = 0; i < Math.min(times, times === Number.POSITIVE_INFINITY ? times : MOST_ROUNDS); i++) {
      const code = yield* this.run(body)
      if (code !== undefined) return code
    }
    return undefined
  }

  *rest(): Task<never> {
    for (;;) yield* this.#sys.pause()
  }
}

/** Nobody knows what it does: it is taken for what its manifest asks of it. */
export function* assumedRest(sys: Sys, name: string): Task<number> {
  if (sys.standing === 'program' || sys.standing === 'passing') {
    yield* sys.stderr.write(`${name}: not simulated: what the script does\n`)
  }
  const term = ownValue(TERM, name)
  return yield* term ? scriptDescribed(sys, term) : describedProgram(sys)
}

/** Interpreters that leave SIGTERM alone: as PID 1 such a script does not hear it. A Java machine ends with 128 + 15. */
const TERM: Readonly<Record<string, TermOfLanguage>> = {
  ...Object.fromEntries(
    ['python', 'node', 'perl', 'ruby', 'php', 'Rscript', 'R'].map((each) => [each, 'default'] as const),
  ),
  java: { code: 143, afterMs: 0 },
}
