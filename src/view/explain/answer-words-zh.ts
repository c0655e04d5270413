import type { Duration, Time } from '../../lib/time.ts'
import type { ProbeKind } from '../../manifest/pod/probe.ts'
import { bytesText } from '../lanes/memory.ts'
import { TRAFFIC_ZH } from '../lanes/traffic-words-zh.ts'
import { clockText } from '../time/time-scale.ts'
import { durationZh } from '../time/time-zh.ts'
import type { AnswerWords } from './answer-words-en.ts'

const tenth = (ms: Duration): string =>
  durationZh(ms < 10_000 ? Math.round(ms / 100) * 100 : Math.round(ms / 1000) * 1000)
const after = (ms: Duration): string => (ms < 50 ? '一启动就' : `运行 ${tenth(ms)}后`)
const at = (time: Time): string => clockText(time, 100)
const PROBES: Readonly<Record<ProbeKind, string>> = { startup: '启动探针', liveness: '存活探针', readiness: '就绪探针' }

export const ANSWERS_ZH: AnswerWords = {
  requestsFailed: (failed) => TRAFFIC_ZH.failed(failed).text,
  of: (container, text) => `${container}：${text}`,
  join: (parts) => parts.join('；'),
  more: (count) => `还有 ${count} 个容器`,
  soThat: (cause, effect) => `${cause}；${effect}`,
  because: (what, cause) => `${what}，原因：${cause}`,

  exit: (code, ranMs, line) => `${after(ranMs)}以退出码 ${code} 结束：${line}`,
  exitUnsaid: (code, ranMs) => `${after(ranMs)}以退出码 ${code} 结束，没有任何输出`,
  done: (ranMs) => `${after(ranMs)}完成（退出码 0）`,
  memory: (limit, of, ranMs) => {
    const after = ranMs === undefined ? '' : `运行 ${tenth(ranMs)}后`
    if (of === 'node') return `${after}节点内存耗尽，内核选中了这个容器`
    return `${after}内存达到${of === 'pod' ? '整个 Pod 的' : ''}上限${limit > 0 ? ` ${bytesText(limit)}` : ''}，被内核杀死`
  },
  memoryPart: (limit) => `内存达到上限 ${bytesText(limit)}；内核杀死了一个进程，容器继续运行`,
  probeKilled: (probe, failures, finding, code, graceMs) =>
    `${PROBES[probe]}${failures === 1 ? '失败' : '连续失败'} ${failures} 次（${finding}），kubelet 将其杀死${graceMs === undefined ? `（退出码 ${code}）` : `；收到 SIGTERM 后 ${tenth(graceMs)}内没有结束（退出码 ${code}）`}`,
  postStart: 'postStart 钩子失败，kubelet 将其杀死',
  deleters: {
    preemptor: (pod) => `${pod} 更重要，需要腾出位置`,
    taint: (node) => `节点 ${node} 有它不容忍的污点`,
    unknown: 'Pod 被删除',
  },
  deletion: (by, code, graceMs) =>
    `${by}：${graceMs === undefined ? `收到 SIGTERM 后以退出码 ${code} 结束` : `收到 SIGTERM 后 ${tenth(graceMs)}内没有结束，被杀死（退出码 ${code}）`}`,
  signalled: (signal, step, code) =>
    step === undefined ? `被 ${signal} 结束（退出码 ${code}）` : `${step}：以退出码 ${code} 结束`,
  unseen: (end) => `${end}；kubelet 还没有告诉 API`,

  findings: {
    status: (path, port, code) => `GET ${path}（端口 ${port}）返回 ${code}`,
    refused: (port) => `端口 ${port} 上没有进程监听`,
    timeout: (ms) => `${durationZh(ms)}内没有响应`,
    noFile: (path) => `${path} 不存在`,
    command: (command) => `${command} 失败，没有输出`,
    said: (message) => message,
  },
  probeFails: (probe, failures, threshold, finding) =>
    failures < threshold && probe !== 'readiness'
      ? `${PROBES[probe]}失败（${failures}/${threshold}）：${finding}`
      : `${PROBES[probe]}${failures === 1 ? '失败' : '连续失败'} ${failures} 次：${finding}`,
  startupFails: (failures, threshold, finding) => `启动探针还没有成功（失败 ${failures}/${threshold}）：${finding}`,
  probeWaits: (probe, delayMs) =>
    delayMs > 0
      ? `${PROBES[probe]}在启动 ${durationZh(delayMs)}后才第一次执行（initialDelaySeconds）`
      : `${PROBES[probe]}还没有执行过`,
  probeCounts: (probe, successes, threshold) =>
    successes < threshold
      ? `${PROBES[probe]}成功了 ${successes} 次，需要 ${threshold} 次`
      : `${PROBES[probe]}已成功；kubelet 还没有告诉 API`,
  probeSucceeds: (probe) => `${PROBES[probe]}成功`,
  pull: (image, message) => `无法拉取 ${image}：${message}`,
  pullTroubles: {
    notFound: '镜像仓库里没有这个镜像或标签',
    denied: '镜像仓库要求登录（或没有这个镜像）',
    unreachable: '无法连接镜像仓库',
    neverPulled: '节点上没有它，而 imagePullPolicy 是 Never',
    badName: '这不是有效的镜像名',
  },
  pulling: (image) => `正在拉取 ${image}`,
  refused: (reason, message) => (message === '' ? reason : message),
  hook: (hook, since) =>
    hook === 'postStart'
      ? `postStart 钩子从 ${at(since)} 起运行，结束之前容器不算在运行`
      : `preStop 钩子从 ${at(since)} 起运行，之后才发 SIGTERM`,
  beingMade: '正在创建容器',
  initRuns: (container, since, line) =>
    `init 容器 ${container} 从 ${at(since)} 起运行，还没有结束${line === undefined ? '' : `；最后一行输出：${line}`}`,
  afterInit: (before) => `要先等 ${before} 完成`,
  runs: (since) => `从 ${at(since)} 起运行；没有就绪探针，运行即就绪`,
  runsOnly: (since) => `从 ${at(since)} 起运行`,
  stopping: (signal, deadline, ignores) =>
    ignores ? `进程忽略 ${signal}；${at(deadline)} 会收到 SIGKILL` : `收到 ${signal} 后最晚要在 ${at(deadline)} 结束`,
  notInTime: (graceMs) => `收到 SIGTERM 后 ${tenth(graceMs)}内没有结束`,
  unschedulable: (message) => message,
  gated: (message) => `调度器还不能考虑它：${message}`,
  submittedOnly: '刚刚创建',
  volumes: (message) => (message === undefined ? '正在准备卷' : `无法准备卷：${message}`),
  sandbox: '正在创建沙箱',
  podSays: (reason, message) => (message === '' ? reason : `${reason}：${message}`),
  deleted: (by) => `${by}：正在停止`,
  finalizers: (names) => `所有容器都已结束；要等 Finalizer ${names.join('、')} 被移除，对象才会消失`,
  gates: (types) => `所有容器都已就绪；readinessGates 中的条件 ${types.join('、')} 还没有被设为 True`,
  nodeLost: (node) => `节点 ${node} 失去联系`,
  allReady: (since, count) => `全部 ${count} 个容器从 ${at(since)} 起就绪`,
  allEnded: (restartPolicy) => `所有容器都以 0 结束，restartPolicy ${restartPolicy} 不再启动它们`,
  someRuns: '已有容器启动过，并且没有全部彻底结束',

  backOff: (ms) => `等待 ${durationZh(ms)}后再启动`,
  backOffDone: (ms) => `restartPolicy Always 会再次启动它，先等待 ${durationZh(ms)}`,
  alwaysRestarted: 'restartPolicy Always 会再次启动它',
  pullBackOff: (ms) => `${durationZh(ms)}后再试`,
  startedAgain: (restarts) => `已重新启动（第 ${restarts} 次重启）`,
  notRestarted: (policy) => `restartPolicy ${policy} 不再启动它`,
  noTraffic: (services) => `Service ${services.join('、')} 不向它发送流量`,
  thresholdReached: { liveness: 'kubelet 杀死容器', startup: 'kubelet 杀死容器', readiness: '容器未就绪' },
  thresholdLeft: (left, then) => `再${left > 1 ? '连续' : ''}失败 ${left} 次，${then}`,
  sameBefore: (count) => `之前同样发生过 ${count} 次`,
}
