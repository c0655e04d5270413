import type { FileTree } from '../../engine/program-api/files.ts'
import { described } from './described.ts'
import type { ImageSpec } from './image.ts'
import { ALPINE_TOOLS, DEBIAN_TOOLS, executables, RHEL_TOOLS, withAccount } from './tools.ts'
import { versionIn } from './version.ts'

/** `tini -- command`: the first process hands signals on, which to the simulation is as if it were the command. */
export const HANDS_ON = {
  kind: 'file',
  content: '#!/bin/sh\nwhile [ "$1" != -- ]; do shift; done\nshift\nexec "$@"\n',
  mode: 0o755,
} as const

const KAFKA_SCRIPTS =
  'topics console-producer console-consumer consumer-groups broker-api-versions configs metadata-quorum'.split(' ')

function kafkaScripts(directory: string, suffix: string): string {
  return KAFKA_SCRIPTS.map((name) => `${directory}/kafka-${name}${suffix}=kafka-tool`).join(' ')
}

function owned(uid: number, ...paths: string[]): FileTree {
  return Object.fromEntries(paths.map((path) => [path, { kind: 'directory', uid }] as const))
}

// github.com/docker-library/rabbitmq: user rabbitmq 999, in Alpine 100; the tags with `management` have its plugin switched on
const rabbitmq = described({
  names: 'rabbitmq',
  mib: [100, 60],
  entrypoint: 'docker-entrypoint.sh',
  cmd: 'rabbitmq-server',
  ports: [4369, 5671, 5672, 15691, 15692, 25672],
  programs: `/usr/local/bin/docker-entrypoint.sh=rabbitmq-entrypoint /opt/rabbitmq/sbin/rabbitmq-server ${'diagnostics plugins queues upgrade'
    .split(' ')
    .map((name) => `/opt/rabbitmq/sbin/rabbitmq-${name}=rabbitmq-diagnostics`)
    .join(' ')} /opt/rabbitmq/sbin/rabbitmqctl=rabbitmq-diagnostics`,
  byTag: (tag) => {
    const alpine = /alpine/.test(tag)
    const uid = alpine ? 100 : 999
    return {
      env: {
        PATH: '/opt/rabbitmq/sbin:/opt/erlang/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        RABBITMQ_DATA_DIR: '/var/lib/rabbitmq',
      },
      files: {
        ...withAccount(
          alpine ? { ...ALPINE_TOOLS, ...executables('/bin', 'bash') } : DEBIAN_TOOLS,
          'rabbitmq',
          uid,
          '/var/lib/rabbitmq',
        ),
        ...owned(uid, '/var/lib/rabbitmq', '/var/log/rabbitmq', '/etc/rabbitmq'),
        ...(/management/.test(tag)
          ? {
              '/etc/rabbitmq/enabled_plugins': {
                kind: 'file',
                content: '[rabbitmq_management,rabbitmq_prometheus].\n',
              },
            }
          : {}),
      },
    }
  },
})

// github.com/31z4/zookeeper-docker: user zookeeper 1000; github.com/kubernetes/contrib: statefulsets/zookeeper
const zookeepers: readonly ImageSpec[] = [
  described({
    names: 'zookeeper',
    mib: 115,
    entrypoint: '/docker-entrypoint.sh',
    cmd: 'zkServer.sh start-foreground',
    ports: [2181, 2888, 3888, 8080],
    programs:
      '/docker-entrypoint.sh=zookeeper-entrypoint /apache-zookeeper/bin/zkServer.sh=zookeeper /apache-zookeeper/bin/zkCli.sh=zkcli',
    byTag: (tag) => ({
      env: {
        PATH: '/apache-zookeeper/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        ZK_VERSION: versionIn(tag, '3.9.3 3.8.4 3.7.2 3.6.4 3.5.9 3.4.14').text,
      },
      files: {
        ...withAccount(
          { ...DEBIAN_TOOLS, ...executables('/usr/bin', 'nc wget') },
          'zookeeper',
          1000,
          '/home/zookeeper',
        ),
        ...owned(1000, '/data', '/datalog', '/logs', '/conf'),
      },
    }),
  }),
  described({
    names: 'kubernetes-zookeeper',
    mib: 115,
    cmd: 'zkServer.sh start-foreground',
    ports: [2181, 2888, 3888],
    programs:
      '/usr/bin/start-zookeeper /usr/bin/zookeeper-ready /usr/bin/zkServer.sh=zookeeper /usr/bin/zkCli.sh=zkcli',
    env: { ZK_VERSION: '3.4.10' },
    files: {
      ...withAccount({ ...DEBIAN_TOOLS, ...executables('/usr/bin', 'nc') }, 'zookeeper', 1000, '/home/zookeeper'),
      ...owned(1000, '/var/lib/zookeeper', '/var/log/zookeeper'),
    },
  }),
]

// github.com/elastic/dockerfiles; github.com/docker-library/elasticsearch up to 5
const elasticsearch = described({
  names: 'elasticsearch elasticsearch/elasticsearch',
  mib: 600,
  dir: '/usr/share/elasticsearch',
  ports: [9200, 9300],
  byTag: (tag) => {
    const version = versionIn(tag, '9.1.4 8.19.4 7.17.29 6.8.23 5.6.16 2.4.6 1.7.6')
    const old = !version.atLeast(6)
    const base = version.atLeast(8) || old ? DEBIAN_TOOLS : RHEL_TOOLS
    return {
      entrypoint: old ? 'docker-entrypoint.sh' : '/bin/tini -- /usr/local/bin/docker-entrypoint.sh',
      cmd: old ? 'elasticsearch' : 'eswrapper',
      mib: old ? 200 : 600,
      ...(version.atLeast(7) ? { user: '1000:0' } : {}),
      programs: `${old ? '/usr/local/bin/docker-entrypoint.sh=elasticsearch' : '/usr/local/bin/docker-entrypoint.sh=elasticsearch /usr/share/elasticsearch/bin/elasticsearch'}`,
      env: { ELASTIC_VERSION: version.text },
      files: {
        ...withAccount(
          { ...base, ...executables('/usr/bin', 'curl') },
          'elasticsearch',
          1000,
          '/usr/share/elasticsearch',
        ),
        '/usr/bin/tini': HANDS_ON,
        ...owned(
          1000,
          '/usr/share/elasticsearch',
          '/usr/share/elasticsearch/data',
          '/usr/share/elasticsearch/logs',
          '/usr/share/elasticsearch/config',
        ),
      },
    }
  },
})

export const QUEUES: readonly ImageSpec[] = [
  rabbitmq,
  // github.com/apache/kafka: docker/jvm; bitnami's has other paths and user 1001
  described({
    names: 'apache/kafka',
    base: 'alpine',
    mib: 190,
    cmd: '/etc/kafka/docker/run',
    user: 'appuser',
    ports: [9092],
    programs: `/etc/kafka/docker/run=kafka /opt/kafka/bin/kafka-server-start.sh=kafka ${kafkaScripts('/opt/kafka/bin', '.sh')}`,
    tools: 'bash',
    files: {
      ...withAccount(ALPINE_TOOLS, 'appuser', 1000, '/home/appuser'),
      ...owned(1000, '/var/lib/kafka', '/var/lib/kafka/data', '/mnt/shared'),
    },
  }),
  described({
    names: 'bitnami/kafka bitnamilegacy/kafka',
    mib: 290,
    entrypoint: '/opt/bitnami/scripts/kafka/entrypoint.sh',
    cmd: '/opt/bitnami/scripts/kafka/run.sh',
    user: '1001',
    ports: [9092],
    env: { PATH: '/opt/bitnami/kafka/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' },
    programs: `/opt/bitnami/scripts/kafka/run.sh=kafka /opt/bitnami/kafka/bin/kafka-server-start.sh=kafka ${kafkaScripts('/opt/bitnami/kafka/bin', '.sh')}`,
    files: {
      '/opt/bitnami/scripts/kafka/entrypoint.sh': { kind: 'file', content: '#!/bin/bash\nexec "$@"\n', mode: 0o755 },
      ...owned(1001, '/bitnami/kafka', '/bitnami/kafka/data'),
    },
  }),
  described({
    names: 'confluentinc/cp-kafka',
    base: 'rhel',
    mib: 460,
    cmd: '/etc/confluent/docker/run',
    user: 'appuser',
    ports: [9092],
    programs: `/etc/confluent/docker/run=kafka-confluent ${kafkaScripts('/usr/bin', '')}`,
    files: {
      ...withAccount(RHEL_TOOLS, 'appuser', 1000, '/home/appuser'),
      ...owned(1000, '/var/lib/kafka', '/var/lib/kafka/data'),
    },
  }),
  ...zookeepers,
  elasticsearch,
  described({
    names: 'opensearchproject/opensearch',
    base: 'rhel',
    mib: 820,
    entrypoint: './opensearch-docker-entrypoint.sh',
    cmd: 'opensearch',
    dir: '/usr/share/opensearch',
    user: '1000',
    ports: [9200, 9300, 9600],
    programs: '/usr/share/opensearch/opensearch-docker-entrypoint.sh=opensearch',
    byTag: (tag) => ({
      env: { OPENSEARCH_VERSION: versionIn(tag, '3.2.0 2.19.3 1.3.20').text },
      files: {
        ...withAccount(RHEL_TOOLS, 'opensearch', 1000, '/usr/share/opensearch'),
        ...owned(1000, '/usr/share/opensearch/data', '/usr/share/opensearch/config'),
      },
    }),
  }),
  described({
    names: 'kibana kibana/kibana opensearchproject/opensearch-dashboards',
    mib: 400,
    entrypoint: '/bin/tini -- /usr/local/bin/kibana-docker',
    dir: '/usr/share/kibana',
    user: '1000',
    ports: [5601],
    programs: '/usr/local/bin/kibana-docker=kibana',
    tools: 'curl',
    files: { '/usr/bin/tini': HANDS_ON },
  }),
  // github.com/nats-io/nats-docker
  described({
    names: 'nats',
    mib: [7, 10],
    base: 'none',
    ports: [4222, 6222, 8222],
    byTag: (tag) =>
      /alpine/.test(tag)
        ? {
            base: 'alpine',
            entrypoint: 'docker-entrypoint.sh',
            cmd: 'nats-server --config /etc/nats/nats-server.conf',
            programs: '/usr/local/bin/nats-server',
            files: { '/usr/local/bin/docker-entrypoint.sh': OPTIONS_OF_NATS, '/etc/nats/nats-server.conf': NATS_CONF },
          }
        : {
            entrypoint: '/nats-server',
            cmd: '--config nats-server.conf',
            programs: '/nats-server',
            files: { '/nats-server.conf': NATS_CONF },
          },
  }),
  described({
    names: 'eclipse-mosquitto',
    base: 'alpine',
    mib: 6,
    entrypoint: '/docker-entrypoint.sh',
    cmd: '/usr/sbin/mosquitto -c /mosquitto/config/mosquitto.conf',
    ports: [1883],
    programs: '/usr/sbin/mosquitto',
    files: {
      '/docker-entrypoint.sh': { kind: 'file', content: '#!/bin/ash\nset -e\nexec "$@"\n', mode: 0o755 },
      '/mosquitto/config/mosquitto.conf': { kind: 'file', content: '# No listener is configured here.\n' },
      ...owned(1883, '/mosquitto/data', '/mosquitto/log'),
    },
  }),
]

const OPTIONS_OF_NATS = {
  kind: 'file',
  content: '#!/bin/sh\nset -e\nif [ "${1#-}" != "$1" ]; then set -- nats-server "$@"; fi\nexec "$@"\n',
  mode: 0o755,
} as const
const NATS_CONF = { kind: 'file', content: 'port: 4222\nmonitor_port: 8222\ncluster {\n  port: 6222\n}\n' } as const
