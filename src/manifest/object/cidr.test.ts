import { expect, test } from 'vitest'
import { fieldErrorText } from '../field-error.ts'
import { validateCIDR } from './cidr.ts'

const NONE = 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)'
const LEADING = 'must not have leading 0s in IP or prefix length'
const BITS = 'must not have bits set beyond the prefix length'

test.each<[string, string?]>([
  ['172.20.4.0/22'],
  ['172.20.4.1/32'],
  ['0.0.0.0/0'],
  ['172.20.4.0/21', BITS],
  ['172.20.04.0/22', LEADING],
  ['172.20.4.0/022', LEADING],
  ['172.20.4.0/33', NONE],
  ['172.20.4.0/-1', NONE],
  ['172.20.4.0/', NONE],
  ['172.20.4.0', NONE],
  ['172.20.4/22', NONE],
  ['172.20.4.0/22/22', NONE],
  ['', NONE],
  ['fd12:3456::/32'],
  ['FD12:3456:0::/32'],
  ['::/0'],
  ['::1/128'],
  ['1:2:3:4:5:6:7:8/128'],
  ['fd12:3456:8000::/33'],
  ['fd12:3456:8000::/32', BITS],
  ['64:ff9b::192.0.2.0/120'],
  ['64:ff9b::192.0.2.1/120', BITS],
  ['::ffff:192.0.2.0/120', 'must not have an IPv4-mapped IPv6 address'],
  ['fd12::/129', NONE],
])('the range %s', (text, wrong) => {
  expect(validateCIDR(text, 'at').map(fieldErrorText)).toEqual(
    wrong === undefined ? [] : [`at: Invalid value: "${text}": ${wrong}`],
  )
})
