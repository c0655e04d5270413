import { ensure } from '../../lib/assert.ts'
import { goDuration, MINUTE, parseRfc3339 } from '../../lib/time.ts'
import { newNotFound } from '../../manifest/api-status.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { matchesSelector, parseLabelSelector } from '../../manifest/object/selector-text.ts'
import { kindInfo } from '../../manifest/schema/kinds.ts'
import type { Activity } from '../client/api-client.ts'
import { type Call, type Command, CommandError, usageError } from '../command-line/command.ts'
import { flagSet, type Given } from '../command-line/flag-set.ts'
import { SELECTOR_FLAG } from '../command-line/global-flags.ts'
import { topNodes, topPods } from '../printers/top.ts'
import { warn } from './warn.ts'

const NOT_SERVED = 'Metrics API not available'
/** So old a Pod should have been measured. */
// kubectl: pkg/cmd/top/top_pod.go metricsCreationDelay (v1.36)
const CREATION_DELAY = 2 * MINUTE

// kubectl: pkg/cmd/top/top.go, top_pod.go, top_node.go (v1.36)
function topOf(name: string, aliases: readonly string[], flags: string, run: NonNullable<Command['run']>): Command {
  const usage = `${name} [NAME | -l label]`
  return {
    name,
    aliases,
    usage: '[NAME | -l label] [options]',
    flags: flagSet(
      flags,
      `--no-headers bool; --show-swap bool; --sort-by string; --use-protocol-buffers bool=true; ${SELECTOR_FLAG}`,
    ),
    complete: name === 'pod' ? 'pods' : 'nodes',
    check: (given: Given, path: string) => {
      if (given.args.length > 1) return usageError(path, usage)
      if (!['', 'cpu', 'memory'].includes(given.text('sort-by'))) return '--sort-by accepts only cpu or memory'
      return given.args.length > 0 && given.text('selector') !== ''
        ? 'only one of NAME or selector can be provided'
        : undefined
    },
    run,
  }
}

export const top: Command = {
  name: 'top',
  usage: '[flags] [options]',
  commands: [
    topOf('node', ['nodes', 'no'], '--show-capacity bool', nodes),
    topOf(
      'pod',
      ['pods', 'po'],
      '-A --all-namespaces bool; --containers bool; --field-selector string; --sum bool',
      pods,
    ),
  ],
}

// kubectl: pkg/cmd/top/top_pod.go RunTopPod (v1.36)
function* pods(call: Call): Activity<number> {
  const { client, given, terminal } = call
  const everywhere = given.bool('all-namespaces')
  const namespace = everywhere ? undefined : call.namespace
  const measured = client.podMetrics(namespace)
  if (!measured) throw new CommandError(NOT_SERVED)
  const [name] = given.args
  // Of one Pod only its metrics are asked for.
  const chosen = name === undefined ? yield* chosenOf(call, 'Pod', namespace) : []
  const shown = measured.filter((pod) =>
    name === undefined
      ? chosen.some(({ metadata }) => metadata.name === pod.name && (metadata.namespace ?? '') === pod.namespace)
      : pod.name === name,
  )
  if (shown.length > 0) {
    const [containers, total] = [given.bool('containers'), given.bool('sum')]
    yield* terminal.stdout.write(topPods(shown, { ...tableOf(given), namespaces: everywhere, containers, total }))
    return 0
  }
  if (name !== undefined) {
    const metrics = { apiVersion: 'metrics.k8s.io/v1beta1', resource: 'podmetrics' }
    throw new CommandError(newNotFound(metrics, `${call.namespace}/${name}`))
  }
  const old = chosen.find(({ metadata }) => client.now() - bornAt(metadata) > CREATION_DELAY)
  if (old) {
    const { namespace: place = '', name: pod } = old.metadata
    const age = goDuration(client.now() - bornAt(old.metadata))
    throw new CommandError(`Metrics not available for pod ${place}/${pod}, age: ${age}`)
  }
  if (chosen.length > 0) throw new CommandError('metrics not available yet')
  yield* warn(terminal, `No resources found${everywhere ? '' : ` in ${call.namespace} namespace.`}`)
  return 0
}

// kubectl: pkg/cmd/top/top_node.go RunTopNode (v1.36)
function* nodes(call: Call): Activity<number> {
  const { client, given, terminal } = call
  const measured = client.nodeMetrics()
  if (!measured) throw new CommandError(NOT_SERVED)
  const chosen = yield* chosenOf(call, 'Node', undefined)
  const shown = measured.filter(({ name }) => chosen.some(({ metadata }) => metadata.name === name))
  if (shown.length === 0) throw new CommandError('metrics not available yet')
  yield* terminal.stdout.write(topNodes(shown, chosen, { ...tableOf(given), capacity: given.bool('show-capacity') }))
  return 0
}

function tableOf(given: Given) {
  return { headers: !given.bool('no-headers'), sortBy: given.text('sort-by') }
}

function bornAt({ creationTimestamp = '' }: KubeObject['metadata']): number {
  return parseRfc3339(creationTimestamp) ?? 0
}

/** Those that are asked for, whether or not anybody has measured them. */
function* chosenOf(
  { client, given, namespace }: Call,
  kind: 'Pod' | 'Node',
  where: string | undefined,
): Activity<readonly KubeObject[]> {
  const info = ensure(kindInfo('v1', kind), `the kind ${kind}`)
  const [name] = given.args
  if (name !== undefined) {
    const found = yield* client.get({ info, namespace: info.namespaced ? namespace : '', name })
    if (found.status) throw new CommandError(found.status)
    return [found.ok]
  }
  const selector = parseLabelSelector(given.text('selector'))
  if ('wrong' in selector) throw new CommandError(selector.wrong)
  const fieldSelector = kind === 'Pod' ? given.text('field-selector') : ''
  const listed = yield* client.list(info, where, { fieldSelector })
  if (listed.status) throw new CommandError(listed.status)
  return listed.ok.filter(({ metadata }) => matchesSelector(metadata.labels, selector))
}
