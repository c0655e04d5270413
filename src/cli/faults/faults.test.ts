import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCli } from '../cli.ts'
import type { Fault } from './fault.ts'
import { FAULTS, reportOf } from './faults.ts'
import type { Printed } from './outcome.ts'

/** The inputs are not in this repository: PODLAPSE_FAULTS names the folder that has them. */
const folder = process.env.PODLAPSE_FAULTS

/** Wall time is what `node scripts/faults.mjs` looks at; a test on a busy machine cannot. */
function printed(file: string, { until }: Fault): Printed {
  let stdout = ''
  let stderr = ''
  const args = ['run', file, '-o', 'json', ...(until ? ['--until', until] : [])]
  const exitCode = runCli(args, {
    stdout: (text) => {
      stdout += text
    },
    stderr: (text) => {
      stderr += text
    },
    read: (name) => readFileSync(name, 'utf8'),
  })
  return { exitCode, stdout, stderr, tookMs: 0 }
}

for (const [group, faults] of Object.entries(FAULTS)) {
  describe.skipIf(!folder)(`known faults: ${group}`, () => {
    it.each(faults.map((fault) => [fault.input, fault] as const))('%s', (input, fault) => {
      const file = join(folder as string, group, `${input}.yaml`)
      expect(existsSync(file)).toBe(true)
      expect(reportOf(fault, printed(file, fault)).broken).toEqual([])
    })
  })
}
