import { version } from '../../package.json'
import { KUBERNETES_VERSION } from '../trace/trace.ts'
import { HELP, parseCommandLine } from './command-line.ts'
import { EXIT } from './exit-status.ts'
import { gallery } from './gallery.ts'
import type { Io } from './io.ts'
import { kubectl } from './kubectl.ts'
import { run } from './run.ts'
import { shell } from './shell.ts'

/** The whole command line, from arguments to exit status. */
export function runCli(argv: readonly string[], io: Io): number {
  try {
    const command = parseCommandLine(argv)
    switch (command.kind) {
      case 'help':
        io.stdout(HELP)
        return EXIT.done
      case 'version':
        io.stdout(`podlapse ${version} (Kubernetes ${KUBERNETES_VERSION})\n`)
        return EXIT.done
      case 'run':
        return run(command, io)
      case 'kubectl':
        return kubectl(command, io)
      case 'shell':
        return shell(command, io)
      case 'gallery':
        return gallery(command.name, io)
      case 'misuse':
        io.stderr(`podlapse: ${command.message}\nSee "podlapse --help".\n`)
        return EXIT.misuse
    }
  } catch (error) {
    // Mistakes of the user's are values: what is thrown is ours, and says so.
    io.stderr(
      `podlapse: this is a bug in podlapse, not in the manifest\n${error instanceof Error ? error.stack : error}\n`,
    )
    return EXIT.fault
  }
}
