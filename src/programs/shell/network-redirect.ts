import type { Task } from '../../engine/program-api/task.ts'
import { RedirectionFailed } from './redirection-failed.ts'
import type { Shell, Stream } from './shell.ts'

/** The kernel gives up connecting after about two minutes. */
const MINUTES_2 = 130_000

interface NetworkTarget {
  readonly protocol: 'tcp' | 'udp'
  readonly host: string
  readonly port: string
}

/** /dev/tcp/HOST/PORT, which no file system has: bash opens a connection. */
// bash: redir.c _redir_special_filenames; lib/sh/netopen.c
export function networkTarget(target: string): NetworkTarget | undefined {
  const [, protocol, host, port] = /^\/dev\/(tcp|udp)\/([^/]+)\/([^/]+)$/.exec(target) ?? []
  return protocol === undefined
    ? undefined
    : { protocol: protocol as 'tcp' | 'udp', host: host ?? '', port: port ?? '' }
}

export function* openNetwork(
  shell: Shell,
  target: string,
  { protocol, host, port }: NetworkTarget,
): Task<Stream | RedirectionFailed> {
  const { sys } = shell
  const say = (text: string) => (shell.streams.get(2)?.writer ?? sys.nullOutput).write(text)
  const number = Number(port)
  if (!/^\d+$/.test(port) || number > 65_535) return new RedirectionFailed(`${target}: Invalid argument`)
  if (sys.resolve(host).length === 0 && !/^[\d.]+$/.test(host)) {
    yield* say(`bash: ${host}: Name or service not known\n`)
    return new RedirectionFailed(`${target}: Invalid argument`)
  }
  // Nobody says whether a datagram arrives.
  if (protocol === 'udp') return { reader: sys.nullInput, writer: sys.nullOutput }
  const connection = yield* sys.dial(host, number, MINUTES_2)
  if (typeof connection === 'string') {
    const reason = connection === 'timeout' ? 'Connection timed out' : 'Connection refused'
    yield* say(`bash: connect: ${reason}\n`)
    return new RedirectionFailed(`${target}: ${reason}`)
  }
  return { reader: connection.input, writer: connection.output }
}
