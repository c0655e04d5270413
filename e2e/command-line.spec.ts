import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { ECHO } from './manifests.ts'

const program = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))

function podlapse(input: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { input, encoding: 'utf8' })
  return { status, stdout, stderr }
}

// What the unit tests cannot see: the built file, a real process, a real pipe.
test('the built command line runs, refuses and explains itself', () => {
  // npm links the package's bin to this file as it is.
  expect(readFileSync(program, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
  expect(podlapse(ECHO, 'run', '-', '--until', '5s', '-o', 'logs')).toEqual({
    status: 0,
    stdout: 'good morning\ngood morning\n',
    stderr: '',
  })
  expect(podlapse(ECHO.replace('containers', 'container'), 'run', '-')).toMatchObject({ status: 1, stdout: '' })
  expect(podlapse('', 'frobnicate')).toMatchObject({ status: 2, stdout: '' })
  expect(podlapse('', '--help').stdout).toContain('Usage:')
})

test('a long trace goes through a pipe whole, and a reader that leaves early is no error', () => {
  const { stdout } = podlapse(ECHO, 'run', '-', '--until', '2h', '-o', 'json')
  expect(stdout.length).toBeGreaterThan(100_000)
  expect(JSON.parse(stdout)).toMatchObject({ kind: 'Trace', untilMs: 7_200_000 })
  test.skip(process.platform === 'win32', 'no sh')
  const pipe = `"${process.execPath}" "${program}" run - --until 2h -o json | head -c 100 >/dev/null`
  const left = spawnSync('sh', ['-c', pipe], { input: ECHO, encoding: 'utf8' })
  expect({ status: left.status, stderr: left.stderr }).toEqual({ status: 0, stderr: '' })
})
