import type { Container } from '../../manifest/pod/container.ts'
import type { IntOrString } from '../../manifest/pod/handler.ts'
import type { Probe, ProbeKind } from '../../manifest/pod/probe.ts'
import { PROBE_OUTCOMES, type ProbeTrack } from '../../trace/probe-track.ts'

/** What a failed attempt came upon. */
export type ProbeFinding =
  | { readonly kind: 'status'; readonly path: string; readonly port: number | string; readonly code: number }
  /** Nobody listens there. */
  | { readonly kind: 'refused'; readonly port: number | string }
  | { readonly kind: 'timeout'; readonly timeoutMs: number }
  /** The file that the command looks for is not there. */
  | { readonly kind: 'noFile'; readonly path: string }
  /** A command that failed and said nothing. */
  | { readonly kind: 'command'; readonly command: string }
  /** In the words of whoever said it. */
  | { readonly kind: 'said'; readonly message: string }

const LONGEST_SAID = 160

export function findingOf(track: ProbeTrack, index: number, container: Container | undefined): ProbeFinding {
  const outcome = PROBE_OUTCOMES[track.columns.outcome[index] as number]
  const message = (track.messages.get(index) ?? '').trim()
  if (outcome === 'timeout') return { kind: 'timeout', timeoutMs: track.timeoutMs }
  const probe = container && probeOf(container, track.probe)
  const port = container && probe && portOf(container, probe)
  const code = /statuscode: (\d{3})$/.exec(message)?.[1]
  if (code !== undefined && port !== undefined) {
    return { kind: 'status', path: probe?.httpGet?.path ?? '/', port, code: Number(code) }
  }
  if (message.endsWith('connection refused') && port !== undefined) return { kind: 'refused', port }
  const command = probe?.exec?.command ?? []
  const path = missingFile(command, message)
  if (path !== undefined) return { kind: 'noFile', path }
  if (message === '') return { kind: 'command', command: cut(command.join(' ')) }
  return { kind: 'said', message: cut(message.split('\n').at(-1) ?? message) }
}

export function probeOf(container: Container, kind: ProbeKind): Probe | undefined {
  return container[`${kind}Probe`]
}

/** The port that a probe asks, as a number where its name is known. */
function portOf(container: Container, probe: Probe): number | string | undefined {
  const port: IntOrString | undefined = probe.httpGet?.port ?? probe.tcpSocket?.port ?? probe.grpc?.port
  if (typeof port !== 'string') return port
  return container.ports?.find(({ name }) => name === port)?.containerPort ?? port
}

/** `cat FILE`, `test -f FILE`, also as the only command of a shell. */
function missingFile(argv: readonly string[], message: string): string | undefined {
  const [program, flag, script] = argv
  const inShell = /^(?:\/bin\/)?(?:sh|bash|ash)$/.test(program ?? '') && flag === '-c' && argv.length === 3
  const words = inShell ? (script ?? '').trim().split(/\s+/) : argv
  if (words.some((word) => /[;&|<>$`"'*]/.test(word))) return undefined
  const [name = '', ...rest] = words
  if (name === 'cat' || name === 'ls') {
    const path = rest.length === 1 ? rest[0] : undefined
    return message.endsWith('No such file or directory') ? path : undefined
  }
  const operands = name === '[' ? rest.slice(0, -1) : rest
  if ((name !== 'test' && name !== '[') || message !== '' || operands.length !== 2) return undefined
  // What is empty or may not be read fails as well; of these two nobody can say that it is not there.
  return operands[0] === '-f' || operands[0] === '-e' ? operands[1] : undefined
}

function cut(text: string): string {
  return text.length > LONGEST_SAID ? `${text.slice(0, LONGEST_SAID)}…` : text
}
