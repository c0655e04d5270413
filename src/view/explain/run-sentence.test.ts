import { expect, test } from 'vitest'
import { GALLERY } from '../../gallery/gallery.ts'
import { ensure } from '../../lib/assert.ts'
import { LANES_EN } from '../lanes/words-en.ts'
import { LANES_ZH } from '../lanes/words-zh.ts'
import { fieldLine } from './field-line.ts'
import { runSentence } from './run-sentence.ts'
import { runText } from './testing/run-text.ts'
import { EXPLAIN_EN } from './words-en.ts'
import { EXPLAIN_ZH } from './words-zh.ts'

const EN = { runs: EXPLAIN_EN.runs, answers: EXPLAIN_EN.answers, lanes: LANES_EN }
const ZH = { runs: EXPLAIN_ZH.runs, answers: EXPLAIN_ZH.answers, lanes: LANES_ZH }

const ROWS: readonly (readonly [string, string, string])[] = [
  [
    'rollout',
    'Deployment oven rolled out revision 2 in 15 s; at least 3 of 3 were ready',
    'Deployment oven 在 15 秒内完成了修订版 2 的发布；其间 3 个中至少 3 个就绪',
  ],
  [
    'stateful-in-order',
    'StatefulSet tier: 3 of 3 ready after 21 s, and stays so',
    'StatefulSet tier：21 秒后 3 个中 3 个就绪，并保持就绪',
  ],
  ['healthy', 'Ready after 2.1 s, and stays so', '2.1 秒后就绪，并保持就绪'],
  [
    'crash-loop',
    "Was restarted 7 times in 10m38s because it exits with 1: cat: can't open '/etc/billing/config.yaml': No such file or directory",
    "10 分 38 秒内重启了 7 次，因为以退出码 1 结束：cat: can't open '/etc/billing/config.yaml': No such file or directory",
  ],
  [
    'completed-always',
    'Was restarted 6 times in 5m57s because it is done (exit 0), and restartPolicy Always starts it again',
    '5 分 57 秒内重启了 6 次，因为它已完成（退出码 0），restartPolicy Always 会再次启动它',
  ],
  [
    'liveness-file',
    'Restarts every 55 s because liveness fails: /tmp/burning does not exist',
    '每 55 秒重启一次，因为存活探针失败：/tmp/burning 不存在',
  ],
  [
    'startup-budget',
    'Restarts every 30 s because startup fails: nobody listens on port 8080',
    '每 30 秒重启一次，因为启动探针失败：端口 8080 上没有进程监听',
  ],
  [
    'oom',
    'Was restarted 5 times in 4m49s because it needs more memory than its limit of 128Mi',
    '4 分 49 秒内重启了 5 次，因为需要的内存超过上限 128Mi',
  ],
  [
    'readiness-late',
    'Not ready since 1:26: readiness fails: GET / on port 8080 answers 500; Service catalogue sends it nothing',
    '从 1:26 起未就绪：就绪探针失败：GET /（端口 8080）返回 500；Service catalogue 不向它发送流量',
  ],
  [
    'readiness-flaps',
    'moody: Stops being ready 3 times: readiness fails: /tmp/open does not exist; Service tea-house sends it nothing (one Pod more)',
    'moody：失去就绪 3 次：就绪探针失败：/tmp/open 不存在；Service tea-house 不向它发送流量（另有 1 个 Pod）',
  ],
  [
    'pull-never',
    'without: Never starts: registry.example.com/forgotten:1 cannot be pulled: it is not on the node, and imagePullPolicy is Never (one Pod more)',
    'without：始终没有启动：无法拉取 registry.example.com/forgotten:1：节点上没有它，而 imagePullPolicy 是 Never（另有 1 个 Pod）',
  ],
  [
    'sidecar-crashes',
    'metrics: Was restarted 3 times in 1m11s because it exits with 1: start [--for 10 --code 1]',
    'metrics：1 分 11 秒内重启了 3 次，因为以退出码 1 结束：start [--for 10 --code 1]',
  ],
  [
    'poststart-fails',
    'Was restarted 3 times in 54 s because its postStart hook fails',
    '54 秒内重启了 3 次，因为 postStart 钩子失败',
  ],
  [
    'restart-all',
    'player: Restarts every 19 s because it exits with 88: start [--for 12 --code 88]',
    'player：每 19 秒重启一次，因为以退出码 88 结束：start [--for 12 --code 88]',
  ],
  ['init-order', 'Ready after 7.2 s, and stays so', '7.2 秒后就绪，并保持就绪'],
  [
    'deadline',
    'DeadlineExceeded: Pod was active on the node longer than the specified deadline',
    'DeadlineExceeded：Pod was active on the node longer than the specified deadline',
  ],
  [
    'emptydir-full',
    'Evicted: Usage of EmptyDir volume "boxes" exceeds the limit "16Mi".',
    'Evicted：Usage of EmptyDir volume "boxes" exceeds the limit "16Mi".',
  ],
  [
    'graceful-delete',
    'Deleted at 0:30, gone 8 s later: kubectl delete pod checkout: it ended on SIGTERM with exit 0',
    '0:30 被删除，8 秒后消失：kubectl delete pod checkout：收到 SIGTERM 后以退出码 0 结束',
  ],
  [
    'deaf-to-sigterm',
    'Deleted at 0:20, gone 15 s later: kubectl delete pod archivist: it did not end within 15 s of SIGTERM and was killed (exit 137)',
    '0:20 被删除，15 秒后消失：kubectl delete pod archivist：收到 SIGTERM 后 15 秒内没有结束，被杀死（退出码 137）',
  ],
  [
    'force-delete',
    'Deleted at 0:15, gone 1 s later: kubectl delete pod ledger --force: it is being stopped',
    '0:15 被删除，1 秒后消失：kubectl delete pod ledger --force：正在停止',
  ],
  [
    'finalizer',
    'Deleted at 0:15, gone 35 s later: Everything has ended; the object stays until example.com/appraisal is taken off metadata.finalizers',
    '0:15 被删除，35 秒后消失：所有容器都已结束；要等 Finalizer example.com/appraisal 被移除，对象才会消失',
  ],
  [
    'node-lost',
    'hut: Deleted at 6:03, gone 2m59s later: crash on node island: it ended with exit 255 (one Pod more)',
    'hut：6:03 被删除，2 分 59 秒后消失：crash on node island：以退出码 255 结束（另有 1 个 Pod）',
  ],
  [
    'preemption',
    'cleaner: Deleted at 0:20, gone 6 s later: siren is more important and needs the room: it ended on SIGTERM with exit 0 (2 Pods more)',
    'cleaner：0:20 被删除，6 秒后消失：siren 更重要，需要腾出位置：收到 SIGTERM 后以退出码 0 结束（另有 2 个 Pod）',
  ],
  [
    'job-retries',
    'Job count-books completed after 39 s, after 2 Pods that failed (Exit 1 after 2 s: the shelf is untidy)',
    'Job count-books 39 秒后完成，此前有 2 个 Pod 失败（运行 2 秒后以退出码 1 结束：the shelf is untidy）',
  ],
  [
    'cron-forbid',
    'CronJob backup started 5 Jobs: 4 completed; some had to wait for the one before',
    'CronJob backup 启动了 5 个 Job：4 个完成；有的要等前一个结束',
  ],
  [
    'one-port',
    'second: Was restarted 3 times in 53 s because it exits with 1: nginx: [emerg] still could not bind()',
    'second：53 秒内重启了 3 次，因为以退出码 1 结束：nginx: [emerg] still could not bind()',
  ],
]

test.each(ROWS)('%s', (name, english, chinese) => {
  const trace = runText(
    ensure(
      GALLERY.find((item) => item.name === name),
      name,
    ).text,
  )
  expect(runSentence(trace, EN)?.text).toBe(english)
  expect(runSentence(trace, ZH)?.text).toBe(chinese)
})

test('the field of the cause leads to its line', () => {
  const { text } = ensure(
    GALLERY.find(({ name }) => name === 'liveness-file'),
    'liveness-file',
  )
  const field = runSentence(runText(text), EN)?.field
  expect(field?.field).toBe('spec.containers[0].livenessProbe.failureThreshold')
  const { line, exact } = fieldLine(text, 0, field!.field)!
  expect(exact).toBe(true)
  expect(text.split('\n')[line - 1]).toContain('failureThreshold')
})

const SHOP = (selector: string, port: number | string) => `
apiVersion: v1
kind: Pod
metadata: {name: shop, labels: {app: shop}}
spec:
  containers:
  - {name: web, image: "nginx:1.27", ports: [{name: http, containerPort: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: shop}
spec:
  selector: {${selector}}
  ports: [{port: 80, targetPort: ${port}}]
`

test.each([
  ['app: shopp', 80, 'Service shop selects no Pod: did you mean app: shop?', 'spec.selector'],
  ['ap: shop', 80, 'Service shop selects no Pod: did you mean app: shop?', 'spec.selector'],
  ['tier: front', 80, 'Service shop selects no Pod', 'spec.selector'],
  [
    'app: shop',
    8080,
    'Service shop names port 8080, which its Pods do not declare: did you mean 80?',
    'spec.ports[0].targetPort',
  ],
  [
    'app: shop',
    'htp',
    'Service shop names port htp, which its Pods do not have: did you mean http?',
    'spec.ports[0].targetPort',
  ],
])('a Service that reaches nobody: %s, %s', (selector, port, text, field) => {
  expect(runSentence(runText(SHOP(selector, port)), EN)).toMatchObject({ text, field: { kind: 'Service', field } })
})

test('a Service that reaches its Pod is not talked about', () => {
  expect(runSentence(runText(SHOP('app: shop', 'http')), EN)?.text).toMatch(/^Ready after 1\.\d s, and stays so$/)
})

test('a rollout that is stuck says at which revision, and what its Pod waits for', () => {
  const text = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: app, image: podlapse/app:1, args: [run]}]}
---
apiVersion: podlapse.dev/v1
kind: Scenario
spec:
  until: 60s
  images: [{name: "podlapse/app:9", pull: notFound}]
  steps: [{at: 20s, run: kubectl set image deploy/web app=podlapse/app:9}]
`
  expect(runSentence(runText(text), EN)?.text).toMatch(
    /^Deployment web: revision 2 since 0:20, 1 of 2 updated\. web-\w+-\w+: Never starts: podlapse\/app:9 cannot be pulled/,
  )
})
