import type { Sys } from '../engine/program-api/program.ts'
import type { Readable } from '../engine/program-api/stdio.ts'
import type { Task } from '../engine/program-api/task.ts'
import { LIMITS, TOUCH_BYTES_PER_MS } from './limits.ts'

/** Memory is not there before it is touched, and touching takes time: a limit ends a process while it grows. */
export function* touchMemory(sys: Sys, bytes: number): Task<void> {
  const more = bytes - sys.memory
  const rate = sys.memoryTouchRate === undefined ? TOUCH_BYTES_PER_MS : sys.memoryTouchRate / 1000
  if (more <= 0) yield* sys.setMemory(bytes)
  else yield* sys.rampMemory(bytes, Math.max(1, Math.round(more / rate)))
}

/** Thrown where a program would hold more than is simulated. */
export class OutOfMemory {
  readonly message: string

  constructor(message = 'out of memory') {
    this.message = message
  }
}

/** What would grow without an end takes all the memory that its container may have, and is ended for that. */
export function* exhaustMemory(sys: Sys): Task<void> {
  if (sys.memoryLimit !== undefined) yield* touchMemory(sys, sys.memoryLimit + 1)
}

/** How much more is held before the memory is told of it. */
const MEMORY_STEP = 4 * 1024 * 1024

/** Everything that is left to read, by a program that needs all of it before it can begin. */
export function* holdAll(sys: Sys, input: Readable): Task<string> {
  const before = sys.memory
  let text = ''
  let held = 0
  let touched = 0
  for (let more = yield* input.read(); more !== undefined; more = yield* input.read()) {
    held += more.length
    if (text.length < LIMITS.text) {
      text += more
      sys.work('handled', more.length)
    }
    if (held - touched < MEMORY_STEP) continue
    touched = held
    yield* touchMemory(sys, before + held)
  }
  if (touched > 0) yield* sys.setMemory(before)
  if (held > LIMITS.text) throw new OutOfMemory(`not simulated: ${held} characters at once`)
  return text
}
