import { expect, it } from 'vitest'
import { ERROR_PAGE, WELCOME } from './nginx-files.ts'

it('pages are as long as those of the real image', () => {
  expect(WELCOME).toHaveLength(615)
  expect(WELCOME).toContain('Welcome to nginx!')
  expect(ERROR_PAGE).toHaveLength(497)
})
