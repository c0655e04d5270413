import { ensure } from '../../lib/assert.ts'
import { ownValue } from '../../lib/own.ts'
import { kindInfo } from '../../manifest/schema/kinds.ts'
import { currentServer } from '../client/kubeconfig.ts'
import { type Command, CommandError } from '../command-line/command.ts'
import { flagSet } from '../command-line/flag-set.ts'
import { PRINT_FLAGS } from '../command-line/global-flags.ts'
import { objectPrinter } from '../printers/object-printer.ts'
import { kubeconfigOf } from './kubeconfig-file.ts'

const ADDON = 'kubernetes.io/cluster-service=true'

const dump: Command = {
  name: 'dump',
  usage: '[flags] [options]',
  flags: flagSet(
    `-A --all-namespaces bool; --namespaces list; --output-directory string; --pod-running-timeout duration=20s; ${PRINT_FLAGS}`,
  ),
  complete: 'none',
  notSimulated: (_, path) => [path],
  *run(call) {
    yield* []
    objectPrinter(call)
    throw new CommandError(`not simulated yet: ${call.path}`)
  },
}

// kubectl: pkg/cmd/clusterinfo/clusterinfo.go (v1.36)
export const clusterInfo: Command = {
  name: 'cluster-info',
  usage: '[flags] [options]',
  flags: flagSet(''),
  commands: [dump],
  complete: 'none',
  *run({ client, terminal, given }) {
    const server = currentServer(kubeconfigOf({ given, terminal }))
    yield* terminal.stdout.write(`Kubernetes control plane is running at ${server}\n`)
    const info = ensure(kindInfo('v1', 'Service'), 'the kind of Services')
    const services = yield* client.list(info, 'kube-system', { labelSelector: ADDON })
    for (const { metadata } of services.status ? [] : services.ok) {
      const title = ownValue(metadata.labels, 'kubernetes.io/name') ?? metadata.name
      const link = `${server}/api/v1/namespaces/kube-system/services/${metadata.name}/proxy`
      yield* terminal.stdout.write(`${title} is running at ${link}\n`)
    }
    yield* terminal.stdout.write("\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n")
    return 0
  },
}
