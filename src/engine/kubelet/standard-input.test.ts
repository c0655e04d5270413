import { expect, test } from 'vitest'
import { Run } from '../testing/run.ts'

function phaseOf(command: string, more: string): string | undefined {
  const run = new Run(`apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  restartPolicy: Never
  containers: [{name: c, image: "busybox:1.36", command: ${command}${more}}]
`)
  return run.pod().status.phase
}

test.each([
  ['nobody', '', 'Succeeded'],
  ['an open input', ', stdin: true', 'Running'],
  ['a terminal', ', tty: true', 'Running'],
  ['both', ', stdin: true, tty: true', 'Running'],
  ['one that is closed after the first who attaches', ', stdin: true, stdinOnce: true', 'Running'],
])('a reader of standard input with %s', (_, more, expected) => {
  for (const command of ['[cat]', '[sh]', '[sh, -c, "read line || true"]', '[sort]', '[wc, -l, /dev/stdin]']) {
    expect([command, phaseOf(command, more)]).toEqual([command, expected])
  }
})
