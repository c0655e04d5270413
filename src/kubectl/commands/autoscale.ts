import { ensure } from '../../lib/assert.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { kindInfo } from '../../manifest/schema/kinds.ts'
import type { Activity } from '../client/api-client.ts'
import { type Call, type Command, CommandError } from '../command-line/command.ts'
import { flagSet, type Given } from '../command-line/flag-set.ts'
import { DRY_RUN_FLAG, FILENAME_FLAGS, fieldManager, PRINT_FLAGS } from '../command-line/global-flags.ts'
import { argumentMistake } from '../command-line/resource-arguments.ts'
import { dryRunMistake, dryRunOf } from './dry-run.ts'
import { printResult } from './print-result.ts'
import { type Visited, visit } from './visit.ts'

const SCALED = ['Deployment', 'ReplicaSet', 'StatefulSet', 'ReplicationController']

// kubectl: pkg/cmd/autoscale/autoscale.go (v1.36)
export const autoscale: Command = {
  name: 'autoscale',
  usage: '(-f FILENAME | TYPE NAME | TYPE/NAME) [--min=MINPODS] --max=MAXPODS [--cpu=CPU] [--memory=MEMORY] [options]',
  flags: flagSet(
    '--cpu string; --cpu-percent int32=-1; --max int32=-1; --memory string; --min int32=-1; --name string',
    `--save-config bool; ${DRY_RUN_FLAG}; ${FILENAME_FLAGS}; ${PRINT_FLAGS}`,
    fieldManager('kubectl-autoscale'),
  ),
  requires: ['max'],
  complete: 'resources',
  check,
  *run(call) {
    yield* visit(call, {}, (visited) => autoscaleOne(call, visited))
    return 0
  },
}

// kubectl: pkg/cmd/autoscale/autoscale.go Validate (v1.36)
function check(given: Given): string | undefined {
  const [max = 0, min = 0] = [given.int('max'), given.int('min')]
  if (max < 1) return `--max=MAXPODS is required and must be at least 1, max: ${max}`
  if (max < min) return `--max=MAXPODS must be larger or equal to --min=MINPODS, max: ${max}, min: ${min}`
  if (given.has('cpu') && given.has('cpu-percent')) return '--cpu-percent and --cpu are mutually exclusive'
  return dryRunMistake(given) ?? (given.has('filename') ? undefined : argumentMistake(given.args))
}

function* autoscaleOne(call: Call, { object }: Visited): Activity<void> {
  const { client, given, namespace } = call
  if (!SCALED.includes(object.kind)) throw new CommandError(`cannot autoscale a ${object.kind}`)
  const made = autoscalerOf(given, object)
  const dryRun = dryRunOf(given)
  if (dryRun === 'client') return yield* printResult(call, made, 'autoscaled', dryRun)
  const info = ensure(kindInfo('autoscaling/v2', 'HorizontalPodAutoscaler'), 'the kind of autoscalers')
  const reply = yield* client.create(info, object.metadata.namespace ?? namespace, made, {
    dryRun: dryRun === 'server',
  })
  // kubectl then tries an older version, for which it has made nothing.
  if (reply.status) {
    throw new CommandError(
      'failed to create autoscaling/v2 HPA and the configuration is incompatible with autoscaling/v1: empty input',
    )
  }
  yield* printResult(call, reply.ok, 'autoscaled', dryRun)
}

// kubectl: pkg/cmd/autoscale/autoscale.go createHorizontalPodAutoscalerV2 (v1.36)
function autoscalerOf(given: Given, { apiVersion, kind, metadata }: KubeObject): KubeObject {
  const min = given.int('min') ?? 0
  const percent = given.int('cpu-percent') ?? -1
  const cpu = percent >= 0 ? `${percent}%` : given.text('cpu')
  const metrics = [...metric('cpu', cpu), ...metric('memory', given.text('memory'))]
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: given.text('name') || metadata.name },
    spec: {
      maxReplicas: given.int('max'),
      ...(metrics.length > 0 ? { metrics } : {}),
      ...(min > 0 ? { minReplicas: min } : {}),
      scaleTargetRef: { apiVersion, kind, name: metadata.name },
    },
  }
}

/** 70% of what is asked for, or a quantity for each Pod. */
function metric(name: string, text: string): readonly unknown[] {
  if (text === '') return []
  const target = text.endsWith('%')
    ? { averageUtilization: Number(text.slice(0, -1)), type: 'Utilization' }
    : { averageValue: text, type: 'AverageValue' }
  return [{ resource: { name, target }, type: 'Resource' }]
}
