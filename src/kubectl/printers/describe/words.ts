import { formatQuantity, parseQuantity } from '../../../manifest/quantity.ts'
import { at, textAt } from '../field.ts'

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
/** A time that nobody has set, as Go writes it. */
const NEVER = 'Mon, 01 Jan 0001 00:00:00 +0000'

/** `Mon, 02 Jan 2006 15:04:05 +0000`: the workstation's clock shows UTC. */
// go: time.RFC1123Z
export function timeText(rfc3339: string): string {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)/.exec(rfc3339)
  if (!match) return NEVER
  const [, year, month, day = '', clock] = match
  return `${DAYS[weekday(Number(year), Number(month), Number(day))]}, ${day} ${MONTHS[Number(month) - 1]} ${year} ${clock} +0000`
}

/** Sakamoto's rule for the Gregorian calendar; 0 is Sunday. */
function weekday(year: number, month: number, day: number): number {
  const y = month < 3 ? year - 1 : year
  const shift = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][month - 1] ?? 0
  return (y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + shift + day) % 7
}

// kubectl: pkg/describe/describe.go printBoolPtr, printBool (v1.36)
export function boolText(value: unknown): string {
  return value === true ? 'True' : 'False'
}

/** The text there, or what stands for none. */
export function textOr(none: string, object: unknown, ...path: readonly (string | number)[]): string {
  const value = at(object, ...path)
  return value === undefined ? none : textAt(value)
}

/** A quantity as the API server would write it. */
export function quantityText(given: unknown): string {
  const quantity = typeof given === 'string' || typeof given === 'number' ? parseQuantity(given) : undefined
  return quantity ? formatQuantity(quantity) : given === undefined ? '0' : String(given)
}

/** A text in quotes, as Go's %q writes it. */
export function quoted(text: string): string {
  return JSON.stringify(text)
}
