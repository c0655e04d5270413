/** What `podlapse run FILE -o json` printed for one input, asked in kubectl's words. Times are seconds. */
export interface Printed {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
  /** Wall time, ms. */
  readonly tookMs: number
}

interface PodVersion {
  readonly tMs: number
  readonly change: string
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly row?: { readonly ready: string; readonly status: string; readonly restarts: string }
  readonly object: {
    readonly status?: {
      readonly phase?: string
      readonly reason?: string
      readonly containerStatuses?: readonly ContainerStatusJson[]
    }
  }
}

interface ContainerStatusJson {
  readonly name: string
  readonly restartCount: number
  readonly state: Readonly<Record<string, { readonly reason?: string; readonly exitCode?: number }>>
  readonly lastState?: Readonly<Record<string, { readonly reason?: string; readonly exitCode?: number }>>
}

interface EventJson {
  readonly tMs: number
  readonly type: string
  readonly reason: string
  readonly message: string
  readonly count: number
  readonly regarding: { readonly kind: string; readonly name: string }
}

interface LogJson {
  readonly tMs: number
  readonly pod: string
  readonly container: string
  readonly restart: number
  readonly line: string
}

interface TraceJson {
  readonly ending?: unknown
  readonly problems: readonly { readonly severity: string; readonly message: string; readonly code: string }[]
  readonly objects: readonly PodVersion[]
  readonly events: readonly EventJson[]
  readonly logs: readonly LogJson[]
  readonly entries: readonly { readonly kind: string; readonly at: number; readonly text?: string }[]
}

export class Outcome {
  readonly exitCode: number | null
  readonly stderr: string
  readonly tookMs: number
  readonly trace: TraceJson

  constructor({ exitCode, stdout, stderr, tookMs }: Printed) {
    this.exitCode = exitCode
    this.stderr = stderr
    this.tookMs = tookMs
    this.trace =
      stdout.trim() === ''
        ? { problems: [], objects: [], events: [], logs: [], entries: [] }
        : (JSON.parse(stdout) as TraceJson)
  }

  /** `READY STATUS RESTARTS` of a Pod at a second; without one, at the end. */
  row(pod: string, atSeconds = Number.POSITIVE_INFINITY): string {
    const version = this.pods(pod).findLast(({ tMs }) => tMs <= atSeconds * 1000)
    if (!version) return '(no such Pod)'
    if (version.change === 'DELETED') return 'gone'
    return version.row ? `${version.row.ready} ${version.row.status} ${version.row.restarts}` : ''
  }

  /** Every STATUS, one after the other. */
  statuses(pod: string): string {
    const words: string[] = []
    for (const { change, row } of this.pods(pod)) {
      const word = change === 'DELETED' ? 'gone' : (row?.status ?? '')
      if (words.at(-1) !== word) words.push(word)
    }
    return words.join(' > ')
  }

  pods(name: string): readonly PodVersion[] {
    return this.trace.objects.filter((each) => each.kind === 'Pod' && (each.name === name || startsWith(each, name)))
  }

  /** The states of one container that a status ever showed: "Waiting ContainerCreating", "Terminated Error 3". */
  states(pod: string, container: string): readonly string[] {
    const seen = new Set<string>()
    for (const { object } of this.pods(pod)) {
      const status = object.status?.containerStatuses?.find(({ name }) => name === container)
      for (const [state, { reason, exitCode }] of [
        ...Object.entries(status?.state ?? {}),
        ...Object.entries(status?.lastState ?? {}),
      ]) {
        seen.add([state, reason, exitCode].filter((part) => part !== undefined).join(' '))
      }
    }
    return [...seen]
  }

  /** When the Pod's READY was all of them for the first time at or after a second. */
  readyAt(pod: string, fromSeconds = 0): number | undefined {
    const version = this.pods(pod).find(({ tMs, row }) => {
      const [ready, all] = (row?.ready ?? '').split('/')
      return tMs >= fromSeconds * 1000 && ready !== undefined && ready !== '0' && ready === all
    })
    return version && version.tMs / 1000
  }

  /** "Reason: message" of every Event that matches. */
  events(pattern: RegExp): readonly string[] {
    return this.trace.events
      .map(({ reason, message }) => `${reason}: ${message}`)
      .filter((text, index, all) => pattern.test(text) && all.indexOf(text) === index)
  }

  /** The lines that a container wrote in one of its runs. */
  logs(container: string, restart = 0): string {
    return this.trace.logs
      .filter((each) => each.container === container && each.restart === restart)
      .map(({ line }) => line)
      .join('\n')
  }

  /** What the steps printed, one after the other. */
  printed(): string {
    return this.trace.entries
      .filter(({ kind }) => kind === 'stepOutput')
      .map(({ text = '' }) => text)
      .join('')
  }

  /** Notes, warnings and refusals of the text. */
  said(): string {
    return `${this.stderr}\n${this.trace.problems.map(({ message }) => message).join('\n')}`
  }
}

/** A controller's Pods are asked for by what their names begin with, "name-*". */
function startsWith({ name }: PodVersion, pattern: string): boolean {
  return pattern.endsWith('*') && name.startsWith(pattern.slice(0, -1))
}
