import type { Widen } from '../../lib/widen.ts'
import type { TERMINAL_EN } from './words-en.ts'

export const TERMINAL_ZH: Widen<typeof TERMINAL_EN> = {
  line: (line) => `第 ${line} 行`,
  exit: (code) => `退出码 ${code}`,
  took: (duration) => duration,
  interactive: (command, instead) => `尚未模拟可以交互输入的 ${command}。请把命令一次写完：${instead}`,
  ownShell: (command, kept) =>
    `每一行都在自己的 shell 里运行：${command} 只在这一行内有效。请用 && 把它们写在同一行。${kept} 会保留。`,
  notCarried: '这个值要等步骤运行之后才知道：请在同一行里设置并使用它。',
  noRun: '还没有可以查询的集群：请粘贴清单，或用 kubectl 创建对象。',
  noPlace: '现在无法在文本中加入步骤：其中的 Scenario 文档无法读取。',
}
