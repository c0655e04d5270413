import type { Task } from '../kernel/task.ts'
import type { Readable } from '../program-api/stdio.ts'

/** A stream whose whole text is there from the beginning. */
export function textReader(text: string): Readable {
  let at = 0
  return {
    // biome-ignore lint/correctness/useYield: the text is there
    *read(): Task<string | undefined> {
      if (at >= text.length) return undefined
      const rest = text.slice(at)
      at = text.length
      return rest
    },
    // biome-ignore lint/correctness/useYield: the text is there
    *readLine(): Task<string | undefined> {
      if (at >= text.length) return undefined
      const end = text.indexOf('\n', at)
      const line = end < 0 ? text.slice(at) : text.slice(at, end)
      at = end < 0 ? text.length : end + 1
      return line
    },
    close() {},
  }
}
