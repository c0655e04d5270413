import { describe, expect, test } from 'vitest'
import type { Toleration } from '../../../manifest/pod/pod.ts'
import type { Taint } from '../../../scenario/scenario.ts'
import { node } from '../../testing/node.ts'
import { container, pod, sidecar } from '../../testing/pod.ts'
import { decideNode } from '../scheduler.ts'
import { nodeAffinity } from './node-affinity.ts'
import { nodeName } from './node-name.ts'
import { nodePorts } from './node-ports.ts'
import { nodeResourcesFit } from './node-resources-fit.ts'
import { taintToleration, toleratesTaint } from './taint-toleration.ts'

const asking = (requests: Record<string, string>, name = 'app') =>
  pod({ containers: [container(name, { resources: { requests } })] })

describe('NodeName, NodeAffinity', () => {
  test.each([
    [undefined, true],
    ['', true],
    ['n1', true],
    ['n2', false],
  ])('[SCHED-1] nodeName %j fits n1: %s', (name, fits) => {
    const subject = pod(name === undefined ? {} : { nodeName: name })
    expect(nodeName(subject, { node: node(), pods: [] }) === undefined).toBe(fits)
  })

  test.each([
    [undefined, true],
    [{}, true],
    [{ disk: 'ssd' }, true],
    [{ disk: 'ssd', zone: 'a' }, false],
    [{ disk: 'hdd' }, false],
  ])('[SCHED-1] nodeSelector %j fits a node with disk=ssd: %s', (nodeSelector, fits) => {
    const subject = pod(nodeSelector === undefined ? {} : { nodeSelector: nodeSelector as Record<string, string> })
    const rejection = nodeAffinity(subject, { node: node({ labels: { disk: 'ssd' } }), pods: [] })
    expect(rejection === undefined).toBe(fits)
    if (!fits) expect(rejection?.unresolvable).toBe(true)
  })
})

describe('TaintToleration', () => {
  const taint: Taint = { key: 'k', value: 'v', effect: 'NoSchedule' }
  test.each<[Toleration, boolean]>([
    [{ key: 'k', operator: 'Equal', value: 'v', effect: 'NoSchedule' }, true],
    [{ key: 'k', value: 'v' }, true],
    [{ key: 'k', operator: 'Exists' }, true],
    [{ operator: 'Exists' }, true],
    [{ key: 'k', value: 'w' }, false],
    [{ key: 'l', operator: 'Exists' }, false],
    [{ key: 'k', operator: 'Exists', effect: 'NoExecute' }, false],
    [{ key: 'k', operator: 'Gt', value: '1' }, false],
  ])('[SCHED-1] %j tolerates k=v:NoSchedule: %s', (toleration, tolerated) => {
    expect(toleratesTaint(toleration, taint)).toBe(tolerated)
  })

  test.each([
    ['NoSchedule', false],
    ['NoExecute', false],
    ['PreferNoSchedule', true],
  ])('[SCHED-1] a taint of effect %s lets a Pod without tolerations in: %s', (effect, fits) => {
    const rejection = taintToleration(pod(), { node: node({ taints: [{ key: 'k', effect }] }), pods: [] })
    expect(rejection === undefined).toBe(fits)
  })

  test('[SCHED-1] every taint must be tolerated', () => {
    const taints = [taint, { key: 'l', effect: 'NoExecute' }]
    const subject = pod({ tolerations: [{ key: 'k', operator: 'Exists' }] })
    expect(taintToleration(subject, { node: node({ taints }), pods: [] })?.reasons).toEqual([
      'node(s) had untolerated taint(s)',
    ])
  })
})

describe('NodePorts', () => {
  const port = (hostPort: number, more: object = {}) =>
    container('app', { ports: [{ containerPort: 80, hostPort, ...more }] })
  const taken = [pod({ containers: [port(8080, { hostIP: '10.0.0.1' })] })]

  test.each([
    ['another port', port(8081), true],
    ['the same port on every address', port(8080), false],
    ['the same port and address', port(8080, { hostIP: '10.0.0.1' }), false],
    ['the same port on another address', port(8080, { hostIP: '10.0.0.2' }), true],
    ['the same port of another protocol', port(8080, { protocol: 'UDP' }), true],
    ['a port of the container only', container('app', { ports: [{ containerPort: 8080 }] }), true],
  ])('[SCHED-1] %s', (_situation, wanted, fits) => {
    const rejection = nodePorts(pod({ containers: [wanted] }), { node: node(), pods: taken })
    expect(rejection === undefined).toBe(fits)
  })

  test('[SCHED-1] a sidecar’s ports count, an init container’s do not', () => {
    const ports = [{ containerPort: 80, hostPort: 8080 }]
    const rejected = (subject: ReturnType<typeof pod>) =>
      nodePorts(subject, { node: node(), pods: taken }) !== undefined
    expect(rejected(pod({ init: [sidecar('s', { ports })] }))).toBe(true)
    expect(rejected(pod({ init: [container('i', { ports })] }))).toBe(false)
  })
})

describe('NodeResourcesFit', () => {
  const used = [asking({ cpu: '3', memory: '6Gi' })]
  test.each<[string, Record<string, string>, readonly string[], boolean]>([
    ['fits exactly', { cpu: '1', memory: '1Gi' }, [], false],
    ['asks for nothing', {}, [], false],
    ['too little processor', { cpu: '1001m' }, ['Insufficient cpu'], false],
    ['too little memory', { memory: '2Gi' }, ['Insufficient memory'], false],
    ['both', { cpu: '2', memory: '2Gi' }, ['Insufficient cpu', 'Insufficient memory'], false],
    ['more than the node has at all', { cpu: '4001m' }, ['Insufficient cpu'], true],
    ['more than the node gives to Pods', { memory: '8Gi' }, ['Insufficient memory'], true],
  ])('[SCHED-1] %s', (_situation, requests, reasons, unresolvable) => {
    const rejection = nodeResourcesFit(asking(requests), { node: node(), pods: used })
    expect(rejection?.reasons ?? []).toEqual(reasons)
    expect(rejection?.unresolvable ?? false).toBe(unresolvable)
  })

  test('[SCHED-1] a node has room for so many Pods', () => {
    const rejection = nodeResourcesFit(pod(), { node: node({ pods: 1 }), pods: [pod()] })
    expect(rejection?.reasons).toEqual(['Too many pods'])
  })
})

describe('decideNode', () => {
  const info = (name: string, ...pods: ReturnType<typeof pod>[]) => ({ node: node({ name }), pods })

  test('[SCHED-1] takes the node with the most room', () => {
    const nodes = [info('n1', asking({ cpu: '3' })), info('n2', asking({ cpu: '1' })), info('n3', asking({ cpu: '2' }))]
    expect(decideNode(asking({ cpu: '1' }), nodes)).toEqual({ kind: 'bind', node: 'n2' })
  })

  test('[SCHED-1] of equals the first', () => {
    expect(decideNode(pod(), [info('b'), info('a')])).toEqual({ kind: 'bind', node: 'b' })
  })

  test('[SCHED-2] says of each node why not, by the first filter that says no', () => {
    const tainted = { node: node({ name: 'n2', taints: [{ key: 'k', effect: 'NoSchedule' }], labels: {} }), pods: [] }
    const subject = pod({ nodeSelector: { disk: 'ssd' } })
    expect(decideNode(subject, [info('n1'), tainted])).toMatchObject({
      kind: 'unschedulable',
      rejections: { n1: { plugin: 'NodeAffinity' }, n2: { plugin: 'TaintToleration' } },
    })
  })
})
