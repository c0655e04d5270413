import type { AssumedImage } from '../../scenario/note.ts'
import { durationZh } from '../time/time-zh.ts'
import { FAULTS_ZH } from './faults-zh.ts'
import { type NoteWords, sayFault } from './note-words.ts'
import { PROCESS_ZH } from './process-at-work.ts'

const NOT_YET = '尚未模拟'
const SIGNS = { colon: '冒号', comma: '逗号', dash: '短横', quote: '引号' } as const

export const NOTES_ZH: NoteWords = {
  mark: '：',
  faults: FAULTS_ZH,
  fixes: {
    changeTo: ({ meant }) => `改为 ${meant}`,
    replaceSign: ({ sign, narrow }) => `把 ${sign} 换成 ${narrow}`,
    indentWithSpaces: () => '改用空格缩进',
    addNamespace: ({ name }) => `添加 Namespace ${name}`,
    describeImage: () => '描述这个镜像',
    imageIsThere: () => '说明它存在',
  },
  notes: {
    notAnObject: () => '文档必须是带有 apiVersion 和 kind 的对象',
    textTooLong: () => '文本超过 1 MiB',
    textTooDeep: ({ most }) => `文本的嵌套超过 ${most} 层`,
    tooManyDocuments: ({ most }) => `文本中的文档多于 ${most} 个`,
    tooManyValues: ({ most }) => `文本中的值多于 ${most} 个`,
    duplicateField: ({ path }) => `字段“${path}”重复：以最后一个为准`,
    tab: () => 'YAML 用空格缩进，不能用制表符',
    fullWidth: ({ sign, narrow, name }) => `全角${SIGNS[name]} ${sign} 不是 YAML 的 ${narrow}`,
    kubeletConfiguration: () =>
      'kubelet 从节点上的文件读取它。它的字段可以在 Scenario 文档中给节点：nodes: [{name: node-1, kubelet: {maxPods: 20}}]',

    ignoredField: ({ field }) => `${NOT_YET}：${field}`,
    gateOff: ({ field, gate }) => `${field} 不起作用：特性门控 ${gate} 默认关闭，API 服务器会丢弃这个字段`,
    ignoredKind: ({ objectKind }) => `${NOT_YET}：${objectKind}`,
    ignoredCapability: ({ capability }) => `${NOT_YET}：能力 ${capability}`,
    hostIPC: () => `${NOT_YET}：节点的 System V 信号量、消息队列和共享内存段；/dev/shm 是共享的`,
    stdinOnce: () => `${NOT_YET}：没有人连接，因此标准输入一直打开`,
    runtimeClass: () => `${NOT_YET}：RuntimeClass 的运行时；它的开销和所在的节点已模拟`,
    resourceClaims: () => `${NOT_YET}：设备及其驱动；Pod 等待无人分配的申领，因此一直是 Pending`,

    assumedImage: assumedImageText,
    takenForImage: ({ image, known }) =>
      `${image} 与镜像 ${known} 同名，按它处理；可以在 Scenario 的 images 中说明它做什么`,
    noSuchTag: ({ image }) =>
      `${image}：据目前所知没有这个标签，因此拉取会失败；可以在 Scenario 的 images 中写 pull: ok`,
    defaultStorageClass: ({ name, provisioner }) =>
      `假定：集群有默认的 StorageClass ${name}（${provisioner}），会为这个 PersistentVolumeClaim 创建卷；可以在 Scenario 的 assumptions 中写 defaultStorageClass: false`,
    download: ({ url, file }) =>
      `未模拟：${url} 的内容；${file} 是占位文件，把它当作配置读取的服务器按清单所要求的方式工作`,
    behindBroken: ({ line }) => `未应用：kubectl 读到第 ${line} 行的错误就停止，不再读后面的内容`,
    lateSchedule: ({ name, start, first }) =>
      first === undefined
        ? '这个计划没有任何时刻'
        : `直到 ${first} 都不会发生任何事，而从 ${start} 开始的运行在此之前就结束了：可以在 Scenario 的 until 中写得更长（最多 24h）；kubectl create job NAME --from=cronjob/${name} 则不用等待`,
    longImage: ({ length, most }) => `镜像名有 ${length} 个字符；超过 ${most} 个字符的不模拟`,
    typedCommand: ({ command }) => `${NOT_YET}：${command}`,
    noObjects: () => '文本中没有对象',
    secondScenario: () => '一段文本只有一个 Scenario',
    unknownField: ({ path }) => `未知字段“${path}”`,
    field: ({ path, fault }) => `${path === '' ? 'Scenario' : path}：${sayFault(fault, FAULTS_ZH)}`,

    cutShort: ({ limit, most, at }) => {
      const count = String(most).replace(/\B(?=(?:\d{3})+$)/g, ',')
      const what = {
        instant: `同一时刻多于 ${count} 步`,
        steps: `多于 ${count} 步`,
        entries: `多于 ${count} 条记录`,
        work: `程序的工作多于 ${count} 个单位`,
      }
      return `此后的一切：${what[limit]}${at === undefined ? '' : `（${PROCESS_ZH(at.pod, at.container, at.pid, at.command)}）`}`
    },
    command: ({ command }) => command,
    stepOutput: ({ mebibytes }) => `一步的输出中超过 ${mebibytes} MiB 的部分`,
    noProvisioner: ({ provisioner }) => `这个集群中没有供应者 ${provisioner}：需要手工创建 PersistentVolume`,
    nodeClock: () => '节点上依赖其时钟的其他部分',
    nodeProcessSignalled: ({ name, signal }) => `节点的 ${name} 收到 ${signal}`,
    logLines: ({ container, most }) => `${container} 一次运行中多于 ${most} 行的日志`,
    requests: ({ most }) => `多于 ${most} 个的流量请求`,
    logText: ({ mebibytes }) => `多于 ${mebibytes} MiB 的日志：容器此后写入的内容`,
  },
}

function assumedImageText({ image, program, hasCommand }: AssumedImage): string {
  const { ports, ends, user, onTerm, startMs, makes, holds, shares } = program
  const listed = ports.map(({ port, protocols }) => `${port}（${protocols.join('、')}）`).join('、')
  const does = [
    ports.length > 0 ? `一个在 ${listed}端口提供服务的程序` : '一个程序',
    ...(ports.length > 0 ? [startMs > 0 ? `${durationZh(startMs)}后应答探针` : '立即应答探针'] : []),
    ...(ports.length === 0 && !ends ? ['一直运行'] : []),
    ...(user === undefined ? [] : [`以 uid ${user} 运行`]),
    ends
      ? `${durationZh(ends.afterMs)}后以 ${ends.code} 结束`
      : onTerm === 'ignore'
        ? '不理会 SIGTERM'
        : `收到 SIGTERM 后以 ${onTerm.code} 结束`,
  ]
  const parts = [
    `没有人知道 ${image} 做什么；把它当作${does.join('，')}`,
    ...(hasCommand ? ['它的命令可以使用 shell 的常用工具，不属于这些工具的就是这个程序'] : []),
    ...(makes.length > 0 ? [`它会创建探针要找的 ${makes.join('、')}`] : []),
    ...(holds.length > 0 ? [`镜像中有它的命令要读的 ${holds.join('、')}`] : []),
    ...(shares.length > 0 ? [`它会把其他容器要找的 ${shares.join('、')} 放进共享的卷`] : []),
  ]
  return `未模拟：${parts.join('；')}。可以在 Scenario 的 images 中说明它做什么`
}
