import type { EnvFromSource, EnvVar } from './env.ts'
import type { Lifecycle } from './lifecycle.ts'
import type { Probe } from './probe.ts'
import type { ResourceRequirements } from './resources.ts'
import type { SecurityContext } from './security-context.ts'
import type { VolumeMount } from './volume.ts'

export type RestartPolicy = 'Always' | 'OnFailure' | 'Never'
export type PullPolicy = 'Always' | 'IfNotPresent' | 'Never'

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
