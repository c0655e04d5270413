import type { FixWords } from './fix-words-en.ts'

export const FIXES_ZH: FixWords = {
  looking: '正在寻找解决办法…',
  set: (field, value) => `修复：${field}: ${value}`,
  unset: (field) => `修复：去掉 ${field}`,
  addObject: (kind, name) => `修复：添加 ${kind} ${name}`,
  addKey: (kind, name, key) => `修复：在 ${kind} ${name} 中添加 ${key}`,
  tried: (outcome) => `已试过。${outcome}`,
  untried: '没有试过：运行太长',
}
