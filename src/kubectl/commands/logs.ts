import { parseGoDuration, SECOND } from '../../lib/time.ts'
import type { LogOptions } from '../client/api-client.ts'
import { type Command, CommandError, usageError } from '../command-line/command.ts'
import { flagSet, type Given } from '../command-line/flag-set.ts'
import { SELECTOR_FLAG } from '../command-line/global-flags.ts'
import { readTime, timeMistake } from '../command-line/time-value.ts'
import { readLog, readLogs } from './log-output.ts'
import { logRequests, objectsToLog } from './log-requests.ts'
import { warn } from './warn.ts'

const USAGE = '[-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'
/** Of several Pods only the end is of interest. */
const SELECTOR_TAIL = 10

// kubectl: pkg/cmd/logs/logs.go (v1.36)
export const logs: Command = {
  name: 'logs',
  usage: `${USAGE} [options]`,
  flags: flagSet(
    '--all-containers bool; --all-pods bool; -c --container string; -f --follow bool; --ignore-errors bool',
    '--insecure-skip-tls-verify-backend bool; --limit-bytes int; --max-log-requests int=5',
    '--pod-running-timeout duration=20s; --prefix bool; -p --previous bool; --since duration=0s; --since-time string',
    `--tail int=-1; --timestamps bool; ${SELECTOR_FLAG}`,
  ),
  complete: 'pods',
  resources: () => [],
  check,
  *run(call) {
    const { given, terminal } = call
    const objects = yield* objectsToLog(call)
    if (objects.length === 0) yield* warn(terminal, `No resources found in ${call.namespace} namespace.`)
    const mistake = optionsMistake(given)
    if (mistake !== undefined) throw new CommandError(mistake)
    const requests = yield* logRequests(call, objects)
    const options = optionsOf(given)
    if (!given.bool('follow') || requests.length < 2) {
      for (const request of requests) yield* readLog(call, request, options)
      return 0
    }
    const most = given.int('max-log-requests') ?? 0
    if (requests.length > most) {
      throw new CommandError(
        `you are attempting to follow ${requests.length} log streams, but maximum allowed concurrency is ${most}, use --max-log-requests to increase the limit`,
      )
    }
    yield* readLogs(call, requests, options)
    return 0
  },
}

// kubectl: pkg/cmd/logs/logs.go Complete (v1.36)
function check(given: Given, path: string): string | undefined {
  const { args } = given
  const selector = given.text('selector') !== ''
  if (args.length > 2 || (args.length === 0 && !selector)) {
    return usageError(path, `expected 'logs ${USAGE}'.\nPOD or TYPE/NAME is a required argument for the logs command`)
  }
  if (args.length === 1 && selector) return usageError(path, 'only a selector (-l) or a POD name is allowed')
  const since = given.text('since-time')
  return since === '' ? undefined : timeMistake(since)
}

// kubectl: pkg/cmd/logs/logs.go Validate (v1.36)
function optionsMistake(given: Given): string | undefined {
  const since = sinceOf(given)
  if (given.text('since-time') !== '' && since !== 0) {
    return 'at most one of `sinceTime` or `sinceSeconds` may be specified'
  }
  const container = given.args[1] ?? given.text('container')
  if (given.bool('all-containers') && container !== '') {
    return `--all-containers=true should not be specified with container name ${container}`
  }
  if (given.has('container') && given.args.length === 2) {
    return 'only one of -c or an inline [CONTAINER] arg is allowed'
  }
  if ((given.int('limit-bytes') ?? 0) < 0) return '--limit-bytes must be greater than 0'
  if (since < 0) return '--since must be greater than 0'
  if ((given.int('tail') ?? 0) < -1) return '--tail must be greater than or equal to -1'
  return undefined
}

function sinceOf(given: Given): number {
  return Math.round((parseGoDuration(given.text('since')) ?? 0) / SECOND)
}

// kubectl: pkg/cmd/logs/logs.go ToLogOptions (v1.36)
function optionsOf(given: Given): Omit<LogOptions, 'container'> {
  const since = sinceOf(given)
  const sinceTime = readTime(given.text('since-time'))
  const tail = given.int('tail') ?? -1
  const limit = given.int('limit-bytes') ?? 0
  const ends = given.text('selector') !== '' && !given.has('tail')
  return {
    follow: given.bool('follow'),
    previous: given.bool('previous'),
    timestamps: given.bool('timestamps'),
    ...(since === 0 ? {} : { sinceSeconds: since }),
    ...(sinceTime === undefined ? {} : { sinceTime }),
    ...(ends ? { tailLines: SELECTOR_TAIL } : tail === -1 ? {} : { tailLines: tail }),
    ...(limit === 0 ? {} : { limitBytes: limit }),
  }
}
