import { expect, test } from 'vitest'
import { LANES_EN } from '../lanes/words-en.ts'
import { runSentence } from './run-sentence.ts'
import { runText } from './testing/run-text.ts'
import { EXPLAIN_EN } from './words-en.ts'

const WORDS = { runs: EXPLAIN_EN.runs, answers: EXPLAIN_EN.answers, lanes: LANES_EN }
const template = (line: string) =>
  `{spec: {restartPolicy: Never, containers: [{name: c, image: "busybox:1.36", command: [sh, -c, "${line}"]}]}}`
const job = (line: string, fields: string) => `apiVersion: batch/v1
kind: Job
metadata: {name: sums}
spec: {${fields}template: ${template(line)}}
---
apiVersion: podlapse.dev/v1
kind: Scenario
spec: {until: 5m}
`
const cron = (line: string) => `apiVersion: batch/v1
kind: CronJob
metadata: {name: nightly}
spec: {schedule: "*/2 * * * *", jobTemplate: {spec: {backoffLimit: 0, template: ${template(line)}}}}
---
apiVersion: podlapse.dev/v1
kind: Scenario
spec: {until: 5m}
`

test.each([
  ['one that does its work', job('sleep 5', ''), /^Job sums completed after \d+ s$/],
  ['one with more to do', job('sleep 200', 'completions: 3, '), /^Job sums: 1 of 3 completed$/],
  [
    'one that gives up',
    job('echo no luck; exit 4', 'backoffLimit: 1, '),
    /^Job sums failed after \d+ s and 2 Pods: BackoffLimitExceeded\. .*no luck/,
  ],
  ['a CronJob whose Jobs end', cron('sleep 5'), /^CronJob nightly started 2 Jobs: 2 completed$/],
  ['a CronJob whose Jobs fail', cron('exit 1'), /^CronJob nightly started 2 Jobs: 0 completed, 2 failed\. /],
])('%s', (_, text, expected) => {
  expect(runSentence(runText(text), WORDS)?.text).toMatch(expected)
})
