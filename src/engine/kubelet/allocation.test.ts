import { describe, expect, test } from 'vitest'
import { container, pod } from '../testing/pod.ts'
import { allocationFromPod, canAdmitPod, infeasibleResize, updatePodFromAllocation } from './allocation.ts'

const asking = (cpu: string, memory = '64Mi') =>
  pod({ containers: [container('c', { resources: { requests: { cpu, memory } } })] })

describe('updatePodFromAllocation', () => {
  test('puts what was granted in place of what is asked for', () => {
    const granted = allocationFromPod(asking('100m'))
    expect(updatePodFromAllocation(asking('500m'), granted)).toEqual(asking('100m'))
  })

  test('is the same Pod where that is the same, however it is written', () => {
    const same = asking('0.1')
    expect(updatePodFromAllocation(same, allocationFromPod(asking('100m')))).toBe(same)
    expect(updatePodFromAllocation(same, undefined)).toBe(same)
  })
})

describe('canAdmitPod', () => {
  const node = { milliCPU: 1000, memory: 200 * 1024 * 1024 }

  test('[RESIZE-2] lets in what has room beside the others', () => {
    expect(canAdmitPod(asking('600m'), [asking('400m')], node)).toEqual({ kind: 'fits' })
  })

  test.each([
    ['600m', '64Mi', 'OutOfcpu', 'cpu, requested: 600, used: 500, capacity: 1000'],
    ['100m', '150Mi', 'OutOfmemory', 'memory, requested: 157286400, used: 67108864, capacity: 209715200'],
  ])('[RESIZE-2] says what there is too little of (%s, %s)', (cpu, memory, reason, amounts) => {
    const message = `Node didn't have enough resource: ${amounts}`
    expect(canAdmitPod(asking(cpu, memory), [asking('500m')], node)).toEqual({ kind: 'refused', reason, message })
  })
})

describe('infeasibleResize', () => {
  const of = (qosClass: 'Guaranteed' | 'Burstable', cpu: string, memory = '64Mi') => {
    const wanted = asking(cpu, memory)
    return infeasibleResize({ ...wanted, status: { ...wanted.status, qosClass } }, allocationFromPod(asking('2')))
  }

  test('[RESIZE-6] CPUs that are a container’s own stay as many as they are', () => {
    const words = 'Resize is infeasible for Guaranteed Pods alongside CPU Manager policy "static"'
    expect(of('Guaranteed', '3')).toBe(words)
    expect(of('Guaranteed', '1')).toBe(words)
  })

  test('[RESIZE-6] memory may change, and CPU that is shared', () => {
    expect(of('Guaranteed', '2', '128Mi')).toBeUndefined()
    expect(of('Guaranteed', '2000m')).toBeUndefined()
    expect(of('Burstable', '3')).toBeUndefined()
  })
})
