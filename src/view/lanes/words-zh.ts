import { durationZh } from '../time/time-zh.ts'
import { TRAFFIC_ZH } from './traffic-words-zh.ts'
import type { LaneWords } from './words-en.ts'

export const LANES_ZH: LaneWords = {
  names: {
    steps: '步骤',
    pod: 'Pod',
    conditions: '状况',
    setup: '准备',
    memory: '内存',
    endpoints: '端点',
    traffic: '流量',
    node: '节点',
    container: '容器',
  },
  kinds: { app: '容器', init: 'Init 容器', sidecar: '边车容器', ephemeral: '临时容器' },
  probeNote: (handler, period) => `${handler} · 每 ${period}`,
  limitNote: (limits) => `限制 ${limits.join('、')}`,
  requestNote: (request) => `请求 ${request}`,
  setupNote: '节点、沙箱',
  serviceNote: (service) => `Service ${service}`,
  services: {
    selectsNothing: (meant) => `没有选中任何 Pod${meant === undefined ? '' : `：是不是 ${meant}？`}`,
    noSuchPort: (port, meant) =>
      `指向端口 ${port}，它的 Pod 没有这个端口${meant === undefined ? '' : `：是不是 ${meant}？`}`,
    undeclaredPort: (port, meant) =>
      `指向端口 ${port}，它的 Pod 没有声明${meant === undefined ? '' : `：是不是 ${meant}？`}`,
  },
  traffic: TRAFFIC_ZH,
  phase: (phase) => `阶段 ${phase}`,
  conditionsTogether: (count) => `${count} 项状况`,

  duration: durationZh,
  run: (number) => `运行 ${number}`,
  notReady: '未就绪',
  ready: '就绪',
  runs: '运行中',
  init: '初始化',
  setupBars: { volumes: '卷', sandbox: '沙箱' },
  graceUsed: (used, of) => `${used} / ${of}`,
  gates: { in: '加入', out: '移出' },
  node: { ready: '就绪', notReady: '未就绪', unknown: '未就绪（Unknown）', cordoned: '已隔离' },

  states: {
    postStart: '正在执行 postStart 回调',
    preStop: '正在执行 preStop 回调',
    ready: '已就绪',
    runs: '正在运行',
    notReady: '正在运行，未就绪',
    throttled: (state) => `${state}，CPU 被限流`,
    stopping: '正在停止',
    setup: (what, failed) =>
      `${{ volumes: '正在准备卷', sandbox: '正在创建沙箱' }[what]}${failed === undefined ? '' : `，失败：${failed}`}`,
    pulls: (image) => `正在拉取 ${image}`,
    starts: '正在创建并启动',
    waits: (reason) => (reason === '' ? '等待中' : `等待中：${reason}`),
    ended: (reason, code) => `已终止：${reason === '' ? '' : `${reason}，`}退出码 ${code}`,
    condition: (type, status) => (status === undefined ? `${type} 未设置` : `${type} 为 ${status}`),
    conditionsTrue: (types) => `${types.join('、')} 均为 True`,
    traffic: '接收流量',
    terminatingTraffic: '正在终止，仍在服务',
    stands: (word) => `为 ${word}`,
    sendsTo: (ready, all) =>
      ready === 0 ? `${all} 个 Pod 中没有一个接收流量` : `将流量发往 ${all} 个 Pod 中的 ${ready} 个`,
    nodeReady: '已就绪',
    nodeNotReady: '未就绪',
    nodeUnknown: '未就绪：没有收到它的消息',
    nodeCordoned: '已被隔离：不再接受新的 Pod',
    nodeUnder: (trouble) => `处于 ${trouble}`,
  },

  tones: {
    waiting: '等待',
    starting: '启动中',
    notReady: '运行中、未就绪',
    ready: '运行中',
    exitZero: '以 0 结束',
    exitNonZero: '出错结束',
    oom: '因内存结束',
  },
  crowd: (runs, median, shares) =>
    [
      ...(runs === undefined ? [] : [`运行 ${runs} 次`]),
      ...(median === undefined ? [] : [`中位时长 ${median}`]),
      ...shares.map(([percent, what]) => `${percent} % ${what}`),
    ].join('，'),
  crowdAt: (shares, exits) =>
    `${shares}${exits.map(({ code, count }) => `；退出码 ${code}${count > 1 ? ` ×${count}` : ''}`).join('')}`,
  fromTo: (from, to, what) => `${from} – ${to}：${what}`,

  span: (from, length) => `自 ${from} 起，持续 ${length}`,
  bar: (subject, state, span) => `${subject} ${state}，${span}`,
  line: (state, span) => `${state}，${span}`,
  status: (word, ready, span) => `STATUS ${word}，READY ${ready}，${span}`,
  restarts: (count, at) => `${at} RESTARTS 变为 ${count}`,
  event: (reason, at, message) => `${at} 事件 ${reason}：${message}`,
  exit: (name, run, how, at, code, reason) =>
    `${name} 第 ${run} 次运行，${at} ${{ oom: '因内存被杀死', killed: '被杀死', ended: '结束' }[how]}，退出码 ${code} ${reason}`.trim(),
  backOff: (name, length, from, waited) => `${name} 自 ${from} 起回退 ${length}，${waited}后重新启动`,
  taint: (node, taint, comes, at) => `${at} 节点 ${node} ${comes ? '加上' : '去掉'}污点 ${taint}`,
  signal: (name, signal, at, effect) =>
    `${name} 于 ${at} 收到 ${signal}，${{ ends: '因此结束', caught: '自行处理', ignored: '未予理会' }[effect]}`,
  ofPod: (pod, what) => `${pod}：${what}`,
  scheduled: (node, at) => `${at} 调度器选中 ${node}`,
  unschedulable: (why, at) => `${at} 调度器找不到节点：${why}`,
  throttle: (name, wanted, limit, span) => `${name} 需要 ${wanted} CPU，只能得到 ${limit}，${span}`,
  logLine: (name, stream, at, line) => `${name} 于 ${at} 输出到 ${stream}：${line}`,
  grace: (name, length, deadline) => `${name} 宽限期 ${length}，到 ${deadline} 为止`,
  step: (at, text) => `${at} 步骤：${text}`,
  gate: (way, at) => `${at} ${way === 'in' ? '加入' : '移出'}端点`,
  memoryLimit: (limit, at, killed) => `${at} 内存达到限制 ${limit}：${killed}`,
  oom: 'OOM 杀死',
  oomWhole: '整个容器被 OOM 杀死',
  oomChild: (pid) => `进程 ${pid} 被 OOM 杀死；它不是第一个进程，所以容器继续运行`,
  endpointsOf: (note, address) => `${note ?? '端点'}：${address ?? '该 Pod'}`,
  nodeNamed: (node) => `节点 ${node}`,

  outcomes: { success: '成功', failure: '失败', timeout: '超时', unknown: '未知' },
  attempt: (probe, container, outcome, at, counted, decided, said) =>
    `${container} 的 ${probe} 探针，${at} ${outcome}${counted ? `，第 ${counted[0]} 次（共 ${counted[1]} 次）` : ''}${decided ? '，起了决定作用' : ''}${said ? `：${said}` : ''}`,
}
