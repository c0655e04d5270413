import { ensure } from '../../lib/assert.ts'
import { parseGoDuration } from '../../lib/time.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { isTerminal } from '../../manifest/pod/pod-status.ts'
import { kindInfo } from '../../manifest/schema/kinds.ts'
import type { Activity, Forwarding } from '../client/api-client.ts'
import { type Call, type Command, CommandError, usageError } from '../command-line/command.ts'
import { flagSet } from '../command-line/flag-set.ts'
import { objectOfWord, podsOfObject } from './pod-of-word.ts'
import { warn } from './warn.ts'

/** Ports here and there, as they are typed. */
interface Ports {
  readonly local: string
  readonly remote: string
}

/** Stays until it is interrupted, or the Pod has ended. */
// kubectl: pkg/cmd/portforward/portforward.go (v1.36)
export const portForward: Command = {
  name: 'port-forward',
  usage: 'TYPE/NAME [options] [LOCAL_PORT:]REMOTE_PORT [...[LOCAL_PORT_N:]REMOTE_PORT_N]',
  flags: flagSet('--address list; --pod-running-timeout duration=1m0s'),
  complete: 'pods',
  check: ({ args }, path) =>
    args.length < 2 ? usageError(path, 'TYPE/NAME and list of ports are required for port-forward') : undefined,
  *run(call) {
    const { given, terminal } = call
    const [word = '', ...words] = given.args
    const object = yield* objectOfWord(call, word)
    const pod = yield* podOf(call, object)
    const wanted = words.map(portsOf)
    const ports =
      object.kind === 'Service'
        ? wanted.map((each) => ofService(each, object, pod))
        : wanted.map((each) => ofPod(each, pod))
    if (pod.status.phase !== 'Running') {
      throw new CommandError(`unable to forward port because pod is not running. Current status=${pod.status.phase}`)
    }
    const { namespace = call.namespace, name } = pod.metadata
    const open: { readonly local: number; readonly remote: number; readonly forwarding: Forwarding }[] = []
    for (const { local, remote } of ports) {
      const reply = yield* call.client.forward(namespace, name, remote)
      if (reply.status) throw new CommandError(reply.status)
      const listening = terminal.listen(local, reply.ok)
      if (listening === undefined) {
        const taken = (family: string, address: string) =>
          `unable to create listener: Error listen ${family} ${address}:${local}: bind: address already in use`
        yield* warn(
          terminal,
          `Unable to listen on port ${local}: Listeners failed to create with the following errors: [${taken('tcp4', '127.0.0.1')} ${taken('tcp6', '[::1]')}]`,
        )
        continue
      }
      open.push({ local: listening, remote, forwarding: reply.ok })
      yield* terminal.stdout.write(
        `Forwarding from 127.0.0.1:${listening} -> ${remote}\nForwarding from [::1]:${listening} -> ${remote}\n`,
      )
    }
    if (open.length === 0) {
      const asked = ports.map(({ local, remote }) => `{${local} ${remote}}`).join(' ')
      throw new CommandError(`unable to listen on any of the requested ports: [${asked}]`)
    }
    yield* terminal.together([...open.map((each) => handled(call, each)), untilLost(call, pod)])
    return 0
  },
}

// client-go: tools/portforward/portforward.go handleConnection (v1.36)
function* handled(
  { terminal }: Call,
  { local, remote, forwarding }: { readonly local: number; readonly remote: number; readonly forwarding: Forwarding },
): Activity<void> {
  for (;;) {
    const event = yield* forwarding.next()
    if (event.kind === 'handling') {
      yield* terminal.stdout.write(`Handling connection for ${local}\n`)
      continue
    }
    const why = `failed to execute portforward in network namespace: failed to connect to localhost:${remote} inside namespace "${event.sandbox}", IPv4: dial tcp4 127.0.0.1:${remote}: connect: connection refused IPv6 dial tcp6 [::1]:${remote}: connect: connection refused `
    yield* warn(
      terminal,
      `an error occurred forwarding ${local} -> ${remote}: error forwarding port ${remote} to pod ${event.sandbox}, uid : ${why}`,
    )
    throw new CommandError('lost connection to pod')
  }
}

/** Its containers' end ends it, too. */
function* untilLost({ client }: Call, pod: Pod): Activity<void> {
  const info = ensure(kindInfo('v1', 'Pod'), 'the kind of Pods')
  const { namespace = '', name, uid } = pod.metadata
  const ref = { info, namespace, name }
  const watch = client.watch(info, namespace, { name })
  try {
    for (;;) {
      const present = yield* client.get(ref)
      const ended = present.status || present.ok.metadata.uid !== uid || isTerminal((present.ok as Pod).status.phase)
      if (ended) throw new CommandError('lost connection to pod')
      yield* watch.next()
    }
  } finally {
    watch.stop()
  }
}

function* podOf(call: Call, object: KubeObject): Activity<Pod> {
  if (object.kind === 'Pod') return object as Pod
  const timeout = parseGoDuration(call.given.text('pod-running-timeout')) ?? 0
  return ensure((yield* podsOfObject(call, object, 'attach to', timeout))[0], 'the first of Pods that are there')
}

/** Of three the first counts for both, as upstream splits them. */
// kubectl: pkg/cmd/portforward/portforward.go splitPort (v1.36)
function portsOf(word: string): Ports {
  const parts = word.split(':')
  const [first = ''] = parts
  return parts.length === 2 ? { local: first, remote: parts[1] as string } : { local: first, remote: first }
}

interface Numbers {
  /** 0: any that is free. */
  readonly local: number
  readonly remote: number
}

// kubectl: pkg/cmd/portforward/portforward.go convertPodNamedPortToNumber (v1.36)
function ofPod({ local, remote }: Ports, pod: Pod): Numbers {
  const number = numberOf(remote) ?? namedPort(pod, remote)
  if (number === undefined) throw new CommandError(`Pod '${pod.metadata.name}' does not have a named port '${remote}'`)
  return { local: local === remote ? number : localOf(local), remote: number }
}

// kubectl: pkg/cmd/portforward/portforward.go translateServicePortToTargetPort (v1.36)
function ofService({ local, remote }: Ports, service: KubeObject, pod: Pod): Numbers {
  const { name } = service.metadata
  const { ports = [], clusterIP } = service.spec as {
    readonly clusterIP?: string
    readonly ports?: readonly { readonly name?: string; readonly port: number; readonly targetPort?: number | string }[]
  }
  const asked = numberOf(remote)
  const named = ports.find((each) => (asked === undefined ? each.name === remote : each.port === asked))
  if (!named) {
    throw new CommandError(
      asked === undefined
        ? `Service '${name}' does not have a named port '${remote}'`
        : `Service ${name} does not have a service port ${remote}`,
    )
  }
  const { port, targetPort = port } = named
  const number = clusterIP === 'None' ? port : typeof targetPort === 'number' ? targetPort : namedPort(pod, targetPort)
  if (number === undefined) {
    throw new CommandError(`Pod '${pod.metadata.name}' does not have a named port '${targetPort}'`)
  }
  return { local: local === remote ? port : localOf(local), remote: number }
}

function namedPort({ spec }: Pod, name: string): number | undefined {
  const all = [...spec.containers, ...(spec.initContainers ?? [])].flatMap(({ ports = [] }) => ports)
  return all.find((each) => each.name === name)?.containerPort
}

function numberOf(word: string): number | undefined {
  return /^\d+$/.test(word) ? Number(word) : undefined
}

// client-go: tools/portforward/portforward.go parsePorts (v1.36)
function localOf(word: string): number {
  const number = word === '' ? 0 : numberOf(word)
  if (number === undefined || number > 65535) {
    throw new CommandError(`error parsing local port '${word}': strconv.ParseUint: parsing "${word}": invalid syntax`)
  }
  return number
}
