import { expect, test } from 'vitest'
import { compile } from './compile.ts'

const POD = '{restartPolicy: Never, containers: [{name: c, image: busybox}]}'
const cronJob = (schedule: string, more = '') =>
  `{apiVersion: batch/v1, kind: CronJob, metadata: {name: cj}, spec: {schedule: "${schedule}"${more}, jobTemplate: {spec: {template: {spec: ${POD}}}}}}`
const until = (length: string) => `{apiVersion: podlapse.dev/v1, kind: Scenario, spec: {until: ${length}}}`

test.each<[string, readonly string[], string | undefined]>([
  ['each minute', [cronJob('* * * * *')], undefined],
  ['at night', [cronJob('0 3 * * *')], '2026-01-06T03:00:00Z'],
  ['at night, of another zone', [cronJob('0 3 * * *', ', timeZone: Asia/Shanghai')], '2026-01-05T19:00:00Z'],
  ['at night, and the run is long enough', [cronJob('0 3 * * *'), until('19h')], undefined],
  ['a minute after the end', [cronJob('5 9 * * *'), until('4m')], '2026-01-05T09:05:00Z'],
  ['suspended', [cronJob('0 3 * * *', ', suspend: true')], undefined],
])('a schedule whose first time is later than the end is told: %s', (_, documents, first) => {
  const { problems } = compile(documents.join('\n---\n'))
  const notes = problems.flatMap(({ note, path }) => (note?.kind === 'lateSchedule' ? [{ note, path }] : []))
  const note = { kind: 'lateSchedule', name: 'cj', start: '2026-01-05T09:00:00Z', first }
  expect(notes).toEqual(first === undefined ? [] : [{ path: 'spec.schedule', note }])
})

test('a schedule that names no time at all is told, too', () => {
  const { problems } = compile(cronJob('0 0 31 2 *'))
  const note = { kind: 'lateSchedule', name: 'cj', start: '2026-01-05T09:00:00Z' }
  expect(problems.map((problem) => problem.note)).toContainEqual(note)
})
