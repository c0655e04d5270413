import type { Task } from '../engine/kernel/task.ts'
import type { Sys } from '../engine/runtime/program.ts'
import { TOUCH_BYTES_PER_MS } from './limits.ts'

/** Memory is not there before it is touched, and touching takes time: a limit ends a process while it grows. */
export function* touchMemory(sys: Sys, bytes: number): Task<void> {
  const more = bytes - sys.memory
  const rate = sys.memoryTouchRate === undefined ? TOUCH_BYTES_PER_MS : sys.memoryTouchRate / 1000
  if (more <= 0) yield* sys.setMemory(bytes)
  else yield* sys.rampMemory(bytes, Math.max(1, Math.round(more / rate)))
}
