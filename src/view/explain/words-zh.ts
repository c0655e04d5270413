import { bytesText } from '../lanes/memory.ts'
import { TRAFFIC_ZH } from '../lanes/traffic-words-zh.ts'
import { sayNote } from '../notes/note-words.ts'
import { NOTES_ZH } from '../notes/notes-zh.ts'
import { clockText } from '../time/time-scale.ts'
import { durationZh } from '../time/time-zh.ts'
import { ANSWERS_ZH } from './answer-words-zh.ts'
import { DECISIONS_ZH } from './decision-words-zh.ts'
import { RULES_ZH } from './rules-zh.ts'
import { RUNS_ZH } from './run-words-zh.ts'
import { headed, whole } from './said.ts'
import { cpuText, type ExplainWords } from './words-en.ts'

const signalOf = (exitCode: number): string => (exitCode > 128 && exitCode < 160 ? ` = 128 + ${exitCode - 128}` : '')
const OF_NODES = { taint: '污点', label: '标签' } as const

/** Names, reasons and messages are Kubernetes' and stay as they are; between Chinese and Latin there is a space. */
export const EXPLAIN_ZH: ExplainWords = {
  why: (subject) => `为什么会${/^[!-~]/.test(subject) ? ' ' : ''}${subject}？`,
  whyNotReady: '为什么未就绪？',
  whyRestarts: (restarts) => `为什么 RESTARTS 为 ${restarts}？`,
  whySaid: (text) => `为什么“${text}”？`,
  whyGone: (name) => `为什么 ${name} 不在了？`,
  whyThis: '为什么会这样？',
  nothingYet: '还没有发生任何事',

  rules: RULES_ZH,

  submitted: '提交清单',
  note: (note) => sayNote(note, NOTES_ZH),
  stepPrinted: (text) => headed('它的输出', '：', text),
  stepEnded: (exitCode) => `命令结束，退出状态为 ${exitCode}`,

  objectCreated: (kind, name) => `${kind} ${name} 被创建`,
  objectChanged: (kind, name, by) => `${kind} ${name} 被 ${by} 修改`,
  objectGone: (kind, name) => `${kind} ${name} 不复存在`,
  podBound: (node) => `Pod 绑定到 ${node}`,
  podPromised: (node) => `为 Pod 预留了 ${node} 上的位置`,
  noneFits: (nodes) =>
    nodes === 0 ? '没有任何节点' : nodes === 1 ? '唯一的节点不合适' : `${nodes} 个节点没有一个合适`,
  fits: (node, feasible, asked) =>
    feasible > 1
      ? `${node} 是 ${feasible} 个合适节点中最好的`
      : asked > 1
        ? `${node} 是 ${asked} 个节点中唯一合适的`
        : `${node} 合适，也是唯一的节点`,
  nodeReady: (node, status) =>
    ({
      True: whole(`节点 ${node} 就绪`),
      False: whole(`节点 ${node} 未就绪`),
      Unknown: headed(`节点 ${node} 太久没有音讯`, '：', 'Ready 为 Unknown'),
    })[status],
  nodeCordoned: (node) => headed(`节点 ${node} 被隔离`, '：', '不再有新 Pod 到来'),
  nodeUncordoned: (node) => `节点 ${node} 重新接收 Pod`,
  nodePressure: (node, pressure) => `节点 ${node} 处于 ${pressure}`,
  nodeRelieved: (node, pressure) => `节点 ${node} 的 ${pressure} 解除`,
  nodeGets: (node, what, value) => `节点 ${node} 加上${OF_NODES[what]} ${value}`,
  nodeLoses: (node, what, value) => `节点 ${node} 去掉${OF_NODES[what]} ${value}`,
  endpoints: (slice, ready, all, terminating) =>
    `EndpointSlice ${slice} 有 ${all} 个端点，其中 ${ready} 个就绪${terminating > 0 ? `，${terminating} 个正在终止` : ''}`,
  autoscaler: ({ name, readings, current, desired, because, trouble }) => {
    const whose = `HorizontalPodAutoscaler ${name}`
    if (trouble !== undefined) return headed(`${whose} 无法伸缩`, '：', trouble)
    const head =
      desired === current ? `${whose} 保持 ${current} 个` : `${whose} 要求 ${desired} 个，而不是 ${current} 个`
    const seen = readings.map(({ resource, now = '未知', wanted }) => `${resource} 为 ${now}，目标 ${wanted}`)
    return headed(head, '：', [...seen, ...(because === undefined ? [] : [because])].join('；'))
  },
  disruptionsAllowed: (budget, allowed) =>
    `PodDisruptionBudget ${budget} ${allowed === 0 ? '不允许任何干扰' : `允许 ${allowed} 次干扰`}`,
  quotaUsed: (what, used, hard) => `${what} ${used}/${hard}`,
  quotaCounts: (quota, numbers) => `ResourceQuota ${quota} 统计：${numbers}`,
  phaseIs: (kind, name, phase) => `${kind} ${name} 变为 ${phase}`,
  podDeleting: (seconds) => (seconds === undefined ? 'Pod 被标记为删除' : `Pod 被标记为删除，限 ${seconds} 秒内结束`),
  columnIs: (column, value) => `${column} 变为 ${value}`,
  conditionIs: (type, status, reason) => {
    const head = `状况 ${type} 变为 ${status}`
    return reason ? headed(head, '：', reason) : whole(head)
  },
  fieldIs: (what, value) => `${what} 现在是 ${value}`,
  statusWritten: 'kubelet 写入 Pod 的状态',
  startsAgain: (status, restarts) => headed('再次启动', '：', `${status}，RESTARTS ${restarts}`),

  answers: ANSWERS_ZH,
  runs: RUNS_ZH,
  decisions: DECISIONS_ZH,
  traffic: TRAFFIC_ZH,
  event: (reason, message) => headed(`事件 ${reason}`, '：', message),
  log: (container, line) => headed(`${container} 输出`, '：', line),

  signal: (signal, pid, effect) =>
    headed(
      `${signal}${pid === 1 ? '' : `（发给进程 ${pid}）`}`,
      '：',
      { ends: '进程结束', caught: '进程有它的处理程序', ignored: '进程忽略它' }[effect],
    ),
  oom: (limitBytes, of) =>
    of === 'node'
      ? `节点的 ${bytesText(limitBytes)} 内存已用尽`
      : `${of === 'pod' ? '整个 Pod 的' : ''}内存达到限制 ${bytesText(limitBytes)}`,
  oomDetail: (whole, pid) =>
    whole ? '内核杀死整个容器' : `内核杀死了进程 ${pid}${pid === 1 ? '' : '，它不是首个进程，因此容器继续运行'}`,

  volumes: '正在准备卷',
  sandbox: '正在创建 Pod 的沙箱',
  pull: (image) => `正在拉取镜像 ${image}`,
  start: (container) => `正在创建容器 ${container}`,
  run: (container, run) => `${container} ${run > 1 ? `第 ${run} 次运行` : '运行'}`,
  hook: (hook) => `${hook} 回调运行`,
  backOff: (lengthMs) => `回退 ${durationZh(lengthMs)}`,
  backOffPull: (lengthMs) => `下次拉取前回退 ${durationZh(lengthMs)}`,
  grace: (signal, graceMs, deadline) =>
    headed(signal, '，', `限 ${durationZh(graceMs)}内结束（至 ${clockText(deadline, 100)}）`),
  terminating: (graceMs) => headed('Pod 正在停止', '，', `限 ${durationZh(graceMs)}内结束`),

  throttled: (wantedMilliCPU, limitMilliCPU) =>
    headed('CPU 被限流', '：', `需要 ${cpuText(wantedMilliCPU)}，允许 ${cpuText(limitMilliCPU)}`),

  exit: (exitCode, reason) => headed(`以 ${exitCode}${signalOf(exitCode)} 退出`, '，', reason),
  ended: {
    volumes: '卷已就位',
    sandbox: 'Pod 的沙箱已就位',
    pull: '镜像已拉取',
    start: '容器已启动',
    run: '容器结束',
    hook: '回调完成',
    backOff: '回退结束',
    grace: '在宽限期内结束',
    throttled: 'CPU 不再被限流',
    terminating: 'Pod 已停止',
  },
  failed: {
    volumes: '卷无法准备好',
    sandbox: '沙箱无法创建',
    pull: '拉取失败',
    start: '容器无法启动',
    run: '容器失败',
    hook: '回调失败',
    backOff: '回退结束',
    grace: '宽限期用尽',
    throttled: 'CPU 不再被限流',
    terminating: 'Pod 无法停止',
  },
  cancelled: {
    volumes: '放弃准备卷',
    sandbox: '放弃创建沙箱',
    pull: '放弃拉取',
    start: '放弃启动',
    run: '运行被中断',
    hook: '回调被中断',
    backOff: '回退不再计算',
    grace: '宽限期不再计算',
    throttled: 'CPU 不再被限流',
    terminating: '放弃停止',
  },

  attempt: (probe, outcome) =>
    `${probe} 探针${{ success: '成功', failure: '失败', timeout: '超时', unknown: '无法执行' }[outcome]}`,
  inARow: (run, threshold) => (run <= threshold ? `连续第 ${run} 次（阈值 ${threshold}）` : `连续第 ${run} 次`),
  runDetail: (ms) => `运行了 ${durationZh(ms)}`,
  lastWords: (ran, line) => `${ran}；最后一行输出：${line}`,
  list: (parts) => parts.join('，'),
  sentences: (parts) => parts.join('；'),
  line: (line) => `第 ${line} 行`,
  defaultLine: '未设置：采用默认值',
}
