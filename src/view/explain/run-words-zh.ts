import type { Duration } from '../../lib/time.ts'
import type { ProbeKind } from '../../manifest/pod/probe.ts'
import { bytesText } from '../lanes/memory.ts'
import { clockText } from '../time/time-scale.ts'
import { durationZh } from '../time/time-zh.ts'
import type { RunWords } from './run-words-en.ts'

const whole = (ms: Duration): string => durationZh(Math.max(1_000, Math.round(ms / 1_000) * 1_000))
const PROBES: Readonly<Record<ProbeKind, string>> = { startup: '启动探针', liveness: '存活探针', readiness: '就绪探针' }

export const RUNS_ZH: RunWords = {
  ofPods: (pod, text, others) => `${pod}：${text}（另有 ${others} 个 Pod）`,
  ofContainer: (container, text) => `${container}：${text}`,
  every: (ms) => `每 ${whole(ms)}重启一次`,
  times: (count, within) => (count === 1 ? '重启过一次' : `${whole(within)}内重启了 ${count} 次`),
  because: (what, why) => `${what}，因为${why}`,
  probe: (probe, finding) => `${PROBES[probe]}失败：${finding}`,
  memory: (limit) => (limit > 0 ? `需要的内存超过上限 ${bytesText(limit)}` : '内存耗尽'),
  postStart: ' postStart 钩子失败',
  done: '它已完成（退出码 0），restartPolicy Always 会再次启动它',
  exit: (code, line) => `以退出码 ${code} 结束${line === undefined ? '，没有任何输出' : `：${line}`}`,
  signal: (what) => ` ${what}`,
  service: (name, trouble) => `Service ${name} ${trouble}`,
  noNode: (message) => `得不到节点：${message}`,
  neverStarts: (why) => `始终没有启动：${why}`,
  neverReady: (why) => `始终未就绪：${why}`,
  notReadySince: (at, why) => `从 ${clockText(at)} 起未就绪：${why}`,
  flaps: (count, why) => `失去就绪 ${count} 次：${why}`,
  stays: (after) => `${after < 10_000 ? `${(after / 1000).toFixed(1)} 秒` : whole(after)}后就绪，并保持就绪`,
  workloadReady: (whose, ready, of, after) => `${whose}：${whole(after)}后 ${of} 个中 ${ready} 个就绪，并保持就绪`,
  workloadBehind: (whose, ready, of) => `${whose}：${of} 个中 ${ready} 个就绪`,
  rolledOut: (whose, revision, took, least, of) =>
    `${whose} 在 ${whole(took)}内完成了修订版 ${revision} 的发布；其间 ${of} 个中至少 ${least} 个就绪`,
  rolloutStuck: (whose, revision, since, updated, of) =>
    `${whose}：修订版 ${revision}（从 ${clockText(since)} 起），${of} 个中更新了 ${updated} 个`,
  jobDone: (whose, took, failed) =>
    `${whose} ${whole(took)}后完成${failed > 0 ? `，此前有 ${failed} 个 Pod 失败` : ''}`,
  jobFailed: (whose, after, reason, failed) =>
    `${whose} ${whole(after)}后失败，共 ${failed} 个 Pod${reason === '' ? '' : `：${reason}`}`,
  jobRuns: (whose, done, of, failed) =>
    `${whose}：${of} 个中 ${done} 个完成${failed > 0 ? `，${failed} 个 Pod 失败` : ''}`,
  cronJob: (whose, started, done, failed, late) =>
    started === 0
      ? `${whose} 没有启动任何 Job`
      : `${whose} 启动了 ${started} 个 Job：${done} 个完成${failed > 0 ? `，${failed} 个失败` : ''}${late ? '；有的要等前一个结束' : ''}`,
  withWhy: (what, why) => `${what}（${why}）`,
  both: (first, second) => `${first}。${second}`,
  deleted: (at, lasted, why) =>
    `${clockText(at)} 被删除${lasted === undefined ? '，但仍然存在' : `，${whole(lasted)}后消失`}${why === '' ? '' : `：${why}`}`,
}
