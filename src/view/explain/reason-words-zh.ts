import type { ReasonWords } from './decision-words.ts'
import { headed, whole } from './said.ts'

export const REASONS_ZH: ReasonWords = {
  noSandbox: () => whole('Pod 还没有沙箱'),
  sandboxChanged: () => whole('Pod 的沙箱已消失或已改变'),
  sandboxGoneNeverRestarted: () => headed('沙箱已消失，而 restartPolicy 是 Never', '：', '不再创建新的'),
  nothingRuns: () => headed('没有容器在运行，也不会再启动', '：', '停止 Pod'),
  toStart: ({ container }) => whole(`启动容器 ${container}`),
  missing: ({ container }) => headed(`没有容器 ${container}`, '：', '启动它'),
  ended: ({ container, exitCode, restartPolicy }) =>
    whole(`容器 ${container} 以 ${exitCode} 结束，restartPolicy 是 ${restartPolicy}`),
  restartRule: ({ container, exitCode }) => whole(`容器 ${container} 以 ${exitCode} 结束，它的一条重启规则要求重启`),
  restartAllRule: ({ container }) => whole(`容器 ${container} 结束时的退出码，使它的规则重启所有容器`),
  probeFailed: (facts) => whole(`${nounOf(facts)} ${facts.container} 的 ${facts.probe} 探针失败${restartOf(facts)}`),
  definitionChanged: (facts) => whole(`${nounOf(facts)} ${facts.container} 的定义已改变${restartOf(facts)}`),
  resizeRestarts: ({ container }) => whole(`容器 ${container} 的资源调整需要重启`),
  firstInit: ({ container }) => whole(`Init 容器 ${container} 是第一个`),
  initSucceeded: ({ before, container }) => whole(`Init 容器 ${before} 已成功，接下来是 ${container}`),
  sidecarStarted: ({ before, container }) => whole(`边车 ${before} 已启动，接下来是 ${container}`),
  initNeverStarted: ({ container }) => whole(`Init 容器 ${container} 已创建但从未启动`),
  initFailed: ({ container, exitCode, again }) =>
    whole(`Init 容器 ${container} 以 ${exitCode} 失败${again ? '' : '，不再运行'}`),
  sidecarMissing: ({ container }) => whole(`边车 ${container} 不在了`),
  sidecarEnded: ({ container, exitCode }) => whole(`边车 ${container} 以 ${exitCode} 结束`),
}

function nounOf({ init }: { readonly init: boolean }): string {
  return init ? 'Init 容器' : '容器'
}

function restartOf(facts: { readonly init: boolean; readonly restarted?: boolean }): string {
  return facts.restarted ? '，将重启' : ''
}
