import { amount } from './eviction-message.ts'
import type { PodUsage } from './pod-usage.ts'
import { excess } from './rank.ts'
import type { Starved } from './thresholds.ts'

/** One Pod in the order of eviction. */
interface Ranked {
  readonly pod: string
  /** Bytes above its request; negative: below. Processes where those are short. */
  readonly over: number
  readonly priority: number
}

/** The order of eviction in words, and as the numbers that made it. */
export function rankingWords(
  starved: Starved,
  ranking: readonly PodUsage[],
): { readonly summary: string; readonly value: readonly Ranked[] } {
  const value = ranking.map((usage) => ({
    pod: usage.pod.metadata.name,
    over: starved === 'pids' ? usage.processes : excess(usage, starved),
    priority: usage.pod.spec.priority ?? 0,
  }))
  const order = value.map((each) => `${each.pod} (${wordsOf(starved, each)})`).join(', ')
  return { summary: `The order of eviction: ${order}`, value }
}

function wordsOf(starved: Starved, { over, priority }: Ranked): string {
  const request = `${amount(Math.abs(over), 'BinarySI')} ${over > 0 ? 'over' : 'within'} its request`
  const what = starved === 'pids' ? `${over} process${over === 1 ? '' : 'es'}` : request
  return priority === 0 ? what : `${what}, priority ${priority}`
}
