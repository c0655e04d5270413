import { type Duration, parseGoDuration, SECOND } from '../../lib/time.ts'
import type { Given } from './flag-set.ts'

const MISTAKE =
  'Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)'

/** How long one request may take; undefined: as long as it likes. A text: what is wrong. */
// client-go: tools/clientcmd/overrides.go, client_config.go ParseTimeout (v1.36)
export function requestTimeout(given: Given): Duration | string | undefined {
  const text = given.text('request-timeout')
  const length = /^\d+$/.test(text) ? Number(text) * SECOND : parseGoDuration(text)
  if (length === undefined) return MISTAKE
  return length === 0 ? undefined : length
}
