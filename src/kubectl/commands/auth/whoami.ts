import { goPrint } from '../../../lib/go-print.ts'
import { rfc3339 } from '../../../lib/time.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import type { Command } from '../../command-line/command.ts'
import { flagSet } from '../../command-line/flag-set.ts'
import { PRINT_FLAGS } from '../../command-line/global-flags.ts'
import { objectPrinter } from '../../printers/object-printer.ts'
import { formatTable } from '../../printers/table.ts'
import { userOf } from './user.ts'

// kubectl: pkg/cmd/auth/whoami.go (v1.36)
export const whoami: Command = {
  name: 'whoami',
  usage: '[flags] [options]',
  flags: flagSet(PRINT_FLAGS),
  complete: 'none',
  *run({ given, client, terminal }) {
    const { name, groups } = userOf(given)
    const print = objectPrinter({ given, terminal })
    const review = {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'SelfSubjectReview',
      metadata: { creationTimestamp: rfc3339(client.now()) },
      status: { userInfo: { groups, username: name } },
    }
    yield* terminal.stdout.write(
      print
        ? print(review as unknown as KubeObject)
        : formatTable([
            ['ATTRIBUTE', 'VALUE'],
            ['Username', name],
            ['Groups', goPrint(groups)],
          ]),
    )
    return 0
  },
}
