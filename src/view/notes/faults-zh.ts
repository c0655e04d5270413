import type { OptionNotSimulated } from '../../scenario/field-fault.ts'
import type { NoteWords } from './note-words.ts'

const OPTIONS: Readonly<Record<OptionNotSimulated, string>> = {
  allLogsAtOnce: '任意数量的日志同时轮转',
  cpusInOrder: 'CPU 按编号顺序分配',
  filesNotCounted: '不统计文件数量',
  imagesStay: '镜像不占用节点的磁盘，也不会被清除',
  lessThanOneSecond: '小于 1s 的值',
  noOwnMemory: '没有容器独占内存',
  noShutdown: '节点不会优雅关机',
  noSwap: '节点没有交换空间',
  oneNumaNode: '节点只有一个 NUMA 节点，因此总是对齐的',
}

export const FAULTS_ZH: NoteWords['faults'] = {
  needed: () => '必须填写',
  neededAsTime: () => '必须填写：这一步在何时发生',
  neededOneOf: ({ choices }) =>
    choices.length > 1 ? `必须填写，取其中之一：${choices.join('、')}` : `必须填写：${choices.join('、')}`,
  neededOrDelay: () => '必须填写，或者填写 delay',
  exactlyOneOf: ({ choices }) => `必须恰好有其中一个：${choices.join('、')}`,
  mustBeObject: () => '必须是对象',
  mustBeText: () => '必须是文本',
  mustBeTexts: () => '必须是文本的列表',
  mustBeList: () => '必须是列表',
  mustBeMap: () => '必须是从名称到文本的映射',
  mustBeBoolean: () => '必须是 true 或 false',
  mustBeInteger: ({ least }) => `必须是整数，至少为 ${least}`,
  mustBeDuration: () => '必须是时长（例如 1m30s），或以秒为单位的数字',
  mustBeQuantity: ({ examples }) => `必须是数量，例如 ${examples.join(' 或 ')}`,
  mustBeQuantityOrPercentage: () => '必须是数量（例如 500Mi）或百分比（例如 10%）',
  mustBe: ({ value }) => `必须是 ${value}`,
  mustBeOneOf: ({ choices }) => `必须是其中之一：${choices.join('、')}`,
  mustBeSomeOf: ({ choices }) => `必须取自：${choices.join('、')}`,
  atMost: ({ most }) => `最多为 ${most}`,
  atLeast: ({ least }) => `至少为 ${least}`,
  between: ({ least, most }) => `必须介于 ${least} 和 ${most} 之间`,
  moreThanNothing: () => '必须大于零',
  afterFrom: () => '必须晚于 from',
  standsTwice: () => '出现了两次',
  lastOneCounts: () => '出现了两次：以最后一个为准',

  dedicatedNode: ({ labels }) => `当作专用节点，因此也加上标签 ${labels.join('、')}（不要标签时写 labels: {}）`,

  noImage: ({ reason }) => `不是镜像：${reason}`,
  flagsSayIt: () => '不起作用：命令做什么由 podlapse 的参数决定',
  mustBeUser: () => '必须是用户，例如 1000、nginx 或 1000:1000',
  mustBeAbsolutePath: () => '必须是绝对路径',
  mustBeFilePath: ({ path }) => `${path}：必须是文件的绝对路径`,
  mustBePort: () => '必须是端口号，或 {port, protocol}',
  mustBePortNumber: () => '必须是 1 到 65535 之间的数字',
  mustBeginWithSlash: () => '必须以 / 开头',
  mustBeEnd: ({ word }) => `必须是 ${word}，或 {code, after}，例如 {code: 0, after: 5s}`,

  optionNotSimulated: ({ why }) => `未模拟：${OPTIONS[why]}`,
  needsGracePeriod: ({ signal }) => `${signal} 需要在 evictionSoftGracePeriod 中有一个时长`,
  onlyWithParallelPulls: () => '只有写了 serializeImagePulls: false 才能大于 1',
  mustBeCPUs: ({ last }) => `必须是节点的 CPU，例如 0-1,3：节点有 0-${last}`,
  kubeletDoesNotStart: ({ reason }) => `kubelet 无法启动：${reason}`,
  tooManySteps: ({ most }) => `一个 Scenario 最多 ${most} 个步骤：反复做的事可以用 shell 循环写在一步里`,
  tooManyCPUs: ({ most }) => `kubelet 无法启动：没有机器的 CPU 多于 ${most} 个`,
  oneSocket: () => '假定：节点只有一个插槽，每个核心一个线程',
}
