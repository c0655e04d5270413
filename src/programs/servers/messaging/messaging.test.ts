import { describe, expect, it } from 'vitest'
import { Volume } from '../../../engine/runtime/files/volume.ts'
import { beside, listens, runImage, saidBy } from '../../testing/run-image.ts'

type Env = Readonly<Record<string, string>>
const NONE = { capabilities: { drop: ['ALL'] } }
const KRAFT = {
  KAFKA_PROCESS_ROLES: 'broker,controller',
  CLUSTER_ID: 'x',
  KAFKA_ADVERTISED_LISTENERS: 'PLAINTEXT://k:29092',
}

describe('where they listen', () => {
  it.each<[image: string, args: string, env: Env, files: Env, port: number, there: boolean]>([
    ['rabbitmq:4', '', { RABBITMQ_NODE_PORT: '5673' }, {}, 5673, true],
    ['rabbitmq:4', '', {}, { '/etc/rabbitmq/rabbitmq.conf': 'listeners.tcp.default = 5674\n' }, 5674, true],
    ['rabbitmq:4', '', {}, {}, 15_672, false],
    ['rabbitmq:4-management', '', {}, {}, 15_672, true],
    ['apache/kafka:4.1.0', '', {}, {}, 9092, true],
    ['apache/kafka:4.1.0', '', { KAFKA_LISTENERS: 'PLAINTEXT://:19092,CONTROLLER://:9093' }, {}, 19_092, true],
    ['bitnami/kafka', '', { KAFKA_CFG_LISTENERS: 'PLAINTEXT://:9095' }, {}, 9095, true],
    ['confluentinc/cp-kafka:7.8.0', '', KRAFT, {}, 29_092, true],
    ['zookeeper:3.9', '', {}, {}, 2181, true],
    ['zookeeper:3.9', '', {}, { '/conf/zoo.cfg': 'dataDir=/data\nclientPort=2182\n' }, 2182, true],
    ['nats:2', '-p 4333', {}, {}, 4333, true],
    ['nats:2', '', {}, {}, 8222, true],
    ['nats:2-alpine', '-m 8333', {}, {}, 8333, true],
    ['eclipse-mosquitto:2', '', {}, {}, 1883, false],
    [
      'eclipse-mosquitto:2',
      '',
      {},
      { '/mosquitto/config/mosquitto.conf': 'listener 1883\nallow_anonymous true\n' },
      1883,
      true,
    ],
  ])('%s %s %j %j on %i: %s', (image, args, env, files, port, there) => {
    expect(listens(runImage(image, args === '' ? [] : args.split(' '), { env }, files), 12_000, port)).toBe(there)
  })
})

describe('what they need', () => {
  it.each<[image: string, options: object, code: number, said: string]>([
    [
      'rabbitmq:4',
      { env: { RABBITMQ_VM_MEMORY_HIGH_WATERMARK: '0.4' } },
      1,
      'error: RABBITMQ_VM_MEMORY_HIGH_WATERMARK is set but deprecated',
    ],
    ['rabbitmq:4', { securityContext: NONE }, 1, 'error: failed switching to "rabbitmq": operation not permitted'],
    ['rabbitmq:4', { uid: 999, readOnlyRoot: true }, 1, 'read-only file system'],
    ['confluentinc/cp-kafka', { env: { KAFKA_PROCESS_ROLES: 'broker' } }, 1, 'CLUSTER_ID is required.'],
    [
      'confluentinc/cp-kafka',
      { env: { KAFKA_PROCESS_ROLES: 'broker', CLUSTER_ID: 'x' } },
      1,
      'KAFKA_ADVERTISED_LISTENERS is required.',
    ],
    ['confluentinc/cp-kafka', { env: { ...KRAFT, KAFKA_PORT: 'tcp://10.96.0.9:9092' } }, 1, 'port is deprecated.'],
    [
      'confluentinc/cp-kafka',
      { env: { KAFKA_ZOOKEEPER_CONNECT: 'zk:2181', KAFKA_ADVERTISED_LISTENERS: 'PLAINTEXT://k:9092' } },
      1,
      'Timed out waiting for connection to Zookeeper server [zk:2181]',
    ],
    [
      'eclipse-mosquitto',
      { args: ['/usr/sbin/mosquitto', '-c', '/nowhere'] },
      3,
      "Unable to open config file '/nowhere'",
    ],
  ])('%s with %j ends with %i', (image, { args = [], ...options }: { args?: string[] }, code, said) => {
    const outcome = runImage(image, args, options).running.end(120_000)
    expect(outcome.code).toBe(code)
    expect(saidBy(outcome)).toContain(said)
  })

  it('rabbitmq needs its directory with a read-only root', () => {
    const volume = new Volume({ now: () => 0, mode: 0o777 })
    const started = runImage('rabbitmq:4', [], { readOnlyRoot: true, mounts: [{ path: '/var/lib/rabbitmq', volume }] })
    expect(listens(started, 10_000, 5672)).toBe(true)
  })

  it('kafka with a heap beyond the limit is ended by the kernel', () => {
    const MIB = 1024 ** 2
    const end = (heap: string) =>
      runImage('apache/kafka', [], { env: { KAFKA_HEAP_OPTS: heap }, memoryLimit: 1024 * MIB }).running.end(10_000).code
    expect([end('-Xmx512M -Xms512M'), end('-Xmx1G -Xms1G')]).toEqual([undefined, 137])
  })
})

describe('their tools', () => {
  it.each<[image: string, script: string, code: number, said: string]>([
    ['rabbitmq:4', 'rabbitmq-diagnostics -q ping && rabbitmq-diagnostics -q check_running', 0, 'Ping succeeded\n'],
    ['rabbitmq:4', 'rabbitmqctl list_queues', 0, 'not simulated: list_queues: queues, users and policies\n'],
    ['zookeeper:3.9', 'printf srvr | nc localhost 2181 | head -n 1', 0, 'Zookeeper version: 3.9.3\n'],
    [
      'zookeeper:3.9',
      'printf ruok | nc localhost 2181',
      0,
      'ruok is not executed because it is not in the whitelist.\n',
    ],
    ['zookeeper:3.4', 'printf ruok | nc localhost 2181', 0, 'imok'],
    [
      'apache/kafka',
      '/opt/kafka/bin/kafka-topics.sh --bootstrap-server localhost:9092 --list',
      0,
      'not simulated: topics and messages\n',
    ],
  ])('%s: %s', (image, script, code, said) => {
    const outcome = beside(runImage(image), 12_000, script)
    expect([outcome.code, saidBy(outcome)]).toEqual([code, said])
  })

  it('the documentation’s zookeeper is ready when it answers', () => {
    const started = runImage('registry.k8s.io/kubernetes-zookeeper:1.0-3.4.10', [
      'sh',
      '-c',
      'start-zookeeper --servers=1 --client_port=2181',
    ])
    expect(beside(started, 500, 'zookeeper-ready 2181').code).toBe(1)
    expect(beside(started, 5000, 'zookeeper-ready 2181').code).toBe(0)
  })
})
