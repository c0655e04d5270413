import type { KubeObject } from '../../manifest/object/meta.ts'
import { kindWithGroup } from '../../manifest/schema/kinds.ts'
import type { Activity } from '../client/api-client.ts'
import type { Call } from '../command-line/command.ts'
import { objectPrinter } from '../printers/object-printer.ts'
import { type DryRun, drySuffix } from './dry-run.ts'

/** Says what was done to an object, or prints it the way -o asks for. */
// cli-runtime: pkg/genericclioptions/print_flags.go, pkg/printers/name.go (v1.36)
export function* printResult(
  { given, terminal }: Pick<Call, 'given' | 'terminal'>,
  object: KubeObject,
  operation: string,
  dryRun: DryRun = 'none',
): Activity<void> {
  const print = objectPrinter({ given, terminal })
  const text = print
    ? print(object)
    : `${kindWithGroup(object)}/${object.metadata.name} ${operation}${drySuffix(dryRun)}\n`
  yield* terminal.stdout.write(text)
}
