import { type FieldError, invalid } from '../field-error.ts'

export type IPFamily = 4 | 6

/** Of an address however it is written; undefined: it is none. */
// apimachinery: pkg/util/validation/ip.go parseIP (v1.36), which takes leading zeros
export function ipFamilyOf(text: string): IPFamily | undefined {
  if (/^\d{1,10}(?:\.\d{1,10}){3}$/.test(text)) {
    return text.split('.').every((part) => Number(part) < 256) ? 4 : undefined
  }
  return isIPv6(text) ? 6 : undefined
}

function isIPv6(text: string): boolean {
  if (text.length > 45 || !/^[\da-fA-F:.]+$/.test(text) || !text.includes(':')) return false
  const halves = text.split('::')
  if (halves.length > 2) return false
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')))
  const last = groups.at(-1) ?? ''
  const embedded = last.includes('.')
  if (embedded && ipFamilyOf(last) !== 4) return false
  const plain = embedded ? groups.slice(0, -1) : groups
  if (!plain.every((group) => /^[\da-fA-F]{1,4}$/.test(group))) return false
  const count = plain.length + (embedded ? 2 : 0)
  return halves.length === 2 ? count < 8 : count === 8
}

// apimachinery: pkg/util/validation/ip.go IsValidIP (v1.36)
export function validateIP(text: string, path: string): FieldError[] {
  const family = ipFamilyOf(text)
  if (family === undefined) {
    return [invalid(path, text, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)')]
  }
  const leading = family === 4 && text.split('.').some((part) => part.length > 1 && part.startsWith('0'))
  return leading ? [invalid(path, text, 'must not have leading 0s')] : []
}

/** Whether there is at most one of each family. */
// utils: net/ipfamily.go IsDualStackIPs (v1.36)
export function isOneOfEachFamily(addresses: readonly string[]): boolean {
  const families = addresses.map(ipFamilyOf)
  return new Set(families).size === families.length
}
