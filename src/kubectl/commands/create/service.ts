import { isDNS1123Subdomain, isValidPortName, isValidPortNum } from '../../../manifest/object/name.ts'
import { type Command, CommandError } from '../../command-line/command.ts'
import type { Given } from '../../command-line/flag-set.ts'
import { generator } from './generator.ts'

const TCP = '--tcp list'

/** One subcommand a type. */
// kubectl: pkg/cmd/create/create_service.go (v1.36)
function service(name: string, type: string, usage: string, flags: string, requires: readonly string[] = []): Command {
  return generator({
    name,
    usage: `NAME ${usage} [--dry-run=server|client|none] [options]`,
    flags,
    ...(requires.length > 0 ? { requires } : {}),
    check: (given) => serviceMistake(given, type),
    object: (title, given) => {
      const app = { app: title }
      const nodePort = given.int('node-port') ?? 0
      const ports = given.list('tcp').map((text) => ({
        name: text.replaceAll(':', '-'),
        protocol: 'TCP',
        ...parsePorts(text),
        ...(nodePort === 0 ? {} : { nodePort }),
      }))
      const [address, external] = [given.text('clusterip'), given.text('external-name')]
      return {
        kind: 'Service',
        apiVersion: 'v1',
        metadata: { name: title, labels: app },
        spec: {
          ...(ports.length > 0 ? { ports } : {}),
          selector: app,
          ...(address === '' ? {} : { clusterIP: address }),
          type,
          ...(external === '' ? {} : { externalName: external }),
        },
        status: { loadBalancer: {} },
      }
    },
    failure: `failed to create ${type} service:`,
  })
}

function serviceMistake(given: Given, type: string): string | undefined {
  if (type === 'ExternalName') {
    const name = given.text('external-name')
    return isDNS1123Subdomain(name).length > 0 ? `invalid service external name ${name}` : undefined
  }
  return given.text('clusterip') !== 'None' && given.list('tcp').length === 0
    ? 'at least one tcp port specifier must be provided'
    : undefined
}

// kubectl: pkg/cmd/create/create_service.go parsePorts; utils: net/port.go ParsePort (v1.36)
function parsePorts(text: string): { readonly port: number; readonly targetPort: number | string } {
  const [first = '', second] = text.split(':')
  const wrong = (why: string) => new CommandError(`strconv.ParseUint: parsing ${JSON.stringify(first)}: ${why}`)
  if (!/^\d+$/.test(first)) throw wrong('invalid syntax')
  const port = Number(first)
  if (port > 65535) throw wrong('value out of range')
  if (second === undefined) return { port, targetPort: port }
  const isNumber = /^[+-]?\d+$/.test(second)
  const mistakes = isNumber ? isValidPortNum(Number(second)) : isValidPortName(second)
  if (mistakes.length > 0) throw new CommandError(mistakes.join(','))
  return { port, targetPort: isNumber ? Number(second) : second }
}

export const serviceCommands: Command = {
  name: 'service',
  aliases: ['svc'],
  usage: '[flags] [options]',
  commands: [
    service('clusterip', 'ClusterIP', '[--tcp=<port>:<targetPort>]', `--clusterip string; ${TCP}`),
    service('externalname', 'ExternalName', '--external-name external.name', `--external-name string; ${TCP}`, [
      'external-name',
    ]),
    service('loadbalancer', 'LoadBalancer', '[--tcp=port:targetPort]', TCP),
    service('nodeport', 'NodePort', '[--tcp=port:targetPort]', `--node-port int; ${TCP}`),
  ],
}
