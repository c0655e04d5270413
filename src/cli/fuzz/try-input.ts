import { decodeShare } from '../../share/share.ts'
import { runCli } from '../cli.ts'
import { EXIT } from '../exit-status.ts'
import type { Input } from './inputs.ts'

/** What programs are asked for, or make of the cluster by it: the container stands there. */
const CUT_FOR_WORK = /units of work that programs make|steps \(container /

/** Puts an input through everything that a user would. What is said of it where it shows a fault of ours. */
export function tryInput({ kind, text }: Input): string | undefined {
  try {
    if (kind === 'link') {
      decodeShare(text)
      return undefined
    }
    let said = ''
    const io = {
      stdout: () => {},
      stderr: (words: string) => {
        said += words
      },
      read: () => text,
    }
    const status = runCli(['run', 'input.yaml', '-o', 'json'], io)
    if (status === EXIT.fault) return said
    // Programs may be asked for more than is simulated, and are stopped in words; what loops without time going on is ours.
    return status === EXIT.cut && !CUT_FOR_WORK.test(said) ? `cut short: ${said}` : undefined
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  }
}
