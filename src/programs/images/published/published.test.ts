import { describe, expect, it } from 'vitest'
import { PROGRAMS } from '../../programs.ts'
import { Machine } from '../../testing/machine.ts'
import { PUBLISHED } from './all.ts'

function end(name: string, signalAt: number) {
  const image = PROGRAMS.image(name)
  const machine = new Machine({ image: name })
  const running = machine.start([...image.entrypoint, ...image.cmd], image.workingDir)
  machine.signalAt(signalAt, running, image.stopSignal)
  return running.end(signalAt + 60_000)
}

describe('published images', () => {
  it.each([
    ['registry.k8s.io/sig-storage/csi-provisioner:v5.1.0', 2, 60_000],
    ['registry.k8s.io/sig-storage/csi-node-driver-registrar:v2.11.1', 0, 60_000],
    ['sonatype/nexus3', 143, 60_000],
    ['luksa/kubia-pet', undefined, 120_000],
    ['gcr.io/kaniko-project/executor:v1.23.2', 0, 40_000],
    ['luksa/batch-job', 0, 120_000],
    ['nginxdemos/hello', 0, 60_000],
  ])('%s ends with %s', (name, code, before) => {
    const ended = end(name, before === 120_000 && code === 0 ? 200_000 : 60_000)
    expect(ended.code).toBe(code)
    if (code !== undefined) expect(ended.ms).toBeGreaterThanOrEqual(before)
  })

  it('are all known by each of their names, once', () => {
    const names = PUBLISHED.flatMap((spec) => spec.names)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
    expect(names.filter((name) => PROGRAMS.image(name).assumed)).toEqual([])
    expect(names.length).toBeGreaterThan(150)
  })

  it('have no shell where nothing is in them but the executable', () => {
    expect(PROGRAMS.image('registry.k8s.io/sig-storage/livenessprobe:v2.13.1').files['/bin/sh']).toBeUndefined()
    expect(PROGRAMS.image('bitnami/kubectl').files['/usr/bin/bash']).toBeDefined()
  })
})
