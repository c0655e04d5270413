import type { Widen } from '../../lib/widen.ts'
import type { TERMINAL_UI_EN } from './words-en.ts'

export const TERMINAL_UI_ZH: Widen<typeof TERMINAL_UI_EN> = {
  screen: '终端：在模拟集群中使用 kubectl',
  newTab: '新标签页',
  closeTab: (tab) => `关闭 ${tab}`,
  tab: (number) => `shell ${number}`,
  command: '命令',
  send: '运行',
  empty: '对播放头所在时刻的模拟集群使用 kubectl。',
  earlier: '上一条命令',
}
