import { describe, expect, it } from 'vitest'
import { Machine } from '../../testing/machine.ts'

const NOT_SIMULATED = /not simulated: what the script does/

describe('scripts that can be read off', () => {
  it.each([
    ['python:3.12', ['python', '-c', "import sys; print('no database'); sys.exit(3)"], 'no database\n', '', 3, 0],
    [
      'python:3.12',
      ['python3', '-c', 'import time\nfor i in range(3):\n    print("x")\n    time.sleep(1)\n'],
      'x\nx\nx\n',
      '',
      0,
      3000,
    ],
    ['python:3.12', ['python3', '-c', 'raise SystemExit(42)'], '', '', 42, 0],
    ['python:3.12', ['python3', '-c', "import sys; sys.exit('gone')"], '', 'gone\n', 1, 0],
    ['python:3.12', ['sh', '-c', 'printf \'print("hi")\\nexit(7)\\n\' > /a.py; python3 /a.py'], 'hi\n', '', 7, 0],
    ['node:22', ['node', '-e', 'console.log("up"); setTimeout(() => process.exit(3), 5000)'], 'up\n', '', 3, 5000],
    ['node:22', ['node', '-e', 'throw new Error("no")'], '', 'Error: no\n', 1, 0],
    ['perl:5', ['perl', '-e', 'print "a\\n"; sleep 2; exit 4'], 'a\n', '', 4, 2000],
    ['ruby:3', ['ruby', '-e', 'puts "a"; sleep 0.5; exit 5'], 'a\n', '', 5, 500],
    ['php:8', ['php', '-r', 'echo "a\\n"; sleep(1); exit(6);'], 'a\n', '', 6, 1000],
  ] as const)('%s %j', (image, argv, stdout, stderr, code, ms) => {
    const outcome = new Machine({ image }).run(argv, 60_000)
    expect(outcome).toMatchObject({ stdout, stderr, code })
    expect(outcome.ms).toBeGreaterThanOrEqual(ms)
    expect(outcome.ms).toBeLessThan(ms + 200)
  })

  it('a loop goes on', () => {
    const outcome = new Machine({ image: 'python:3' }).run(
      ['python', '-c', "import time\nwhile True:\n  print('tick', flush=True)\n  time.sleep(2)"],
      9000,
    )
    expect(outcome).toMatchObject({ stdout: 'tick\n'.repeat(5), code: undefined })
  })

  it.each([
    ['python:3', ['python', '-c', 'import requests; requests.get("http://a")']],
    ['node:22', ['node', '-e', 'require("./app").start(constructor)']],
    ['python:3', ['python', '-c', "print('a'); f(__proto__)"]],
  ] as const)('%s %j says that it is not simulated, and goes on', (image, argv) => {
    const outcome = new Machine({ image }).run(argv, 20_000)
    expect(outcome.stderr).toMatch(NOT_SIMULATED)
    expect(outcome.code).toBeUndefined()
  })
})
