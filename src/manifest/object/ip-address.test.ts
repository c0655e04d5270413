import { describe, expect, test } from 'vitest'
import { fieldErrorText } from '../field-error.ts'
import { ipFamilyOf, isOneOfEachFamily, validateIP } from './ip-address.ts'

const NONE = 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'

describe('an IP address', () => {
  test.each<[string, 4 | 6 | undefined, string?]>([
    ['192.168.3.4', 4],
    ['0.0.0.0', 4],
    ['10.0.0.07', 4, 'must not have leading 0s'],
    ['10.0.0.256', undefined, NONE],
    ['10.0.0', undefined, NONE],
    ['fd00::12', 6],
    ['::', 6],
    ['1:2:3:4:5:6:7:8', 6],
    ['1:2:3:4:5:6:7', undefined, NONE],
    ['1:2:3:4:5:6:7:8::', undefined, NONE],
    ['1::2::3', undefined, NONE],
    ['::ffff:10.1.2.3', 6],
    ['::ffff:10.1.2.300', undefined, NONE],
    ['fd00::12345', undefined, NONE],
    ['node-1', undefined, NONE],
    ['', undefined, NONE],
  ])('%s', (text, family, wrong) => {
    expect(ipFamilyOf(text)).toBe(family)
    const said = wrong === undefined ? [] : [`at: Invalid value: "${text}": ${wrong}`]
    expect(validateIP(text, 'at').map(fieldErrorText)).toEqual(said)
  })

  test.each([
    [[], true],
    [['10.0.0.1'], true],
    [['10.0.0.1', 'fd00::1'], true],
    [['10.0.0.1', '10.0.0.2'], false],
    [['fd00::1', '10.0.0.1', 'fd00::2'], false],
  ])('%j is at most one of each family: %s', (addresses, expected) => {
    expect(isOneOfEachFamily(addresses)).toBe(expected)
  })
})
