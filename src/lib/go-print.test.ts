import { expect, test } from 'vitest'
import { goPrint, goSyntax } from './go-print.ts'

const VALUE = { b: ['x', null], a: 1, c: { on: true } }

test('a value as Go prints it, and as Go would be written', () => {
  expect(goPrint(VALUE)).toBe('map[a:1 b:[x <nil>] c:map[on:true]]')
  expect(goSyntax(VALUE)).toBe(
    'map[string]interface {}{"a":1, "b":[]interface {}{"x", interface {}(nil)}, "c":map[string]interface {}{"on":true}}',
  )
})
