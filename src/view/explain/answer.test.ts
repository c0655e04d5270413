import { describe, expect, test } from 'vitest'
import { GALLERY } from '../../gallery/gallery.ts'
import { ensure } from '../../lib/assert.ts'
import type { Trace } from '../../trace/trace.ts'
import { ask } from './testing/ask.ts'
import { runText } from './testing/run-text.ts'
import { EXPLAIN_EN } from './words-en.ts'
import { EXPLAIN_ZH } from './words-zh.ts'

/** What is asked (see `ask`), and what Why? says first in each language. Each was read as by somebody who debugs. */
const QUESTIONS: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = {
  'crash-loop': [
    [
      'billing 725 STATUS',
      "Exit 1 at once: cat: can't open '/etc/billing/config.yaml': No such file or directory; it waits 5m before it starts again",
      "一启动就以退出码 1 结束：cat: can't open '/etc/billing/config.yaml': No such file or directory；等待 5 分后再启动",
    ],
    [
      'billing 2.5 READY',
      "Exit 1 at once: cat: can't open '/etc/billing/config.yaml': No such file or directory",
      "一启动就以退出码 1 结束：cat: can't open '/etc/billing/config.yaml': No such file or directory",
    ],
    [
      'billing 1.5 STATUS',
      "Exit 1 at once: cat: can't open '/etc/billing/config.yaml': No such file or directory; it was started again (restart 1)",
      "一启动就以退出码 1 结束：cat: can't open '/etc/billing/config.yaml': No such file or directory；已重新启动（第 1 次重启）",
    ],
    [
      'exit api 1',
      "Exit 1 at once: cat: can't open '/etc/billing/config.yaml': No such file or directory",
      "一启动就以退出码 1 结束：cat: can't open '/etc/billing/config.yaml': No such file or directory",
    ],
    [
      'back-off api',
      "Exit 1 at once: cat: can't open '/etc/billing/config.yaml': No such file or directory; it waits 10 s before it starts again",
      "一启动就以退出码 1 结束：cat: can't open '/etc/billing/config.yaml': No such file or directory；等待 10 秒后再启动",
    ],
    [
      'billing 50 api lastState',
      "Exit 1 at once: cat: can't open '/etc/billing/config.yaml': No such file or directory",
      "一启动就以退出码 1 结束：cat: can't open '/etc/billing/config.yaml': No such file or directory",
    ],
  ],
  'liveness-kill': [
    [
      'web 61 STATUS',
      'Liveness failed twice in a row (/run/heartbeat does not exist), so the kubelet killed it; it did not end within 5 s of SIGTERM (exit 137); it waits 20 s before it starts again',
      '存活探针连续失败 2 次（/run/heartbeat 不存在），kubelet 将其杀死；收到 SIGTERM 后 5 秒内没有结束（退出码 137）；等待 20 秒后再启动',
    ],
    [
      'web 61 READY',
      'Liveness failed twice in a row (/run/heartbeat does not exist), so the kubelet killed it; it did not end within 5 s of SIGTERM (exit 137); Service web sends it nothing',
      '存活探针连续失败 2 次（/run/heartbeat 不存在），kubelet 将其杀死；收到 SIGTERM 后 5 秒内没有结束（退出码 137）；Service web 不向它发送流量',
    ],
    [
      'web 16 STATUS',
      'Liveness failed twice in a row (/run/heartbeat does not exist), so the kubelet killed it; it did not end within 5 s of SIGTERM (exit 137); it was started again (restart 1)',
      '存活探针连续失败 2 次（/run/heartbeat 不存在），kubelet 将其杀死；收到 SIGTERM 后 5 秒内没有结束（退出码 137）；已重新启动（第 1 次重启）',
    ],
    [
      'exit app 1',
      'Liveness failed twice in a row (/run/heartbeat does not exist), so the kubelet killed it; it did not end within 5 s of SIGTERM (exit 137)',
      '存活探针连续失败 2 次（/run/heartbeat 不存在），kubelet 将其杀死；收到 SIGTERM 后 5 秒内没有结束（退出码 137）',
    ],
    [
      'SIGTERM',
      'Liveness failed twice in a row: /run/heartbeat does not exist; the kubelet kills the container',
      '存活探针连续失败 2 次：/run/heartbeat 不存在；kubelet 杀死容器',
    ],
    ['SIGKILL', 'It did not end within 5 s of SIGTERM', '收到 SIGTERM 后 5 秒内没有结束'],
    [
      'attempt app liveness failure',
      'Liveness failed (1 of 2): /run/heartbeat does not exist; one more failure, and the kubelet kills the container',
      '存活探针失败（1/2）：/run/heartbeat 不存在；再失败 1 次，kubelet 杀死容器',
    ],
    [
      'run app 2',
      'Liveness failed twice in a row (/run/heartbeat does not exist), so the kubelet killed it; it did not end within 5 s of SIGTERM (exit 137); it was started again (restart 1)',
      '存活探针连续失败 2 次（/run/heartbeat 不存在），kubelet 将其杀死；收到 SIGTERM 后 5 秒内没有结束（退出码 137）；已重新启动（第 1 次重启）',
    ],
    [
      'web 61 app restarts',
      'Liveness failed twice in a row (/run/heartbeat does not exist), so the kubelet killed it; it did not end within 5 s of SIGTERM (exit 137); it was started again (restart 3)',
      '存活探针连续失败 2 次（/run/heartbeat 不存在），kubelet 将其杀死；收到 SIGTERM 后 5 秒内没有结束（退出码 137）；已重新启动（第 3 次重启）',
    ],
    [
      'slice 2',
      'Liveness failed twice in a row (/run/heartbeat does not exist), so the kubelet killed it; it did not end within 5 s of SIGTERM (exit 137)',
      '存活探针连续失败 2 次（/run/heartbeat 不存在），kubelet 将其杀死；收到 SIGTERM 后 5 秒内没有结束（退出码 137）',
    ],
  ],
  oom: [
    [
      'thumbnails 24.3 STATUS',
      'Memory reached the limit of 128Mi after 23 s, and the kernel killed it',
      '运行 23 秒后内存达到上限 128Mi，被内核杀死',
    ],
    ['OOM', 'Memory reached the limit of 128Mi, and the kernel killed it', '内存达到上限 128Mi，被内核杀死'],
  ],
  'oom-child': [
    [
      'v2 31 STATUS',
      'Memory reached the limit of 96Mi after 8.3 s, and the kernel killed it; it was started again (restart 2)',
      '运行 8.3 秒后内存达到上限 96Mi，被内核杀死；已重新启动（第 2 次重启）',
    ],
    [
      'OOM',
      'Memory reached the limit of 96Mi; the kernel killed one process, and the container goes on',
      '内存达到上限 96Mi；内核杀死了一个进程，容器继续运行',
    ],
  ],
  healthy: [
    [
      'storefront 2 STATUS',
      'Readiness failed once: nobody listens on port 80; Service storefront sends it nothing',
      '就绪探针失败 1 次：端口 80 上没有进程监听；Service storefront 不向它发送流量',
    ],
    ['storefront 30 STATUS', 'Readiness succeeds', '就绪探针成功'],
    [
      'attempt web readiness failure',
      'Readiness failed once: nobody listens on port 80',
      '就绪探针失败 1 次：端口 80 上没有进程监听',
    ],
    ['storefront 0.1 STATUS', 'Its volumes are being set up', '正在准备卷'],
    ['slice 2', 'Readiness succeeds', '就绪探针成功'],
  ],
  'readiness-late': [
    [
      'catalogue 12 STATUS',
      'Readiness failed 4 times in a row: GET / on port 8080 answers 503; Service catalogue sends it nothing',
      '就绪探针连续失败 4 次：GET /（端口 8080）返回 503；Service catalogue 不向它发送流量',
    ],
    [
      'catalogue 100 READY',
      'Readiness failed 5 times in a row: GET / on port 8080 answers 500; Service catalogue sends it nothing',
      '就绪探针连续失败 5 次：GET /（端口 8080）返回 500；Service catalogue 不向它发送流量',
    ],
  ],
  'readiness-flaps': [
    [
      'moody 20 STATUS',
      'Readiness failed 3 times in a row: /tmp/open does not exist; Service tea-house sends it nothing',
      '就绪探针连续失败 3 次：/tmp/open 不存在；Service tea-house 不向它发送流量',
    ],
    [
      'moody 20 condition ContainersReady',
      'Readiness failed 3 times in a row: /tmp/open does not exist; Service tea-house sends it nothing',
      '就绪探针连续失败 3 次：/tmp/open 不存在；Service tea-house 不向它发送流量',
    ],
  ],
  'startup-slow': [
    [
      'patient 20 STATUS',
      'Startup has not succeeded yet (3 of 12 failures): nobody listens on port 8080',
      '启动探针还没有成功（失败 3/12）：端口 8080 上没有进程监听',
    ],
    [
      'impatient 152 STATUS',
      'Liveness failed 3 times in a row (nobody listens on port 8080), so the kubelet killed it (exit 0); it waits 40 s before it starts again',
      '存活探针连续失败 3 次（端口 8080 上没有进程监听），kubelet 将其杀死（退出码 0）；等待 40 秒后再启动',
    ],
    [
      'Event Unhealthy',
      'Startup has not succeeded yet (1 of 12 failures): nobody listens on port 8080; 11 more in a row, and the kubelet kills the container',
      '启动探针还没有成功（失败 1/12）：端口 8080 上没有进程监听；再连续失败 11 次，kubelet 杀死容器',
    ],
  ],
  'startup-budget': [
    [
      'organ 25 STATUS',
      'Startup has not succeeded yet (4 of 6 failures): nobody listens on port 8080',
      '启动探针还没有成功（失败 4/6）：端口 8080 上没有进程监听',
    ],
  ],
  'image-not-there': [
    [
      'newsletter 2 STATUS',
      'registry.example.com/newsletter:2.4.0 cannot be pulled: the registry has no such image or tag; the next try comes after 10 s',
      '无法拉取 registry.example.com/newsletter:2.4.0：镜像仓库里没有这个镜像或标签；10 秒后再试',
    ],
    [
      'newsletter 20 READY',
      'registry.example.com/newsletter:2.4.0 cannot be pulled: the registry has no such image or tag',
      '无法拉取 registry.example.com/newsletter:2.4.0：镜像仓库里没有这个镜像或标签',
    ],
    [
      'pull sender',
      'registry.example.com/newsletter:2.4.0 cannot be pulled: the registry has no such image or tag',
      '无法拉取 registry.example.com/newsletter:2.4.0：镜像仓库里没有这个镜像或标签',
    ],
  ],
  'pull-never': [
    [
      'without 5 STATUS',
      'registry.example.com/forgotten:1 cannot be pulled: it is not on the node, and imagePullPolicy is Never',
      '无法拉取 registry.example.com/forgotten:1：节点上没有它，而 imagePullPolicy 是 Never',
    ],
  ],
  'config-key': [
    [
      'lighthouse-keeper 5 STATUS',
      "couldn't find key lamp in ConfigMap default/harbour-settings",
      "couldn't find key lamp in ConfigMap default/harbour-settings",
    ],
  ],
  'config-volume': [
    [
      'cartographer 10 STATUS',
      'Its volumes cannot be set up: MountVolume.SetUp failed for volume "maps" : configmap "sea-charts" not found',
      '无法准备卷：MountVolume.SetUp failed for volume "maps" : configmap "sea-charts" not found',
    ],
    [
      'cartographer 10 READY',
      'Its volumes cannot be set up: MountVolume.SetUp failed for volume "maps" : configmap "sea-charts" not found',
      '无法准备卷：MountVolume.SetUp failed for volume "maps" : configmap "sea-charts" not found',
    ],
  ],
  'no-room': [
    ['late 20 STATUS', '0/1 nodes are available: 1 Insufficient cpu', '0/1 nodes are available: 1 Insufficient cpu'],
  ],
  'node-selector-then-label': [
    [
      'archive 12 STATUS',
      "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector",
      "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector",
    ],
    [
      'archive 12 condition PodScheduled',
      "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector",
      "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector",
    ],
  ],
  'init-order': [
    [
      'kitchen 3 STATUS',
      'Init container fetch has run since 0:00.5 and has not ended',
      'init 容器 fetch 从 0:00.5 起运行，还没有结束',
    ],
  ],
  'init-retried': [
    [
      'greenhouse 18 STATUS',
      'unlock: Exit 1 after 2 s, and it printed nothing; it was started again (restart 2)',
      'unlock：运行 2 秒后以退出码 1 结束，没有任何输出；已重新启动（第 2 次重启）',
    ],
  ],
  'sidecar-crashes': [
    [
      'bakery 35 STATUS',
      'metrics: Exit 1 after 10 s: start [--for 10 --code 1]; it was started again (restart 2)',
      'metrics：运行 10 秒后以退出码 1 结束：start [--for 10 --code 1]；已重新启动（第 2 次重启）',
    ],
  ],
  'poststart-fails': [
    [
      'new-member 12 STATUS',
      'The postStart hook failed, so the kubelet killed it; it waits 10 s before it starts again',
      'postStart 钩子失败，kubelet 将其杀死；等待 10 秒后再启动',
    ],
  ],
  'prestop-too-long': [
    [
      'harbour 18 STATUS',
      'kubectl delete pod harbour: it is being stopped; its preStop hook has run since 0:15.0, and SIGTERM comes after it',
      'kubectl delete pod harbour：正在停止；preStop 钩子从 0:15.0 起运行，之后才发 SIGTERM',
    ],
    [
      'harbour 25.2 STATUS',
      'kubectl delete pod harbour: it did not end within 2 s of SIGTERM and was killed (exit 137)',
      'kubectl delete pod harbour：收到 SIGTERM 后 2 秒内没有结束，被杀死（退出码 137）',
    ],
    ['SIGKILL', 'It did not end within 2 s of SIGTERM', '收到 SIGTERM 后 2 秒内没有结束'],
  ],
  'graceful-delete': [
    [
      'checkout 32 STATUS',
      'kubectl delete pod checkout: it is being stopped; its preStop hook has run since 0:30.0, and SIGTERM comes after it',
      'kubectl delete pod checkout：正在停止；preStop 钩子从 0:30.0 起运行，之后才发 SIGTERM',
    ],
    [
      'checkout 37 STATUS',
      'kubectl delete pod checkout: it is being stopped; it has until 0:50.0 to end after SIGTERM',
      'kubectl delete pod checkout：正在停止；收到 SIGTERM 后最晚要在 0:50.0 结束',
    ],
    [
      'gone checkout',
      'kubectl delete pod checkout: it ended on SIGTERM with exit 0',
      'kubectl delete pod checkout：收到 SIGTERM 后以退出码 0 结束',
    ],
  ],
  'deaf-to-sigterm': [
    [
      'archivist 25 STATUS',
      'kubectl delete pod archivist: it is being stopped; its process ignores SIGTERM; SIGKILL comes at 0:35.0',
      'kubectl delete pod archivist：正在停止；进程忽略 SIGTERM；0:35.0 会收到 SIGKILL',
    ],
    ['SIGKILL', 'It did not end within 15 s of SIGTERM', '收到 SIGTERM 后 15 秒内没有结束'],
    [
      'gone archivist',
      'kubectl delete pod archivist: it did not end within 15 s of SIGTERM and was killed (exit 137)',
      'kubectl delete pod archivist：收到 SIGTERM 后 15 秒内没有结束，被杀死（退出码 137）',
    ],
  ],
  finalizer: [
    [
      'heirloom 20 STATUS',
      'Everything has ended; the object stays until example.com/appraisal is taken off metadata.finalizers',
      '所有容器都已结束；要等 Finalizer example.com/appraisal 被移除，对象才会消失',
    ],
  ],
  deadline: [
    [
      'exam 40 STATUS',
      'DeadlineExceeded: Pod was active on the node longer than the specified deadline',
      'DeadlineExceeded：Pod was active on the node longer than the specified deadline',
    ],
  ],
  'completed-always': [
    [
      'greeter 16 STATUS',
      'It was done after 2 s (exit 0); it was started again (restart 2)',
      '运行 2 秒后完成（退出码 0）；已重新启动（第 2 次重启）',
    ],
  ],
  'restart-policies': [
    [
      'on-failure 7 STATUS',
      'good: it was done after 5 s (exit 0); restartPolicy OnFailure does not start it again',
      'good：运行 5 秒后完成（退出码 0）；restartPolicy OnFailure 不再启动它',
    ],
    [
      'never 10 READY',
      'good: it was done after 5 s (exit 0); bad: Exit 3 after 8 s: start [--for 8 --code 3]',
      'good：运行 5 秒后完成（退出码 0）；bad：运行 8 秒后以退出码 3 结束：start [--for 8 --code 3]',
    ],
    [
      'always 22.5 STATUS',
      'bad: Exit 3 after 8 s: start [--for 8 --code 3]; it waits 10 s before it starts again',
      'bad：运行 8 秒后以退出码 3 结束：start [--for 8 --code 3]；等待 10 秒后再启动',
    ],
  ],
  'evicted-by-api': [
    [
      'exit room 1',
      'evict pod lodger: it ended on SIGTERM with exit 0',
      'evict pod lodger：收到 SIGTERM 后以退出码 0 结束',
    ],
  ],
  'emptydir-full': [
    [
      'attic 48 STATUS',
      'Evicted: Usage of EmptyDir volume "boxes" exceeds the limit "16Mi".',
      'Evicted：Usage of EmptyDir volume "boxes" exceeds the limit "16Mi".',
    ],
  ],
  'eviction-order': [
    [
      'spender 30 STATUS',
      'Evicted: The node was low on resource: memory. Threshold quantity: 100Mi, available: 50Mi. Container app was using 40Mi, request is 8Mi, has larger consumption of memory.',
      'Evicted：The node was low on resource: memory. Threshold quantity: 100Mi, available: 50Mi. Container app was using 40Mi, request is 8Mi, has larger consumption of memory.',
    ],
  ],
  preemption: [
    [
      'cleaner 20.5 STATUS',
      'siren is more important and needs the room: it is being stopped; it has until 0:50.0 to end after SIGTERM',
      'siren 更重要，需要腾出位置：正在停止；收到 SIGTERM 后最晚要在 0:50.0 结束',
    ],
  ],
  'node-lost': [['hut 400 STATUS', 'Node island has not been heard of', '节点 island 失去联系']],
  'job-retries': [
    [
      'count-books-db9dr 4 STATUS',
      'Exit 1 after 2 s: the shelf is untidy; restartPolicy Never does not start it again',
      '运行 2 秒后以退出码 1 结束：the shelf is untidy；restartPolicy Never 不再启动它',
    ],
  ],
  'one-port': [
    [
      'two-shops 22.1 STATUS',
      'second: Exit 1 after 2.5 s: nginx: [emerg] still could not bind(); it was started again (restart 2)',
      'second：运行 2.5 秒后以退出码 1 结束：nginx: [emerg] still could not bind()；已重新启动（第 2 次重启）',
    ],
  ],
  'last-words': [
    [
      'witnesses 7 READY',
      'silent: Exit 1 after 5 s: no route to the database; talker: Exit 1 after 5 s: no route to the database',
      'silent：运行 5 秒后以退出码 1 结束：no route to the database；talker：运行 5 秒后以退出码 1 结束：no route to the database',
    ],
  ],
}

function traceOf(scenario: string): Trace {
  return runText(
    ensure(
      GALLERY.find(({ name }) => name === scenario),
      scenario,
    ).text,
  )
}

test('there are sixty questions and more', () => {
  expect(Object.values(QUESTIONS).flat().length).toBeGreaterThanOrEqual(60)
})

describe.each(Object.entries(QUESTIONS))('%s', (scenario, rows) => {
  const trace = traceOf(scenario)
  test.each(rows)('%s', (question, english, chinese) => {
    expect(ask(trace, question, EXPLAIN_EN).answer).toBe(english)
    expect(ask(trace, question, EXPLAIN_ZH).answer).toBe(chinese)
  })
})

describe('an answer is about what was asked', () => {
  test('a crash loop stops at its own run, and says how often it was the same before', () => {
    const { links, before, title } = ask(traceOf('crash-loop'), 'billing 725 STATUS', EXPLAIN_EN)
    expect(title).toBe('Why CrashLoopBackOff?')
    expect(before?.count).toBe(7)
    const ends = links.filter(({ fact }) => fact.kind === 'spanEnd' && fact.of === 'run')
    expect(ends).toHaveLength(1)
    expect(links[0]!.seq).toBeGreaterThan(links.at(-1)!.seq)
  })

  test('READY is told from the probe that fails, not from whatever the kubelet did last', () => {
    const { links, field } = ask(traceOf('readiness-flaps'), 'moody 20 STATUS', EXPLAIN_EN)
    expect(field?.field).toBe('spec.containers[0].readinessProbe.exec.command')
    expect(links.some(({ fact }) => fact.kind === 'attempt' && fact.probe === 'readiness')).toBe(true)
  })

  test('decisions that changed nothing are hidden', () => {
    const { links, hidden } = ask(traceOf('healthy'), 'run web 1', EXPLAIN_EN)
    expect(hidden).toBeGreaterThan(0)
    expect(links.map(({ text }) => text).join()).not.toMatch(/There is no|next look|no sandbox/)
  })
})
