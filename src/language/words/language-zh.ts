import { POD_DESCRIPTIONS_ZH } from './pod-zh.ts'
import { REPAIRS_ZH } from './repair-words-zh.ts'
import { SCENARIO_DESCRIPTIONS_ZH } from './scenario-zh.ts'
import { sentencesIn } from './sentences.ts'
import type { LanguageWords } from './words.ts'
import { WORKLOAD_DESCRIPTIONS_ZH } from './workload-zh.ts'

export const LANGUAGE_ZH: LanguageWords = {
  sentences: new Map(
    [POD_DESCRIPTIONS_ZH, WORKLOAD_DESCRIPTIONS_ZH, SCENARIO_DESCRIPTIONS_ZH].flatMap((lines) => sentencesIn(lines)),
  ),
  snippets: {
    pod: 'Pod',
    deploymentAndService: 'Deployment + Service',
    statefulSet: 'StatefulSet + 无头 Service',
    job: 'Job',
    cronJob: 'CronJob',
    configMap: 'ConfigMap',
    claim: 'PersistentVolumeClaim',
    scenario: '带一个步骤的 Scenario',
    httpReadiness: 'HTTP 就绪探针',
    execLiveness: 'exec 存活探针',
    httpLiveness: 'HTTP 存活探针',
    httpStartup: 'HTTP 启动探针',
    preStopSleep: 'preStop 等待',
    memory: 'requests 与 limits',
    shellCommand: 'shell 命令',
    httpApp: '用参数说明行为的 HTTP 服务（podlapse/app）',
    sidecar: '原生边车',
    sidecarItem: '原生边车',
    waitFor: '等待某个 Service',
    emptyDir: 'emptyDir 卷',
    configMapVolume: 'ConfigMap 卷',
    claimVolume: '申领的卷',
    fromConfigMap: '取自 ConfigMap 的变量',
    fromField: '取自 Pod 字段的变量',
    typed: '输入命令',
    killed: '终止进程',
    nodeCrash: '节点宕机',
    taintedNode: '节点',
    describedImage: '说明镜像的行为',
  },
  repairs: REPAIRS_ZH,
  required: '必填',
  byDefault: (value) => `默认 ${value}`,
  oneOf: (values) => `可选值：${values}`,
  notSimulated: '不模拟，或只模拟一部分。',
  image: ({ runs, ports, user, stopSignal, sizeBytes }) =>
    [
      ...(runs === '' ? [] : [`运行 ${runs}`]),
      ...(ports.length > 0 ? [`监听 ${ports.join('、')}`] : []),
      ...(user === '' ? [] : [`用户 ${user}`]),
      ...(stopSignal === 'SIGTERM' ? [] : [`以 ${stopSignal} 停止`]),
      `${Math.round(sizeBytes / 2 ** 20)} MiB`,
    ].join(' · '),
}
