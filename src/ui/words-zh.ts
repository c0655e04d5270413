import type { LinkFailure } from '../app/link-failure.ts'
import type { Widen } from '../lib/widen.ts'
import { PROCESS_ZH } from '../view/notes/process-at-work.ts'
import type { APP_EN } from './words-en.ts'

const LINK: Readonly<Record<LinkFailure['reason'], string>> = {
  'not-a-link': '这个地址不是 Podlapse 链接。',
  'newer-version': '这个链接由更新版本的 Podlapse 生成。',
  'too-long': '这个链接太长，无法读取。',
  cut: '这个链接被截断了：末尾缺失。',
  damaged: '这个链接已损坏。',
  unavailable: '页面中读取链接的部分无法加载。',
}

export const APP_ZH: Widen<typeof APP_EN> = {
  timeline: '时间线',
  manifest: '清单',
  closeManifest: '关闭清单',
  openManifest: '打开清单',
  inspector: '播放头处的状态',
  close: '关闭',
  link: (failure) => LINK[failure],
  linkInstead: {
    part: '能读出的部分已放入编辑器，其余部分已丢失。',
    example: '其中没有任何可读的内容，这里换成了一个示例。',
    textBefore: '其中没有任何可读的内容，原来打开的文本没有变。',
  },
  cut: (at) => `只模拟到 ${at}，之后没有继续。`,
  cutAt: PROCESS_ZH,
  cutWhy: {
    instant: (most) => `同一时刻超过 ${most} 步。`,
    steps: (most) => `总步数超过 ${most}。`,
    entries: (most) => `记录超过 ${most} 条。`,
    work: (most) => `其中的程序所做的工作超过了模拟的上限（到此为止 ${most} 个单位）。`,
  },
  problems: (count) => `${count} 个问题`,
  fault: 'Podlapse 处理这段文本时出错',
  resizeEditor: '清单的宽度',
  resizeInspector: '检查器的宽度',
  resizeDrawer: '事件与日志的高度',
  simulated: (at, until) => `已模拟 ${at} / ${until}`,
  dismiss: '知道了',
  empty: '粘贴一份 Pod 清单，或从下面任选一个场景开始',
  mobileTabs: { timeline: '时间线', pictures: '视图', state: '状态', logs: '日志', yaml: 'YAML' },
  simulating: '正在模拟',
  views: '视图',
  playback: '播放',
  broken: 'Podlapse 出错了',
  brokenHint: '这是我们的错，不是你的。',
  brokenText: '你的文本',
  reload: '重新加载',
  textKept: '你的文本已保存',
  backToText: '回到你的文本',
  textUnkept: '浏览器没有空间保存这段文本：关闭页面后它就会丢失，请先复制。',
  refusedTitle: '这段文本还不能模拟',
  refusedOlder: '这段文本还不能模拟：这里显示的是上一份有效文本的运行',
  faultOlder: 'Podlapse 处理这段文本时出错：这里显示的是上一次运行',
  lineColon: (line) => `第 ${line} 行`,
  showLine: (line) => `查看第 ${line} 行`,
  moreProblems: (count) => `另有 ${count} 个问题。`,
  templatesTitle: (first, more) => (more === 0 ? `尚不模拟 ${first}` : `尚不模拟 ${first} 及另外 ${more} 个对象`),
  templatesBody: 'Podlapse 还不会用模板创建 Pod，但可以把这样一个 Pod 写在你的文本后面。',
  simulateTemplates: (count) => (count === 1 ? '模拟它的 Pod 模板' : '模拟它们的 Pod 模板'),
  noPodTitle: '这里没有任何东西会创建 Pod',
  noPodBody: (objects, more) =>
    objects.length === 0
      ? '文本中没有对象。'
      : `${objects.join('、')}${more > 0 ? `，另有 ${more} 个` : ''}：没有 Pod 使用它们。`,
  addPod: '添加一个 Pod',
  partFailed: '页面的这一部分无法加载',
  partFailedHint: '网络已断开，或者已有更新的 Podlapse 取代了当前页面。',
  textLasts: '你的文本已保存在这个浏览器里。',
  textDoesNotLast: '这个浏览器没有保存你的文本：重新加载页面之前请先复制。',
  tryAgain: '重试',
  loadPageAgain: '重新加载页面',
  editorFailed: '完整的编辑器无法加载。',
}
