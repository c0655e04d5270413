import { describe, expect, it } from 'vitest'
import { PROGRAMS } from '../programs.ts'
import { Machine } from '../testing/machine.ts'
import { userOf } from '../testing/run-image.ts'
import { IMAGES } from './catalogue.ts'
import { PUBLISHED } from './published/all.ts'

const STOP_AT = 120_000

/** What an image needs before it starts; without it, it ends as the second table says. */
const NEEDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  mysql: { MYSQL_ROOT_PASSWORD: 'x' },
  mariadb: { MARIADB_ROOT_PASSWORD: 'x' },
  postgres: { POSTGRES_PASSWORD: 'x' },
  elasticsearch: { 'discovery.type': 'single-node' },
  'confluentinc/cp-kafka': {
    KAFKA_PROCESS_ROLES: 'broker,controller',
    CLUSTER_ID: 'x',
    KAFKA_ADVERTISED_LISTENERS: 'PLAINTEXT://p:9092',
  },
  'opensearchproject/opensearch': { 'discovery.type': 'single-node', DISABLE_SECURITY_PLUGIN: 'true' },
}

/** Images whose command ends of itself, and how. */
const ENDS: Readonly<Record<string, number>> = {
  haproxy: 1,
  'nginx/nginx-prometheus-exporter': 1,
  'curlimages/curl': 2,
  'minio/minio': 0,
  'cockroachdb/cockroach': 0,
  'hashicorp/http-echo': 127,
  ...Object.fromEntries(
    'busybox alpine debian ubuntu centos rockylinux almalinux fedora amazonlinux oraclelinux ubi8 bash python node golang perl ruby openjdk php polinux/stress progrium/stress stress-ng ikubernetes/admin-box netshoot alpine/git bitnami/git hello-world podlapse/workstation'
      .split(' ')
      .map((name) => [name, 0]),
  ),
}

/** Images that end with another code than 0 on their stop signal; undefined: it does not end them. */
const STOPPED: Readonly<Record<string, number | undefined>> = {
  consul: 1,
  ...Object.fromEntries(
    'tomcat jenkins cassandra google-samples/cassandra bitnami/kafka kubernetes-zookeeper opensearchproject/opensearch apache/kafka confluentinc/cp-kafka zookeeper elasticsearch k8spatterns/random-generator'
      .split(' ')
      .map((name) => [name, 143]),
  ),
  ...Object.fromEntries(
    'prom/node-exporter test-webserver goproxy liveness go-liveness vish/stress traefik/whoami google-samples/hello-app kuar-demo/kuard-amd64 containersol/k8s-deployment-strategies'
      .split(' ')
      .map((name) => [name, 2]),
  ),
  simmemleak: undefined,
  'ikubernetes/demoapp': undefined,
  'k8spatterns/random-generator-log-ambassador': undefined,
  'luksa/kubia': undefined,
  'luksa/kubia-unhealthy': undefined,
}

/** Of the published ones nothing is simulated but what is written down of them. */
const names = IMAGES.filter((spec) => !PUBLISHED.includes(spec)).map((spec) => spec.names[0] as string)

function start(name: string, env: Readonly<Record<string, string>> = {}) {
  const image = PROGRAMS.image(name)
  const argv = [...image.entrypoint, ...image.cmd]
  const machine = new Machine({ image: name, env, uid: userOf(image) })
  return { machine, image, running: argv.length === 0 ? undefined : machine.start(argv, image.workingDir) }
}

describe('every image, started as it is', () => {
  it('is in one of the tables under its first name', () => {
    for (const name of [...Object.keys(NEEDS), ...Object.keys(ENDS), ...Object.keys(STOPPED)])
      expect(names).toContain(name)
  })

  it.each(names)('%s', (name) => {
    const { machine, image, running } = start(name, NEEDS[name])
    if (!running) {
      // Its command is for the manifest to say: these have nothing that could run without.
      expect(name).toMatch(/^(kube-|distroless)/)
      return
    }
    machine.signalAt(STOP_AT, running, image.stopSignal)
    const { code, ms } = running.end(STOP_AT + 60_000)
    if (name in ENDS) {
      expect(code).toBe(ENDS[name])
      expect(ms).toBeLessThan(10_000)
    } else {
      expect(code).toBe(name in STOPPED ? STOPPED[name] : 0)
      if (code !== undefined) {
        expect(ms).toBeGreaterThanOrEqual(STOP_AT)
        expect(ms).toBeLessThan(STOP_AT + 30_000)
      }
    }
  })
})

describe('without what it needs', () => {
  it.each([
    ['mysql', 1, 'Database is uninitialized and password option is not specified'],
    ['mariadb', 1, 'You need to specify one of MARIADB_ROOT_PASSWORD'],
    ['postgres', 1, 'superuser password is not specified'],
    ['elasticsearch', 78, 'vm.max_map_count [65530] is too low'],
    ['confluentinc/cp-kafka', 1, 'KAFKA_ZOOKEEPER_CONNECT is required'],
    ['haproxy', 1, 'Cannot open configuration file/directory /usr/local/etc/haproxy/haproxy.cfg'],
    ['hashicorp/http-echo', 127, 'Missing -text option!'],
    ['nginx/nginx-prometheus-exporter', 1, 'Could not create Nginx Client'],
  ])('%s ends with %i', (name, code, message) => {
    const outcome = start(name).running?.end()
    expect(outcome).toMatchObject({ code })
    expect(outcome?.stderr).toContain(message)
  })
})
