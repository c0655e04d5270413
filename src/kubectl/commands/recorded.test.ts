import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { closestAnswer, type RecordedObjects, type RecordedSession } from '../testing/recorded-session.ts'

/** Transcripts of a real kubectl with every version of every object; without the variable these tests are skipped. */
const directory = process.env.PODLAPSE_KUBECTL

/** What is answered from objects alone. */
const READS = /^kubectl (?:get|events|rollout history) (?!.*(?: -w|--watch|--for=delete))/

/** What nobody could print from the recorded objects. */
const NOT_FROM_OBJECTS: readonly (readonly [RegExp, string])[] = [
  [
    /get (?:crd|widgets?|wd)\b|crd: kubectl get all|,role,|get apiservices|get csinodes|get lease/,
    'objects of these kinds were not recorded',
  ],
  [/get (?:events -o wide|ev$)/, 'the name of the recording machine was replaced'],
  [/--show-managed-fields|containers\[5\]/, 'who owns which field was left out'],
  [/\.\.image/, 'the order of a Go map is chance'],
  [/get events --sort-by=.lastTimestamp/, 'where more than twelve are sorted, those of one second come in no order'],
  [/-v=1|-s http/, 'what kubectl logs has the time and the number of its process'],
  [/ -h\b| --help/, 'help is in our words'],
]

for (const name of directory ? readdirSync(directory).filter((each) => each.endsWith('.json')) : []) {
  const objectsFile = `${directory}/objects/${name}`
  if (!existsSync(objectsFile)) continue
  const session = JSON.parse(readFileSync(`${directory}/${name}`, 'utf8')) as RecordedSession
  const lines = (session.transcript ?? []).filter(
    ({ argv, stoppedAfterS }) =>
      READS.test(argv) &&
      stoppedAfterS === undefined &&
      !NOT_FROM_OBJECTS.some(([lines]) => lines.test(`${session.id}: ${argv}`)),
  )
  if (lines.length === 0) continue
  const objects = JSON.parse(readFileSync(objectsFile, 'utf8')) as RecordedObjects
  describe(session.id, () => {
    for (const line of lines) {
      test(`${line.argv} at ${line.atS} s`, () => {
        // A terminal ends lines in its own way, and has one stream.
        const { stdout, stderr, exitCode } = { ...line, stdout: line.stdout.replaceAll('\r\n', '\n') }
        const ours = closestAnswer(session, objects, { ...line, stdout })
        expect(line.tty ? { ...ours, stdout: ours.stdout + ours.stderr, stderr: '' } : ours).toEqual({
          ...{ stdout, stderr, exitCode },
        })
      })
    }
  })
}

describe.skipIf(directory)('recorded reads (PODLAPSE_KUBECTL is not set)', () => {
  test.skip('are skipped', () => {})
})
