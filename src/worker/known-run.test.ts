import { expect, test } from 'vitest'
import { firstVisit } from '../gallery/first-visit.ts'
import { decodeKnownRun, encodeKnownRun } from './known-run.ts'
import { makeKnownRun } from './make-known-run.ts'

test('what the build knows of the first visit’s text is what the engine says of it', async () => {
  const text = firstVisit()?.item.text ?? ''
  const run = await makeKnownRun(text)
  expect(run.compiled.accepted).toBe(true)
  expect(run.chunks.at(-1)?.ending).not.toBe('running')
  expect(run.chunks.flatMap(({ probes }) => probes).some(({ at }) => at.length > 0)).toBe(true)
  const copy = decodeKnownRun(encodeKnownRun(run))
  // JSON leaves out what is undefined; columns must be columns again.
  expect(copy).toEqual(run)
  expect(copy.chunks[0]?.probes[0]?.at).toBeInstanceOf(Float64Array)
})

test('a text that is refused has no run', async () => {
  await expect(makeKnownRun('kind: [')).rejects.toThrow('not accepted')
})
