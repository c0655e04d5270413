import { rfc3339 } from '../../lib/time.ts'
import { type Command, CommandError } from '../command-line/command.ts'
import { flagSet } from '../command-line/flag-set.ts'
import { FILENAME_FLAGS, PRINT_FLAGS } from '../command-line/global-flags.ts'
import { printResult } from './print-result.ts'
import { visit } from './visit.ts'

/** What is said of a request for a certificate. Nobody signs any. */
// kubectl: pkg/cmd/certificates/certificates.go (v1.36)
export const certificate: Command = {
  name: 'certificate',
  usage: 'SUBCOMMAND [options]',
  commands: [decide('approve', 'Approved', 'KubectlApprove'), decide('deny', 'Denied', 'KubectlDeny')],
}

function decide(name: string, type: string, reason: string): Command {
  const done = type.toLowerCase()
  return {
    name,
    usage: '(-f FILENAME | NAME) [options]',
    flags: flagSet(`--force bool; ${FILENAME_FLAGS}; ${PRINT_FLAGS}`),
    check: (given) =>
      given.args.length > 0 || given.has('filename')
        ? undefined
        : 'one or more CSRs must be specified as <name> or -f <filename>',
    *run(call) {
      const { client, given, terminal } = call
      const words = given.args.length > 0 ? ['csr', ...given.args] : []
      yield* visit({ ...call, given: given.withArgs(words) }, {}, function* ({ ref }) {
        const message = `This CSR was ${done} by kubectl certificate ${name}.`
        const at = rfc3339(terminal.now())
        const condition = { type, status: 'True', reason, message, lastUpdateTime: at }
        const patch = JSON.stringify({ status: { conditions: [condition] } })
        const reply = yield* client.patch(ref, 'strategic', patch, { subresource: 'status' })
        if (reply.status) throw new CommandError(reply.status)
        yield* printResult(call, reply.ok, done)
      })
      return 0
    },
  }
}
