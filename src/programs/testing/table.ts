import { expect, it } from 'vitest'
import { Machine, type MachineOptions } from './machine.ts'

/** A script, what it prints, how it ends, and what it complains about. */
export type Row = readonly [script: string, stdout: string, code?: number, stderr?: string]

/** A test for each row: each script in a container of its own. */
export function checkScripts(rows: readonly Row[], options: MachineOptions = {}): void {
  it.each(rows.map((row) => [row[0], row] as const))('%s', (script, [, stdout, code = 0, stderr = '']) => {
    const outcome = new Machine({ image: 'busybox', ...options }).sh(script)
    expect({ stdout: outcome.stdout, stderr: outcome.stderr, code: outcome.code }).toEqual({ stdout, stderr, code })
  })
}
