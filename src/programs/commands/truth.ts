import type { Tool } from '../tool.ts'

// biome-ignore lint/correctness/useYield: there is nothing to wait for
export const succeed: Tool = function* () {
  return 0
}

// biome-ignore lint/correctness/useYield: there is nothing to wait for
export const failAlways: Tool = function* () {
  return 1
}
