import type { Widen } from '../../lib/widen.ts'
import type { HEADER_EN } from './words-en.ts'

export const HEADER_ZH: Widen<typeof HEADER_EN> = {
  untitled: '未命名',
  gallery: '示例库',
  galleryHint: '值得一看的场景',
  filter: '筛选场景',
  found: (count) => `${count} 个场景`,
  nothingFound: '没有哪个场景同时包含这些词',
  isOpen: '已打开',
  light: '浅色主题',
  dark: '深色主题',
  share: '分享',
  menu: '菜单',
  help: '标记和按键',
  drawnWith: '使用 React Flow 绘制',
  otherLanguage: 'EN / 中文: switch to English',
  otherLanguageName: 'English',
  recent: '最近',
  recentAll: (count) => `全部 ${count} 份最近的文本`,
  forget: '清除最近的文本',
  forgetSure: '全部清除？此操作无法撤销。',
  forgetYes: '清除',
  forgetNo: '保留',
  recentHint: '只保存在这个浏览器里',
}
