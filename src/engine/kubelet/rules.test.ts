import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { RULES } from '../../trace/rule.ts'

const engine = join(import.meta.dirname, '..')
const rows = readFileSync(join(import.meta.dirname, 'RULES.md'), 'utf8')
  .split('\n')
  .map((line) => /^\| ([A-Z]+-\d+) \| (.+) \| (.+) \| `(.+)` \|$/.exec(line))
  .filter((match) => match !== null)
const documented = new Map(rows.map(([, id, text, , file]) => [id as string, { text, file: file as string }]))
const sources = ['engine', 'trace']
  .flatMap((folder) =>
    readdirSync(join(engine, '..', folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'trace/rule.ts')
  .map((file) => readFileSync(join(engine, '..', file), 'utf8'))
  .join('\n')

describe('RULES.md', () => {
  test('documents the rules of trace/rule.ts, in its words and its order, and no others', () => {
    expect([...documented.keys()]).toEqual(Object.keys(RULES))
    for (const [id, text] of Object.entries(RULES)) expect(documented.get(id)?.text).toBe(text)
  })

  test.each([...documented])('%s is decided in a file that exists', (_id, { file }) => {
    expect([join(engine, file), join(engine, '..', file)].some((path) => existsSync(path))).toBe(true)
  })

  test.each(Object.keys(RULES))('%s is named where the engine applies it', (id) => {
    expect(sources).toMatch(new RegExp(`\\b${id}\\b`))
  })
})
