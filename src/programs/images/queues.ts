import { described } from './described.ts'
import type { ImageSpec } from './image.ts'

/** `tini -- command`: the first process hands signals on, which to the simulation is as if it were the command. */
export const HANDS_ON = {
  kind: 'file',
  content: '#!/bin/sh\nwhile [ "$1" != -- ]; do shift; done\nshift\nexec "$@"\n',
  mode: 0o755,
} as const

export const QUEUES: readonly ImageSpec[] = [
  described({
    names: 'rabbitmq',
    mib: [100, 60],
    takesOptionsOf: 'rabbitmq-server',
    cmd: 'rabbitmq-server',
    ports: [4369, 5671, 5672, 15691, 15692, 25672],
    programs:
      '/opt/rabbitmq/sbin/rabbitmq-server /opt/rabbitmq/sbin/rabbitmq-diagnostics /opt/rabbitmq/sbin/rabbitmqctl=rabbitmq-diagnostics',
    env: { PATH: '/opt/rabbitmq/sbin:/opt/erlang/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' },
  }),
  described({
    names: 'apache/kafka bitnami/kafka',
    base: 'alpine',
    mib: 190,
    cmd: '/etc/kafka/docker/run',
    user: 'appuser',
    ports: [9092],
    programs: '/etc/kafka/docker/run=kafka',
  }),
  described({
    names: 'confluentinc/cp-kafka',
    base: 'rhel',
    mib: 460,
    cmd: '/etc/confluent/docker/run',
    user: 'appuser',
    ports: [9092],
    programs: '/etc/confluent/docker/run=kafka-confluent',
  }),
  described({
    names: 'zookeeper kubernetes-zookeeper',
    mib: 115,
    entrypoint: '/docker-entrypoint.sh',
    cmd: 'zkServer.sh start-foreground',
    ports: [2181, 2888, 3888, 8080],
    programs: '/usr/local/bin/zkServer.sh=zookeeper',
    files: { '/docker-entrypoint.sh': { kind: 'file', content: '#!/bin/sh\nexec "$@"\n', mode: 0o755 } },
  }),
  described({
    names: 'elasticsearch elasticsearch/elasticsearch',
    mib: 600,
    entrypoint: '/bin/tini -- /usr/local/bin/docker-entrypoint.sh',
    cmd: 'eswrapper',
    user: '1000:0',
    dir: '/usr/share/elasticsearch',
    ports: [9200, 9300],
    programs: '/usr/local/bin/docker-entrypoint.sh=elasticsearch',
    tools: 'curl',
    files: { '/usr/bin/tini': HANDS_ON },
  }),
]
