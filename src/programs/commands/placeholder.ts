import type { Task } from '../../engine/program-api/task.ts'
import type { Call } from '../tool.ts'

/** How the answers begin that stand for what the world outside of the cluster would have sent. */
const MARK = 'placeholder: the world outside'

export function isPlaceholder(text: string): boolean {
  return text.slice(0, 100).includes(MARK)
}

/** What was saved out of sight is none of what the server has: that is said, whatever the tool's own options are. */
export function* sayPlaceholder(call: Call, file: string, text: string): Task<void> {
  if (isPlaceholder(text))
    yield* call.stderr.write(`${call.name}: not simulated: what the server has; ${file} is a placeholder\n`)
}
