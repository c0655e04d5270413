import { simulate } from '../../engine/simulate.ts'
import { podRow } from '../../kubectl/printers/pod-row.ts'
import { MINUTE, parseGoDuration, SECOND, type Time } from '../../lib/time.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { PROGRAMS } from '../../programs/programs.ts'
import { compile } from '../../scenario/compile.ts'
import type { EventWritten, LogLine, SpanOpened, TraceEntry } from '../../trace/entry.ts'
import { NOTES_EN } from '../../view/notes/notes-en.ts'
import { problemText } from '../../view/notes/problem-text.ts'

/** `{ip:web}` in a step stands for the address of that Pod, `{host:web}` for that of its node. */
const ADDRESS = /\{(ip|host):([\w.-]+)\}/

/** What somebody does with a manifest. */
export interface Doings {
  /** "20s kubectl delete pod web" */
  readonly steps?: readonly string[]
  /** YAML documents beside the manifest: what it needs of the cluster. */
  readonly beside?: string
  /** Fields of the Scenario document's spec. */
  readonly scenario?: object
  /** How long to look; 5m where nothing is said. */
  readonly until?: string
}

interface Ended {
  readonly exitCode: number
  readonly reason: string
  readonly ranSeconds: number
  readonly at: Time
}

/** How the Pods of a text lived, to be asked in kubectl's words. */
export class Lived {
  readonly #entries: readonly TraceEntry[]
  readonly #firstPod: string

  constructor(text: string, doings: Doings = {}) {
    let entries = run(text, doings)
    if (doings.steps?.some((step) => ADDRESS.test(step))) {
      // Steps change nothing before them: the address that a first run found is the same in the second.
      const known = new Lived(text, { ...doings, steps: doings.steps.filter((step) => !ADDRESS.test(step)) })
      const steps = doings.steps.map((step) =>
        step.replace(ADDRESS, (_, kind: 'ip' | 'host', pod: string) => known.#address(kind, pod)),
      )
      entries = run(text, { ...doings, steps })
    }
    this.#entries = entries
    this.#firstPod = this.#pods()[0]?.name ?? ''
  }

  /** Every STATUS that kubectl shows, one after the other. */
  statuses(pod = this.#firstPod): string {
    const words: string[] = []
    for (const { name, at, object, change } of this.#pods()) {
      if (name !== pod) continue
      const word = change === 'DELETED' ? 'gone' : podRow(object as Pod, at).status
      if (words.at(-1) !== word) words.push(word)
    }
    return words.join(' > ')
  }

  /** READY STATUS RESTARTS at an instant. */
  row(at: string, pod = this.#firstPod): string {
    const row = podRow(this.pod(at, pod), millis(at))
    return `${row.ready} ${row.status} ${row.restarts}`
  }

  pod(at: string, pod = this.#firstPod): Pod {
    const version = this.#pods().findLast((each) => each.name === pod && each.at <= millis(at))
    if (!version || version.change === 'DELETED') throw new Error(`there is no Pod ${pod} at ${at}`)
    return version.object as Pod
  }

  /** When the Pod was gone, in whole seconds. */
  goneAt(pod = this.#firstPod): number | undefined {
    const gone = this.#pods().find(({ name, change }) => name === pod && change === 'DELETED')
    return gone && Math.round(gone.at / SECOND)
  }

  ip(pod: string): string {
    return this.#address('ip', pod)
  }

  #address(kind: 'ip' | 'host', pod: string): string {
    for (const { name, object } of this.#pods()) {
      const { podIP, hostIP } = (object as Pod).status
      if (name === pod && podIP && hostIP) return kind === 'ip' ? podIP : hostIP
    }
    throw new Error(`the Pod ${pod} never has an address`)
  }

  /** What a container wrote, in its first life unless said otherwise. */
  logs(container: string, restart = 0): string {
    return this.#entries
      .filter((entry): entry is LogLine => entry.kind === 'log')
      .filter((line) => line.container === container && line.restart === restart)
      .map(({ line }) => `${line}\n`)
      .join('')
  }

  /** The writes of Events whose "Reason: message" matches: the seconds at which they came. */
  events(pattern: RegExp): readonly number[] {
    return this.#events(pattern).map(({ at }) => at / SECOND)
  }

  /** The highest count that kubectl describe shows of such an Event: the 3 of (x3 over 10s). */
  eventCount(pattern: RegExp): number {
    return Math.max(0, ...this.#events(pattern).map(({ count }) => count))
  }

  eventText(pattern: RegExp): string {
    return this.#events(pattern)[0]?.message ?? ''
  }

  /** How each run of a container ended. */
  ends(container: string): readonly Ended[] {
    const runs = new Map<number, SpanOpened>()
    const ends: Ended[] = []
    for (const entry of this.#entries) {
      if (entry.kind === 'span' && entry.span.kind === 'run' && entry.container === container) {
        runs.set(entry.seq, entry)
      }
      if (entry.kind !== 'spanEnd' || entry.outcome.kind !== 'exit') continue
      const started = runs.get(entry.opened)
      if (!started) continue
      const { exitCode, reason } = entry.outcome
      ends.push({ exitCode, reason, ranSeconds: (entry.at - started.at) / SECOND, at: entry.at })
    }
    return ends
  }

  /** When each run of a container began, in seconds. */
  starts(container: string): readonly number[] {
    return this.#entries.flatMap((entry) =>
      entry.kind === 'span' && entry.span.kind === 'run' && entry.container === container ? [entry.at / SECOND] : [],
    )
  }

  /** What a step printed, both streams, as whole lines; steps count from 0. */
  printed(step: number): string {
    return this.#entries
      .flatMap((entry) => (entry.kind === 'stepOutput' && entry.index === step ? [entry.text] : []))
      .map((text) => (text.endsWith('\n') ? text : `${text}\n`))
      .join('')
  }

  #pods() {
    return this.#entries.flatMap((entry) => (entry.kind === 'object' && entry.objectKind === 'Pod' ? [entry] : []))
  }

  #events(pattern: RegExp): readonly EventWritten[] {
    return this.#entries.filter(
      (entry): entry is EventWritten => entry.kind === 'event' && pattern.test(`${entry.reason}: ${entry.message}`),
    )
  }
}

function millis(text: string): Time {
  const ms = parseGoDuration(text)
  if (ms === undefined) throw new Error(`not a duration: ${text}`)
  return ms
}

function run(text: string, { steps = [], beside, scenario: fields, until = '5m' }: Doings): TraceEntry[] {
  const spec = {
    imagesPresent: true,
    until,
    ...fields,
    steps: steps.map((step) => {
      const space = step.indexOf(' ')
      return { at: step.slice(0, space), run: step.slice(space + 1) }
    }),
  }
  const document = JSON.stringify({ apiVersion: 'podlapse.dev/v1', kind: 'Scenario', spec })
  const { scenario, problems, refusal } = compile([text, beside, document].filter(Boolean).join('\n---\n'))
  if (!scenario) {
    const errors = problems
      .filter(({ severity }) => severity === 'error')
      .map((problem) => problemText(problem, NOTES_EN))
    throw new Error(refusal ?? errors.join('\n'))
  }
  const entries: TraceEntry[] = []
  for (const chunk of simulate({ ...scenario, untilMs: Math.min(scenario.untilMs, 150 * MINUTE) }, PROGRAMS)) {
    entries.push(...chunk.entries)
  }
  return entries
}
