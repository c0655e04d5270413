/** The process at whose work a run was cut short, in words. */
export const PROCESS_EN = (pod: string, container: string, pid: number | string, command: string): string =>
  `container "${container}" of Pod "${pod}", process ${pid}: ${command}`

export const PROCESS_ZH = (pod: string, container: string, pid: number | string, command: string): string =>
  `Pod“${pod}”的容器“${container}”，进程 ${pid}：${command}`
