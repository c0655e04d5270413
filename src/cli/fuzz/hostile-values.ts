import type { Chooser } from './chooser.ts'

const NAMES = [
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  'prototype',
  'length',
  'then',
  '',
  '0',
  '-1',
  'a/b',
  'a.b',
  'Ａ',
  '\u0000',
  ' ',
  'name',
  'spec',
]
const TEXTS = [
  ...NAMES,
  'x'.repeat(300),
  'x'.repeat(5000),
  '$(A)',
  '$($($(',
  '{{.}}',
  '1Gi',
  '-5',
  '1e400',
  '0x10',
  '99999999999999999999',
  '1m',
  '0',
  '100%',
  'true',
  'null',
  '/',
  '../..',
  '\n',
  '💥',
  '10.0.0.1',
  '1h',
  'sh -c :',
]

/** Any value that JSON can have, and that nobody expects where it stands. */
export function hostileValue(c: Chooser, depth = 2): unknown {
  switch (c.below(depth > 0 ? 11 : 7)) {
    case 0:
      return null
    case 1:
      return c.chance(50)
    case 2:
      return c.pick([0, -1, 1, 3, 2 ** 31, 2 ** 53, -0.5, 1e300, 1e-9])
    case 3:
    case 4:
    case 5:
    case 6:
      return c.pick(TEXTS)
    case 7:
    case 8:
      return c.many(0, 3, () => hostileValue(c, depth - 1))
    default:
      return Object.fromEntries(c.many(0, 3, () => [c.pick(NAMES), hostileValue(c, depth - 1)]))
  }
}

/** A copy in which some places hold something else, are gone, stand twice, or are called otherwise. */
export function damaged(c: Chooser, value: unknown, percent: number): unknown {
  if (c.chance(percent)) return hostileValue(c)
  if (Array.isArray(value)) {
    const items = value.map((item) => damaged(c, item, percent))
    if (items.length > 0 && c.chance(percent)) items.push(c.pick(items))
    if (c.chance(percent)) items.push(hostileValue(c))
    return items
  }
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
    .filter(() => !c.chance(percent))
    .map(([key, item]): [string, unknown] => [c.chance(percent) ? c.pick(NAMES) : key, damaged(c, item, percent)])
  if (c.chance(percent)) entries.push([c.pick(NAMES), hostileValue(c)])
  return Object.fromEntries(entries)
}
