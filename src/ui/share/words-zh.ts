import type { Widen } from '../../lib/widen.ts'
import type { SHARE_EN } from './words-en.ts'

export const SHARE_ZH: Widen<typeof SHARE_EN> = {
  title: '分享',
  hint: '全部内容都在链接里，不经过任何服务器。',
  withTime: (clock) => `包含时刻 ${clock} 和显示范围`,
  link: '链接',
  copyLink: '复制链接',
  embed: '嵌入自己的网页',
  copyEmbed: '复制代码',
  picture: '图片',
  savePicture: '保存图片',
  copyPicture: '复制图片',
  copied: '已复制',
  linkCopied: '链接已复制',
  copyFailed: '这里无法复制，可以手动选中',
  tooLarge: '内容太大，放不进链接',
  unavailable: '无法加载',
}
