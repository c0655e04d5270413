import type { LinkFailure } from '../app/link.ts'
import type { Widen } from '../lib/widen.ts'
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
  cutWhy: {
    instant: (most) => `同一时刻超过 ${most} 步。`,
    steps: (most) => `总步数超过 ${most}。`,
    entries: (most) => `记录超过 ${most} 条。`,
  },
  problems: (count) => `${count} 个问题`,
  refused: (count) => `清单中有 ${count} 个问题`,
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
  brokenHint: '这是我们的错，不是你的。你的文本就在本页的地址里；重新加载即可恢复。',
  reload: '重新加载',
  textKept: '你的文本已保存',
  backToText: '回到你的文本',
  textUnkept: '浏览器没有空间保存这段文本：关闭页面后它就会丢失，请先复制。',
}
