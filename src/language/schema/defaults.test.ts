import { describe, expect, it } from 'vitest'
import { compile } from '../../scenario/compile.ts'
import { placeIn } from '../site.ts'
import { DEFAULTS } from './defaults.ts'
import { asObject, shortName } from './fields.ts'

const POD = `{metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: b, ports: [{containerPort: 1}],
  env: [{name: X, valueFrom: {fieldRef: {fieldPath: metadata.name}}}], livenessProbe: {httpGet: {port: 1}}}],
  volumes: [{name: a, configMap: {name: x}}, {name: b, secret: {secretName: x}}, {name: c, projected: {sources: []}},
  {name: d, downwardAPI: {items: []}}]}}`
const HEAD = 'metadata: {name: a}'
const SELECTOR = 'selector: {matchLabels: {a: b}}'
const TEXT = [
  `{apiVersion: v1, kind: Pod, ${HEAD}, spec: {containers: [{name: a, image: b}]}}`,
  `{apiVersion: v1, kind: Service, ${HEAD}, spec: {ports: [{port: 1}], selector: {a: b}}}`,
  `{apiVersion: v1, kind: Secret, ${HEAD}}`,
  `{apiVersion: apps/v1, kind: Deployment, ${HEAD}, spec: {${SELECTOR}, strategy: {}, template: ${POD}}}`,
  `{apiVersion: apps/v1, kind: ReplicaSet, ${HEAD}, spec: {${SELECTOR}, template: ${POD}}}`,
  `{apiVersion: apps/v1, kind: StatefulSet, ${HEAD}, spec: {serviceName: a, ${SELECTOR}, template: ${POD}}}`,
  `{apiVersion: apps/v1, kind: DaemonSet, ${HEAD}, spec: {${SELECTOR}, template: ${POD}}}`,
  `{apiVersion: batch/v1, kind: Job, ${HEAD}, spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: b}]}}}}`,
  `{apiVersion: batch/v1, kind: CronJob, ${HEAD}, spec: {schedule: "* * * * *", jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: b}]}}}}}}`,
  `{apiVersion: v1, kind: PersistentVolumeClaim, ${HEAD}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}`,
  `{apiVersion: v1, kind: PersistentVolume, ${HEAD}, spec: {accessModes: [ReadWriteOnce], capacity: {storage: 1Gi}, hostPath: {path: /x}}}`,
  `{apiVersion: storage.k8s.io/v1, kind: StorageClass, ${HEAD}, provisioner: x.y/z}`,
].join('\n---\n')

/** A mode is written in octal, and stored as a number. */
const asStored = (text: string) => (text.startsWith('0') && text.length > 1 ? String(Number.parseInt(text, 8)) : text)

describe('defaults', () => {
  const { scenario, problems } = compile(TEXT)

  it('are asked of a text that is taken', () => {
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it('are what objects have that say nothing', () => {
    const met = new Map<string, Set<string>>()
    const walk = (root: unknown, value: unknown, steps: readonly (string | number)[]): void => {
      if (typeof value !== 'object' || value === null) return
      const type = placeIn(root, steps)?.type
      for (const [name, stored] of Object.entries(asObject(value))) {
        if (type?.kind !== 'object' || typeof stored === 'object') continue
        const about = `${shortName(type.shape)}.${name}`
        met.set(about, new Set([...(met.get(about) ?? []), String(stored)]))
      }
      for (const [key, inner] of Object.entries(value))
        walk(root, inner, [...steps, Array.isArray(value) ? Number(key) : key])
    }
    for (const { object } of scenario?.objects ?? []) walk(object, object, [])
    const own = Object.entries(DEFAULTS).filter(([about]) => !about.startsWith('Scenario'))
    // A Pod's restart policy is said in a Job's, and its replicas are left out where they are not counted.
    const differing = own.filter(([about, value]) => !met.get(about)?.has(asStored(value)))
    expect(differing.map(([about]) => `${about}: ${[...(met.get(about) ?? [])].join(' ')}`)).toEqual([])
  })
})
