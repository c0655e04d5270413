import { describe, expect, test } from 'vitest'
import type { Programs } from '../program-api/image.ts'
import type { Program } from '../program-api/program.ts'
import { resolveExecutable } from './executable.ts'
import { createFileSystem } from './files/file-system.ts'

const program: Program = function* () {
  yield 0
  return 0
}
const programs: Programs = {
  image: () => {
    throw new Error('no images here')
  },
  program: (name) => (name === 'unknown' ? undefined : Object.assign(program.bind(null), { label: name })),
}
const { files } = createFileSystem({
  now: () => 0,
  image: {
    '/bin/sh': { kind: 'program', program: 'ash' },
    '/usr/bin/env': { kind: 'program', program: 'env' },
    '/usr/local/bin/tool': { kind: 'program', program: 'tool' },
    '/usr/bin/tool': { kind: 'program', program: 'older' },
    '/opt/app/run': { kind: 'program', program: 'app' },
    '/opt/app/broken': { kind: 'program', program: 'unknown' },
    '/opt/app/data.txt': { kind: 'file', content: 'x', mode: 0o644 },
    '/opt/app/script': { kind: 'file', content: '#!/bin/sh -e\necho hi\n', mode: 0o755 },
    '/opt/app/plain': { kind: 'file', content: 'echo hi\n', mode: 0o755 },
    '/opt/app/lost': { kind: 'file', content: '#!/bin/zsh\n', mode: 0o755 },
    '/opt/app/self': { kind: 'file', content: '#!/opt/app/self\n', mode: 0o755 },
    '/opt/app/link': { kind: 'link', target: '/opt/app/run' },
  },
})

function resolved(argv: string, path?: string, cwd = '/opt/app'): string {
  const found = resolveExecutable(files, programs, argv.split(' '), path, cwd)
  if (typeof found === 'string') return found
  return `${(found.program as unknown as { label: string }).label}: ${found.argv.join(' ')}`
}

describe('resolveExecutable', () => {
  test.each([
    ['a path', '/opt/app/run --now', 'app: /opt/app/run --now'],
    ['a path from the working directory', './run', 'app: ./run'],
    ['a link', '/opt/app/link', 'app: /opt/app/link'],
    ['a name along the default PATH: the first counts', 'tool a b', 'tool: tool a b'],
    ['a script, by the interpreter of its first line', '/opt/app/script x', 'ash: /bin/sh -e /opt/app/script x'],
    ['a script without a first line, by the shell', '/opt/app/plain', 'ash: /bin/sh /opt/app/plain'],
    ['a name that is nowhere', 'nothing', 'ENOENT'],
    ['a path that is nowhere', '/opt/app/nothing', 'ENOENT'],
    ['an interpreter that is nowhere', '/opt/app/lost', 'ENOENT'],
    ['a script that names itself', '/opt/app/self', 'ELOOP'],
    ['a program that nobody has written', '/opt/app/broken', 'ENOENT'],
    ['a file that must not be executed', '/opt/app/data.txt', 'EACCES'],
    ['a directory', '/opt/app', 'EACCES'],
    ['nothing at all', '', 'ENOENT'],
  ])('%s', (_situation, argv, expected) => {
    expect(resolved(argv)).toBe(expected)
  })

  test.each([
    ['/usr/bin:/usr/local/bin', 'older: tool'],
    ['/nowhere', 'ENOENT'],
    ['', 'ENOENT'],
  ])('a name along PATH=%s', (path, expected) => {
    expect(resolved('tool', path)).toBe(expected)
  })

  test('an empty part of PATH is the working directory', () => {
    expect(resolved('run', ':/bin')).toBe('app: run')
    expect(resolved('data.txt', ':/bin')).toBe('EACCES')
  })
})
