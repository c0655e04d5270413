import { describe, expect, test } from 'vitest'
import { DESCRIBE_LAYOUT, formatTable, Table } from './table.ts'

describe('formatTable', () => {
  test('sets columns as kubectl get does: three blanks between, six wide at least', () => {
    expect(
      formatTable([
        ['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE'],
        ['web', '0/1', 'CrashLoopBackOff', '3 (4s ago)', '65s'],
      ]),
    ).toBe('NAME   READY   STATUS             RESTARTS     AGE\nweb    0/1     CrashLoopBackOff   3 (4s ago)   65s\n')
  })

  test('keeps a short column six wide', () => {
    expect(formatTable([['A', 'B']])).toBe('A     B\n')
  })

  test('does not pad the last cell', () => {
    expect(
      formatTable([
        ['NAME', 'MESSAGE'],
        ['x', 'long message'],
        ['y', ''],
      ]),
    ).toBe('NAME   MESSAGE\nx      long message\ny      \n')
  })

  test('sets columns as kubectl describe does', () => {
    expect(
      formatTable(
        [
          ['  Type', 'Status'],
          ['  Ready', 'True'],
        ],
        DESCRIBE_LAYOUT,
      ),
    ).toBe('  Type   Status\n  Ready  True\n')
  })
})

describe('Table', () => {
  test('remembers the widths of earlier pieces, as a watch does', () => {
    const table = new Table()
    table.lines([
      ['NAME', 'STATUS'],
      ['a-rather-long-name', 'Running'],
    ])
    expect(table.lines([['b', 'Pending']])).toEqual(['b                    Pending'])
  })
})
