import { expect, it } from 'vitest'
import { SECOND } from '../../../lib/time.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import { customTable } from './custom-table.ts'

const DEFINITION = {
  spec: {
    versions: [
      { name: 'v1' },
      {
        name: 'v2',
        additionalPrinterColumns: [
          { name: 'Size', type: 'integer', jsonPath: '.spec.size' },
          { name: 'Ratio', type: 'number', jsonPath: '.spec.ratio', priority: 1 },
          { name: 'On', type: 'boolean', jsonPath: '.spec.on' },
          { name: 'Tags', type: 'string', jsonPath: '.spec.tags' },
          { name: 'Seen', type: 'date', jsonPath: '.status.seen' },
        ],
      },
    ],
  },
} as unknown as KubeObject

const OBJECT = {
  metadata: { name: 'one' },
  spec: { size: 3, ratio: 0.5, on: false, tags: ['a', 'b'] },
  status: { seen: '2026-01-05T09:00:10Z' },
} as unknown as KubeObject

it('a custom kind has the columns of its definition, some of them only where there is room', () => {
  const narrow = customTable(DEFINITION, 'v2', false)
  expect(narrow?.columns).toEqual(['NAME', 'SIZE', 'ON', 'TAGS', 'SEEN'])
  expect(narrow?.row(OBJECT, 45 * SECOND, false)).toEqual(['one', '3', 'false', '["a","b"]', '35s'])
  const wide = customTable(DEFINITION, 'v2', true)
  expect(wide?.columns).toEqual(['NAME', 'SIZE', 'RATIO', 'ON', 'TAGS', 'SEEN'])
  expect(wide?.row(OBJECT, 0, true)[2]).toBe('0.5')
})

it('what is not there, or is of another type, is not shown; without columns of its own it has those of all', () => {
  const odd = { metadata: { name: 'two' }, spec: { size: 'large' } } as unknown as KubeObject
  expect(customTable(DEFINITION, 'v2', true)?.row(odd, 0, true)).toEqual(['two', '', '', '', '', ''])
  expect(customTable(DEFINITION, 'v1', true)).toBeUndefined()
})
