import type { Widen } from '../../lib/widen.ts'
import { sayFix } from '../../view/notes/note-words.ts'
import { NOTES_ZH } from '../../view/notes/notes-zh.ts'
import { problemText } from '../../view/notes/problem-text.ts'
import type { EDITOR_EN } from './words-en.ts'

export const EDITOR_ZH: Widen<typeof EDITOR_EN> = {
  manifest: '清单',
  editor: '清单，YAML',
  paste: '粘贴一份 Pod 清单',
  checking: '正在检查',
  valid: (version) => `对 Kubernetes ${version} 有效`,
  objects: (count) => `${count} 个对象`,
  problem: (problem) => problemText(problem, NOTES_ZH),
  problems: (count) => `${count} 个问题`,
  notes: (count) => `${count} 条提示`,
  line: (line) => `第 ${line} 行`,
  asKubectlSays: 'kubectl 的原话',
  faulty: '未模拟：Podlapse 处理这段文本时出错',
  open: '打开清单',
  close: '关闭清单',
  undo: '撤销',
  redo: '重做',
  tabLeaves: '按 Tab 离开编辑器',
  tabIndents: '先按 Esc 再按 Tab 离开',
  fixAll: '全部修复…',
  fixAllTrying: '正在尝试修复',
  fixAllChanges: (count) => `${count} 处修改，一次撤销即可还原`,
  fixAllNothing: '没有无需选择就能修复的地方',
  fixAllTake: '全部修复',
  fixAllLeave: '先不改',
  fixTitle: (title) => sayFix(title, NOTES_ZH),
}
