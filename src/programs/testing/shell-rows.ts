import { expect, it } from 'vitest'
import { Machine } from './machine.ts'

/**
 * What a script writes, and its exit code; `stderr` where it says anything; `ms`: how long it takes in simulated time, up to
 * a little more for the processes that it starts.
 */
export type Row = readonly [script: string, stdout: string, code?: number, stderr?: string, ms?: number]

/** A process start costs the shell a millisecond; a script may take so many more than its sleeps. */
const SLACK_MS = 30

/** Runs each row with `sh -c` in an empty directory of a fresh container. */
export function checkRows(image: string, rows: readonly Row[]): void {
  it.each(rows.map((row) => [row[0], row] as const))('%s', (script, [, stdout, code = 0, stderr = '', ms]) => {
    const machine = new Machine({ image })
    machine.files.makeDirectory('/w')
    const outcome = machine.start(['sh', '-c', script], '/w').end()
    expect({ stdout: outcome.stdout, stderr: outcome.stderr, code: outcome.code }).toEqual({ stdout, stderr, code })
    if (ms === undefined) return
    expect(outcome.ms).toBeGreaterThanOrEqual(ms)
    expect(outcome.ms).toBeLessThan(ms + SLACK_MS)
  })
}
