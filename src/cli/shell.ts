import { readLine } from '../engine/read-line.ts'
import { simulate } from '../engine/simulate.ts'
import { ensure } from '../lib/assert.ts'
import { parseGoDuration, type Time } from '../lib/time.ts'
import { PROGRAMS } from '../programs/programs.ts'
import { withStep } from '../scenario/add-step.ts'
import { compile } from '../scenario/compile.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { stepPlaces, withInterrupt } from '../scenario/step-in-text.ts'
import { type WatchingLine, withLines } from '../scenario/with-lines.ts'
import { TraceAssembler } from '../trace/assemble.ts'
import type { Trace } from '../trace/trace.ts'
import { TraceReader } from '../view/reader/trace-reader.ts'
import { lineFacts } from '../view/terminal/line-kind.ts'
import { ownShellCommand } from '../view/terminal/own-shell.ts'
import { podNews } from '../view/terminal/pod-news.ts'
import { promptText, refusalText } from '../view/terminal/screen-text.ts'
import { withVariables } from '../view/terminal/session.ts'
import { typedRuns } from '../view/terminal/typed-runs.ts'
import { whenPodIs } from '../view/terminal/when-pod-is.ts'
import { TERMINAL_EN } from '../view/terminal/words-en.ts'
import type { Command } from './command-line.ts'
import { EXIT } from './exit-status.ts'
import type { Io } from './io.ts'
import { readScenario } from './read-scenario.ts'

/** A shell on the workstation of a scenario: one line at a time of the run, or a session with a clock. */
export function shell({ file, at, line }: Extract<Command, { kind: 'shell' }>, io: Io): number {
  let text = ''
  const read = readScenario(file, 'strict', {
    ...io,
    read: (path) => {
      text = io.read(path)
      return text
    },
  })
  if (!read || read.isRefused) return EXIT.refused
  const session = new ShellSession(text, read.scenario, at, io)
  if (line !== undefined) return session.type(line)
  return session.talk()
}

const HELP = `:at TIME           the clock to a time (42s, 1m30s)
:play [DURATION]   the clock goes on (10s), and says what becomes of Pods
:until WORD        the clock goes on until a Pod is Ready, Running, Completed, CrashLoopBackOff …
:for DURATION LINE a line, and Ctrl-C after so long
:text              the scenario with what was typed
:quit
`

class ShellSession {
  #text: string
  #scenario: Scenario
  #at: Time
  #trace: Trace | undefined
  #lines: readonly WatchingLine[] = []
  #status = 0
  readonly #variables = new Map<string, string>()
  readonly #io: Io

  constructor(text: string, scenario: Scenario, at: Time, io: Io) {
    this.#text = text
    this.#scenario = scenario
    this.#at = at
    this.#io = io
  }

  /** Lines of standard input until its end. */
  talk(): number {
    for (;;) {
      this.#io.stdout(promptText(this.#at))
      let typed = this.#io.line?.()
      if (typed === undefined) {
        this.#io.stdout('\n')
        return this.#status
      }
      while (!typed.startsWith(':') && typed.trim() !== '' && lineFacts(typed).unfinished) {
        this.#io.stdout('> ')
        const more: string | undefined = this.#io.line?.()
        if (more === undefined) return this.#status
        typed += `\n${more}`
      }
      const line = typed.trim()
      if (line === ':quit' || line === ':q' || line === 'exit') return this.#status
      if (line.startsWith(':')) this.#clock(line)
      else if (line !== '') this.#status = this.type(line)
    }
  }

  /** Runs a line at the present time; the clock goes on to its end. Its exit status. */
  type(line: string, forMs?: number): number {
    const facts = lineFacts(line)
    if (facts.kind === 'empty') return 0
    if (facts.interactive !== undefined) return this.#refuse({ kind: 'interactive', command: facts.interactive })
    const own = ownShellCommand(line)
    if (own !== undefined) return this.#refuse({ kind: 'ownShell', command: own })
    const run = withVariables(line, this.#variables)
    if (facts.sets.length > 0) return this.#set(facts.sets, run)
    if (facts.kind === 'reads') {
      const printed = this.#read(run)
      if (printed) {
        this.#io.stdout(printed.stdout)
        this.#io.stderr(printed.stderr)
        return printed.exitCode
      }
    }
    return facts.kind === 'acts' ? this.#act(run, forMs) : this.#watch(run, forMs)
  }

  #refuse(refusal: Parameters<typeof refusalText>[0]): number {
    this.#io.stderr(`podlapse: ${refusalText(refusal, TERMINAL_EN)}\n`)
    return EXIT.misuse
  }

  #set(names: readonly string[], run: string): number {
    const printed = this.#read(`${run}\nprintf '%s\\001' ${names.map((name) => `"$${name}"`).join(' ')}`)
    if (!printed) return this.#refuse({ kind: 'notCarried' })
    const values = printed.stdout.split('\u0001')
    for (const [index, name] of names.entries()) this.#variables.set(name, values[index] ?? '')
    this.#io.stderr(printed.stderr)
    return printed.exitCode
  }

  /** From the run; undefined: the line is none that only reads. */
  #read(run: string) {
    const trace = this.#run()
    if (typedRuns(trace).some(({ at, line }) => at <= this.#at && lineFacts(line).touchesFiles)) return undefined
    return readLine(run, new TraceReader(trace, this.#at), this.#scenario, PROGRAMS)
  }

  #watch(line: string, forMs: number | undefined): number {
    const before = this.#lines
    const interruptAt = forMs === undefined ? {} : { interruptAt: this.#at + forMs }
    this.#lines = [...before, { at: this.#at, line, ...interruptAt }]
    this.#trace = undefined
    return this.#printed(line, true)
  }

  #act(line: string, forMs: number | undefined): number {
    const text = withStep(this.#text, this.#at, { run: line })
    const place = text === undefined ? undefined : stepPlaces(text, this.#at, line).at(-1)
    const cut = forMs === undefined || !text || !place ? text : withInterrupt(text, place.item, this.#at + forMs)
    const { scenario } = cut === undefined ? { scenario: undefined } : compile(cut, { lookUpImage: PROGRAMS.image })
    if (cut === undefined || !scenario) return this.#refuse({ kind: 'noPlace' })
    this.#text = cut
    this.#scenario = scenario
    this.#trace = undefined
    return this.#printed(line, false)
  }

  /** What the newest line has printed; the clock goes to its end. */
  #printed(line: string, aside: boolean): number {
    const trace = this.#run(this.#scenario.untilMs)
    const run = typedRuns(trace).findLast((each) => each.at === this.#at && each.line === line && each.aside === aside)
    const { output = [], end } = run ?? {}
    for (const { text } of output) this.#io.stdout(text)
    if (end) {
      this.#at = end.at
      return end.exitCode
    }
    this.#at = trace.endMs
    this.#io.stderr(`podlapse: it is still going when the run ends; :for 10s LINE presses Ctrl-C\n`)
    return 130
  }

  #clock(line: string): void {
    const [word = '', ...rest] = line.split(/\s+/)
    const [argument = ''] = rest
    switch (word) {
      case ':at': {
        const at = parseGoDuration(argument)
        if (at === undefined || at < 0) this.#io.stderr(`podlapse: :at wants a time like 42s, not "${argument}"\n`)
        else this.#at = at
        return
      }
      case ':play':
        this.#goOn(this.#at + (parseGoDuration(argument || '10s') ?? 10_000))
        return
      case ':until': {
        const there = whenPodIs(this.#run(this.#scenario.untilMs), argument, this.#at)
        if (there === undefined) this.#io.stderr(`podlapse: from here on no Pod is ever ${argument}\n`)
        else this.#goOn(there)
        return
      }
      case ':for': {
        const forMs = parseGoDuration(argument)
        if (forMs === undefined) this.#io.stderr(`podlapse: :for wants a duration like 10s, not "${argument}"\n`)
        else this.#status = this.type(rest.slice(1).join(' '), forMs)
        return
      }
      case ':text':
        this.#io.stdout(this.#text.endsWith('\n') ? this.#text : `${this.#text}\n`)
        return
      default:
        this.#io.stdout(HELP)
    }
  }

  /** What becomes of Pods on the way. */
  #goOn(to: Time): void {
    const from = this.#at
    const trace = this.#run(to)
    for (const { at, text } of podNews(trace, from, to)) this.#io.stdout(`${promptText(at).replace('$', ' ')}${text}\n`)
    this.#at = to
  }

  /** The run as far as it is needed: what has been made is kept. */
  #run(until = this.#at): Trace {
    if (this.#trace && (this.#trace.endMs > until || this.#trace.ending === 'quiet')) return this.#trace
    const assembler = new TraceAssembler()
    const scenario = withLines(this.#scenario, this.#lines)
    const untilMs = Math.max(until + 1, scenario.untilMs)
    for (const chunk of simulate({ ...scenario, untilMs }, PROGRAMS)) assembler.add(chunk)
    this.#trace = ensure(assembler.snapshot(), 'the trace of a run')
    return this.#trace
  }
}
