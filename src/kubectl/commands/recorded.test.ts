import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { closestAnswer, type RecordedObjects, type RecordedSession } from '../testing/recorded-session.ts'

/** Transcripts of a real kubectl with every version of every object; without the variable these tests are skipped. */
const directory = process.env.PODLAPSE_KUBECTL

/** What is answered from objects alone. */
const READS = /^kubectl (?:get|events|rollout history) /

for (const name of directory ? readdirSync(directory).filter((each) => each.endsWith('.json')) : []) {
  const objectsFile = `${directory}/objects/${name}`
  if (!existsSync(objectsFile)) continue
  const session = JSON.parse(readFileSync(`${directory}/${name}`, 'utf8')) as RecordedSession
  const lines = (session.transcript ?? []).filter(
    ({ argv, stoppedAfterS }) =>
      READS.test(argv) && stoppedAfterS === undefined && !/ -w| --watch|--help| -f -|<</.test(argv),
  )
  if (lines.length === 0) continue
  const objects = JSON.parse(readFileSync(objectsFile, 'utf8')) as RecordedObjects
  describe(session.id, () => {
    for (const line of lines) {
      test(`${line.argv} at ${line.atS} s`, () => {
        const { stdout, stderr, exitCode } = line
        expect(closestAnswer(session, objects, line)).toEqual({ stdout, stderr, exitCode })
      })
    }
  })
}

describe.skipIf(directory)('recorded reads (PODLAPSE_KUBECTL is not set)', () => {
  test.skip('are skipped', () => {})
})
