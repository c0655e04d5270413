import { type FieldError, invalid } from '../field-error.ts'
import { type IPFamily, ipFamilyOf } from './ip-address.ts'

export interface CIDR {
  readonly family: IPFamily
  readonly address: string
  /** As it is written. */
  readonly prefixLength: string
}

/** A range of addresses however it is written; undefined: it is none. */
// utils: net/parse.go ParseCIDRSloppy (v1.36)
export function parseCIDR(text: string): CIDR | undefined {
  const slash = text.indexOf('/')
  if (slash < 0) return undefined
  const [address, prefixLength] = [text.slice(0, slash), text.slice(slash + 1)]
  const family = ipFamilyOf(address)
  if (!family || !/^\d+$/.test(prefixLength) || Number(prefixLength) > bitsOf(family)) return undefined
  return { family, address, prefixLength }
}

// apimachinery: pkg/util/validation/ip.go parseCIDR, IsValidCIDRForLegacyField (v1.36)
export function validateCIDR(text: string, path: string): FieldError[] {
  const cidr = parseCIDR(text)
  if (!cidr) return [invalid(path, text, 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)')]
  const { family, address, prefixLength } = cidr
  const numbers = family === 4 ? [...address.split('.'), prefixLength] : [prefixLength]
  if (numbers.some((number) => number.length > 1 && number.startsWith('0'))) {
    return [invalid(path, text, 'must not have leading 0s in IP or prefix length')]
  }
  const value = family === 4 ? valueOfIPv4(address) : valueOfIPv6(address)
  if (family === 6 && value >> 32n === 0xffffn)
    return [invalid(path, text, 'must not have an IPv4-mapped IPv6 address')]
  const host = (1n << BigInt(bitsOf(family) - Number(prefixLength))) - 1n
  return (value & host) === 0n ? [] : [invalid(path, text, 'must not have bits set beyond the prefix length')]
}

function bitsOf(family: IPFamily): number {
  return family === 4 ? 32 : 128
}

function valueOfIPv4(address: string): bigint {
  return address.split('.').reduce((value, part) => value * 256n + BigInt(part), 0n)
}

/** Of an address that is one. */
function valueOfIPv6(address: string): bigint {
  const [before = [], after] = address.split('::').map((half) => (half === '' ? [] : half.split(':').flatMap(groupsOf)))
  const groups = after ? [...before, ...Array<bigint>(8 - before.length - after.length).fill(0n), ...after] : before
  return groups.reduce((value, group) => value * 65536n + group, 0n)
}

/** The last two groups may be written as an IPv4 address. */
function groupsOf(part: string): bigint[] {
  if (!part.includes('.')) return [BigInt(`0x${part}`)]
  const value = valueOfIPv4(part)
  return [value >> 16n, value & 0xffffn]
}
