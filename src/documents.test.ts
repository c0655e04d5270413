import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const read = (path: string) => readFileSync(ROOT + path, 'utf8')

test('CONTRIBUTING.md names commands, folders and files that there are', () => {
  const text = read('CONTRIBUTING.md')
  const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: object }
  for (const [, name = ''] of text.matchAll(/npm run ([\w:]+)/g)) expect(Object.keys(scripts)).toContain(name)
  for (const [, path = ''] of text.matchAll(/((?:src|docs|e2e|bench|scripts)\/[\w./-]*)/g)) {
    expect(existsSync(ROOT + path), path).toBe(true)
  }
})

test('each decision is in the list, and says why, what was given up, and what would change it', () => {
  const list = read('docs/decisions/README.md')
  const files = readdirSync(`${ROOT}docs/decisions`).filter((name) => name !== 'README.md')
  expect(files.sort()).toEqual([...list.matchAll(/\]\(([\w-]+\.md)\)/g)].map(([, name]) => name).sort())
  for (const file of files) {
    const text = read(`docs/decisions/${file}`)
    expect(list).toContain(`[${/^# (.*)/.exec(text)?.[1]}](${file})`)
    const parts = [...text.matchAll(/^\*\*(Why|Given up|What would change our mind)\.\*\*/gm)].map(([, part]) => part)
    expect(parts, file).toEqual(['Why', 'Given up', 'What would change our mind'])
  }
})

/** The code in the map, each with the file that is linked before it: parts of a file are parted by a line with dots. */
const SHOWN = [...read('src/README.md').matchAll(/```ts\n([\s\S]*?)```/g)].map((match) => {
  const before = read('src/README.md').slice(0, match.index)
  const links = [...before.matchAll(/\]\(([\w./-]+\.ts)\)/g)]
  return { path: `src/${links.at(-1)?.[1]}`, parts: (match[1] ?? '').split(/^…\n/m) }
})

test.each(SHOWN)('the map shows $path as it is', ({ path, parts }) => {
  const code = read(path)
  for (const part of parts) expect(code).toContain(part.replaceAll(/ *\/\/ this one$/gm, ''))
})

test('the map shows a lane, a decision, a command, a controller and a language', () => {
  const files = SHOWN.map(({ path }) => path.replace(/.*\//, ''))
  expect(files).toEqual(
    expect.arrayContaining(['claim.ts', 'preempt.ts', 'certificate.ts', 'plan-ttl.ts', 'chinese.ts']),
  )
})
