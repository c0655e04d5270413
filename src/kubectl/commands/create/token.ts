import { ensure } from '../../../lib/assert.ts'
import { parseGoDuration, rfc3339, SECOND } from '../../../lib/time.ts'
import { kindInfo } from '../../../manifest/schema/kinds.ts'
import { type Command, CommandError, usageError } from '../../command-line/command.ts'
import { flagSet, type Given } from '../../command-line/flag-set.ts'
import { PRINT_FLAGS } from '../../command-line/global-flags.ts'
import { objectPrinter } from '../../printers/object-printer.ts'

/** The server's own, where nobody asks for another. */
const HOUR_S = 3600
const KINDS = ['Node', 'Pod', 'Secret']
const AUDIENCE = 'https://kubernetes.default.svc.cluster.local'

/** Tokens of the simulation open nothing: one is a placeholder that says so, as those in Pods do. */
const TOKEN = 'simulated-token'

// kubectl: pkg/cmd/create/create_token.go (v1.36)
export const token: Command = {
  name: 'token',
  usage: 'SERVICE_ACCOUNT_NAME [options]',
  flags: flagSet(
    '--audience strings; --bound-object-kind string; --bound-object-name string; --bound-object-uid string',
    `--duration duration=0s; ${PRINT_FLAGS}`,
  ),
  complete: 'none',
  check,
  *run({ given, client, terminal, namespace }) {
    const print = objectPrinter({ given, terminal })
    const [name = ''] = given.args
    const info = ensure(kindInfo('v1', 'ServiceAccount'), 'the kind of ServiceAccounts')
    const reply = yield* client.get({ info, namespace, name })
    if (reply.status) throw new CommandError(`failed to create token: ${reply.status.message}`)
    if (!print) {
      yield* terminal.stdout.write(terminal.isTerminal ? `${TOKEN}\n` : TOKEN)
      return 0
    }
    const asked = (parseGoDuration(given.text('duration')) ?? 0) / SECOND
    const expirationSeconds = asked > 0 ? asked : HOUR_S
    const now = client.now()
    const audiences = given.list('audience').length > 0 ? given.list('audience') : [AUDIENCE]
    yield* terminal.stdout.write(
      print({
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        metadata: { name, namespace, creationTimestamp: rfc3339(now) },
        spec: { audiences, boundObjectRef: null, expirationSeconds },
        status: { expirationTimestamp: rfc3339(now + expirationSeconds * SECOND), token: TOKEN },
      }),
    )
    return 0
  },
}

function check(given: Given, path: string): string | undefined {
  if (given.args.length !== 1) return usageError(path, `exactly one NAME is required, got ${given.args.length}`)
  const duration = parseGoDuration(given.text('duration')) ?? 0
  if (duration < 0) return '--duration must be greater than or equal to 0'
  if (duration % SECOND !== 0) return '--duration cannot be expressed in units less than seconds'
  if (given.list('audience').includes('')) return '--audience must not be an empty string'
  const kind = given.text('bound-object-kind')
  if (kind === '') {
    const orphan = ['bound-object-name', 'bound-object-uid'].find((name) => given.text(name) !== '')
    return orphan && `--${orphan} can only be set if --bound-object-kind is provided`
  }
  if (!KINDS.includes(kind)) return `supported --bound-object-kind values are ${KINDS.join(', ')}`
  return given.text('bound-object-name') === ''
    ? '--bound-object-name is required if --bound-object-kind is provided'
    : undefined
}
