import { DESCRIPTIONS } from '../../kubectl/explain/descriptions.ts'
import { POD_DESCRIPTIONS_EN } from './pod-en.ts'
import { REPAIRS_EN } from './repair-words-en.ts'
import { SCENARIO_DESCRIPTIONS_EN } from './scenario-en.ts'
import { sentencesIn } from './sentences.ts'
import type { LanguageWords } from './words.ts'
import { WORKLOAD_DESCRIPTIONS_EN } from './workload-en.ts'

export const LANGUAGE_EN: LanguageWords = {
  sentences: new Map([
    ...DESCRIPTIONS,
    ...[POD_DESCRIPTIONS_EN, WORKLOAD_DESCRIPTIONS_EN, SCENARIO_DESCRIPTIONS_EN].flatMap((lines) => sentencesIn(lines)),
  ]),
  snippets: {
    pod: 'Pod',
    deploymentAndService: 'Deployment + Service',
    statefulSet: 'StatefulSet + headless Service',
    job: 'Job',
    cronJob: 'CronJob',
    configMap: 'ConfigMap',
    claim: 'PersistentVolumeClaim',
    scenario: 'Scenario with a step',
    httpReadiness: 'HTTP readiness probe',
    execLiveness: 'exec liveness probe',
    httpLiveness: 'HTTP liveness probe',
    httpStartup: 'HTTP startup probe',
    preStopSleep: 'preStop sleep',
    memory: 'requests and limits',
    shellCommand: 'shell command',
    httpApp: 'HTTP server that says what it does (podlapse/app)',
    sidecar: 'native sidecar',
    sidecarItem: 'native sidecar',
    waitFor: 'wait for a Service',
    emptyDir: 'emptyDir volume',
    configMapVolume: 'ConfigMap volume',
    claimVolume: 'volume of a claim',
    fromConfigMap: 'variable from a ConfigMap',
    fromField: 'variable from a field of the Pod',
    typed: 'type a command',
    killed: 'kill a process',
    nodeCrash: 'crash a node',
    taintedNode: 'node',
    describedImage: 'say what an image does',
  },
  repairs: REPAIRS_EN,
  required: 'required',
  byDefault: (value) => `default ${value}`,
  oneOf: (values) => `One of ${values}`,
  notSimulated: 'Not simulated, or only in part.',
  image: ({ runs, ports, user, stopSignal, sizeBytes }) =>
    [
      ...(runs === '' ? [] : [`Runs ${runs}`]),
      ...(ports.length > 0 ? [`listens on ${ports.join(', ')}`] : []),
      ...(user === '' ? [] : [`as ${user}`]),
      ...(stopSignal === 'SIGTERM' ? [] : [`stops on ${stopSignal}`]),
      `${Math.round(sizeBytes / 2 ** 20)} MiB`,
    ].join(' · '),
}
