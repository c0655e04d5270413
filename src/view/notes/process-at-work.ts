import type { ProcessAtWork } from '../../trace/cut.ts'

/** The process at whose work a run was cut short. */
export const PROCESS_EN = ({ pod, container, pid, command }: ProcessAtWork): string =>
  `container "${container}" of Pod "${pod}", process ${pid}: ${command}`

export const PROCESS_ZH = ({ pod, container, pid, command }: ProcessAtWork): string =>
  `Pod“${pod}”的容器“${container}”，进程 ${pid}：${command}`
