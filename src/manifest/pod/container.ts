import { type EnvFromSource, type EnvVar, setDefaultsEnvVar } from './env.ts'
import { defaultPullPolicy, type PullPolicy } from './image-pull-policy.ts'
import { type Lifecycle, setDefaultsLifecycle } from './lifecycle.ts'
import { type Probe, setDefaultsProbe } from './probe.ts'
import { type ResourceRequirements, roundResourcesToMilli } from './resources.ts'
import type { SecurityContext } from './security-context.ts'
import type { VolumeMount } from './volume.ts'

export type RestartPolicy = 'Always' | 'OnFailure' | 'Never'
export interface ContainerPort {
  name?: string
  containerPort: number
  hostPort?: number
  hostIP?: string
  protocol?: string
}

export interface ContainerRestartRule {
  action: 'Restart' | 'RestartAllContainers'
  exitCodes?: { operator: 'In' | 'NotIn'; values?: number[] }
}

/** One container of spec.containers, spec.initContainers or spec.ephemeralContainers. */
export interface Container {
  name: string
  image: string
  command?: string[]
  args?: string[]
  workingDir?: string
  ports?: ContainerPort[]
  env?: EnvVar[]
  envFrom?: EnvFromSource[]
  resources?: ResourceRequirements
  resizePolicy?: { resourceName: string; restartPolicy: string }[]
  restartPolicy?: RestartPolicy
  restartPolicyRules?: ContainerRestartRule[]
  volumeMounts?: VolumeMount[]
  livenessProbe?: Probe
  readinessProbe?: Probe
  startupProbe?: Probe
  lifecycle?: Lifecycle
  terminationMessagePath?: string
  terminationMessagePolicy?: 'File' | 'FallbackToLogsOnError'
  imagePullPolicy?: PullPolicy
  securityContext?: SecurityContext
  stdin?: boolean
  stdinOnce?: boolean
  tty?: boolean
}

// apis/core/v1: defaults.go SetDefaults_Container and zz_generated.defaults.go SetObjectDefaults_Pod (v1.36)
export function setDefaultsContainer(container: Container): void {
  container.imagePullPolicy ||= defaultPullPolicy(container.image ?? '')
  container.terminationMessagePath ||= '/dev/termination-log'
  container.terminationMessagePolicy ||= 'File'
  for (const port of container.ports ?? []) port.protocol ||= 'TCP'
  for (const variable of container.env ?? []) setDefaultsEnvVar(variable)
  for (const probe of [container.livenessProbe, container.readinessProbe, container.startupProbe]) {
    if (probe) setDefaultsProbe(probe)
  }
  if (container.lifecycle) setDefaultsLifecycle(container.lifecycle)
  container.resources ??= {}
  roundResourcesToMilli(container.resources)
}
