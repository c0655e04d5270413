import { inputOf } from './inputs.ts'
import { tryInput } from './try-input.ts'

/** What `scripts/fuzz.mjs` starts: tries the inputs that it is sent the numbers of, and says what each took. */
process.on('message', ({ seed, index }: { seed: number; index: number }) => {
  const { kind, text } = inputOf(seed, index)
  process.send?.({ begun: { index, kind, text } })
  const before = process.cpuUsage()
  const fault = tryInput({ kind, text })
  const { user, system } = process.cpuUsage(before)
  process.send?.({ done: { index, ms: Math.round((user + system) / 1000), fault } })
})
process.on('disconnect', () => process.exit())
