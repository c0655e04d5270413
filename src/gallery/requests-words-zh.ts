import type { ItemWords } from './words.ts'

export const REQUESTS_ZH: Readonly<Record<string, ItemWords>> = {
  'requests-no-readiness': {
    title: '被派到还没开的窗口',
    watchFor:
      '售票处每秒有 20 个请求，第 15 秒换上新版本。新售票员要三秒才开窗，但没有什么说明这一点：没有就绪探针时，容器一运行就算就绪，于是顾客被派到还没开的窗口，而老售票员早已离开。流量泳道上的标记说明哪些请求失败、为什么失败。',
  },
  'requests-no-prestop': {
    title: '旧的走得太早',
    watchFor:
      '现在就绪探针让顾客等到窗口打开。但老售票员一收到 SIGTERM 就走：正在接待的顾客被打断；之后最多一秒内仍有顾客被派来，因为每个节点各自得知变化，而且更新规则最多每秒一次。',
  },
  'requests-prestop': {
    title: '等到大家都知道',
    watchFor:
      'preStop 钩子让老售票员在 SIGTERM 之前多留五秒。到那时每个节点都已知道，不再派来新顾客。但保持连接的顾客一直回到同一个窗口，SIGTERM 时站在那里的就被打断。',
  },
  'requests-drained': {
    title: '没有人被打发走',
    watchFor:
      '最后一步：收到 SIGTERM 时，售票员关上窗口，接待完已经在场的顾客，然后才离开（这里由 --drain 表示，好的服务器都这样做）。三个窗口在每秒 20 个请求中全部换新，900 个请求没有一个失败。',
  },
}
