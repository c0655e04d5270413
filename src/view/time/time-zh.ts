import { type Duration, HOUR, MINUTE, SECOND } from '../../lib/time.ts'
import { seconds, secondsLeft } from './time-scale.ts'

/** A number and its unit are not parted by the end of a line. */
const UNBROKEN = '\u00a0'

/** durationText in Chinese: 20 秒, 0.450 秒, 1 分 20 秒. */
export function durationZh(ms: Duration): string {
  if (ms < MINUTE && Math.round(ms / SECOND) * SECOND < MINUTE) return inSeconds(seconds(ms))
  const rounded = Math.round(ms / SECOND) * SECOND
  const parts = [
    [Math.floor(rounded / HOUR), '小时'],
    [Math.floor((rounded % HOUR) / MINUTE), '分'],
    [(rounded % MINUTE) / SECOND, '秒'],
  ] as const
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count}${UNBROKEN}${unit}`)
    .join(UNBROKEN)
}

/** A countdown, to the tenth. */
export function leftZh(ms: Duration): string {
  return inSeconds(secondsLeft(ms))
}

function inSeconds(count: string): string {
  return `${count}${UNBROKEN}秒`
}
