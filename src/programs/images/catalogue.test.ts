import { describe, expect, it } from 'vitest'
import { PROGRAMS } from '../programs.ts'
import { IMAGES } from './catalogue.ts'

/** The names of the catalogue, and tags that are other images under the same name. */
const REFERENCES = [
  ...IMAGES.flatMap(({ names }) => names),
  ...[
    'nginx:alpine',
    'nginx:1.14.2',
    'redis:alpine',
    'mysql:8.0-debian',
    'php:8-apache',
    'php:8-fpm',
    'wordpress:6-fpm',
  ],
  ...['luksa/kubia:v1', 'python:3.13-slim', 'golang:1.23-alpine', 'node:22-alpine', 'x/unknown'],
]

describe('images', () => {
  it.each([
    ['nginx', 'nginx', false],
    ['nginx:1.27-alpine', 'nginx', false],
    ['docker.io/library/nginx:1.25', 'nginx', false],
    ['registry.example.com:5000/mirror/nginx@sha256:0123456789abcdef', 'nginx', false],
    ['acme/redis-exporter', 'described-program', true],
    ['ghcr.io/acme/api:1.2', 'described-program', true],
    ['acme/web', 'described-program', true],
    ['myapp:v1', 'described-program', true],
    ['busybox2', 'described-program', true],
    ['foo/bar:latest', 'described-program', true],
    ['busybox:1.36', 'sh', false],
    ['podlapse/app:1', 'podlapse', false],
    ['docker.io/polinux/stress', 'stress', false],
    ['registry.k8s.io/e2e-test-images/agnhost:2.40', '/agnhost', false],
    ['nginx/nginx-prometheus-exporter:0.8.0', '/usr/bin/nginx-prometheus-exporter', false],
    ['docker.io/centos/httpd', '/run-httpd.sh', false],
    ['registry.example.com/6o6/go-liveness', '/server', false],
    ['registry.hub.docker.com/davidliyutong/liveness:latest', '/server', false],
    ['registry.cn-hangzhou.aliyuncs.com/google_containers/metrics-server:v0.7.2', '/metrics-server', false],
    ['docker.elastic.co/beats/filebeat:8.17.0', '/usr/bin/tini', false],
  ])('%s runs %s', (reference, program, assumed) => {
    const image = PROGRAMS.image(reference)
    const argv = [...image.entrypoint, ...image.cmd]
    expect(argv.find((arg) => arg !== '/docker-entrypoint.sh')).toBe(program)
    expect(image).toMatchObject({ reference, assumed })
  })

  it.each([
    ['nginx:1.27', 'SIGQUIT', '', '/', [80]],
    ['nginx:1.14.2', 'SIGTERM', '', '/', [80]],
    ['nginx:1.19.2', 'SIGTERM', '', '/', [80]],
    ['nginx:1.19', 'SIGQUIT', '', '/', [80]],
    ['nginxinc/nginx-unprivileged', 'SIGQUIT', '101', '/', [8080]],
    ['httpd:2.4', 'SIGWINCH', '', '/usr/local/apache2', [80]],
    ['php:8.3-apache', 'SIGWINCH', '', '/var/www/html', [80]],
    ['php:8.3-fpm', 'SIGQUIT', '', '/var/www/html', [9000]],
    ['wordpress:php8.1-apache', 'SIGWINCH', '', '/var/www/html', [80]],
    ['postgres:17', 'SIGINT', '', '/', [5432]],
    ['mysql:8.0', 'SIGTERM', '', '/', [3306, 33060]],
    ['redis:7', 'SIGTERM', '', '/data', [6379]],
    ['memcached', 'SIGTERM', 'memcache', '/', [11211]],
    ['haproxy:3.0', 'SIGUSR1', 'haproxy', '/var/lib/haproxy', []],
    ['golang:1.23', 'SIGTERM', '', '/go', []],
    ['tomcat:10', 'SIGTERM', '', '/usr/local/tomcat', [8080]],
    ['jenkins/jenkins:lts', 'SIGTERM', 'jenkins', '/', [8080, 50000]],
    ['prom/prometheus', 'SIGTERM', 'nobody', '/prometheus', [9090]],
    ['grafana/grafana', 'SIGTERM', '472', '/usr/share/grafana', [3000]],
    ['registry.k8s.io/pause:3.10', 'SIGTERM', '65535:65535', '/', []],
    ['hashicorp/http-echo', 'SIGTERM', '65532', '/', [5678]],
  ] as const)(
    '%s: stop signal %s, user %j, directory %s, ports %j',
    (reference, stopSignal, user, workingDir, ports) => {
      expect(PROGRAMS.image(reference)).toMatchObject({ stopSignal, user, workingDir, exposedPorts: ports })
    },
  )

  it.each([
    ['nginx:1.27', '/usr/bin/curl /usr/bin/bash', '/usr/bin/ps /usr/bin/wget'],
    ['nginx:alpine', '/bin/sh /usr/bin/wget', '/bin/bash'],
    ['debian', '/usr/bin/bash /usr/bin/printenv', '/usr/bin/curl /usr/bin/ps'],
    ['ubuntu', '/usr/bin/ps', '/usr/bin/curl'],
    ['rockylinux:9', '/usr/bin/curl /usr/bin/bash', '/usr/bin/wget'],
    ['python:3.13', '/usr/bin/curl /usr/bin/git', '/usr/bin/busybox'],
    ['python:3.13-slim', '/usr/bin/bash', '/usr/bin/curl /usr/bin/git'],
    ['registry.k8s.io/coredns/coredns', '/coredns', '/bin/sh /usr/bin/sh'],
    ['envoyproxy/envoy-alpine:v1.13.1', '/usr/bin/wget /usr/local/bin/envoy', '/bin/bash'],
    ['envoyproxy/envoy:v1.31', '/usr/bin/bash', '/usr/bin/wget'],
  ])('%s has %s and not %s', (reference, there, missing) => {
    const { files } = PROGRAMS.image(reference)
    expect(there.split(' ').filter((path) => !(path in files))).toEqual([])
    expect(missing.split(' ').filter((path) => path in files)).toEqual([])
  })

  it('are smaller where their tag says so', () => {
    for (const name of ['nginx', 'redis', 'python', 'node', 'postgres', 'httpd', 'php']) {
      expect(PROGRAMS.image(`${name}:alpine`).sizeBytes, name).toBeLessThan(PROGRAMS.image(name).sizeBytes ?? 0)
    }
  })

  it('runs what a scenario says', () => {
    const image = PROGRAMS.image('ghcr.io/acme/api:1.2', {
      name: 'ghcr.io/acme/api:1.2',
      command: ['podlapse', 'http', '--start-delay', '40'],
    })
    expect(image).toMatchObject({ assumed: false, entrypoint: ['podlapse', 'http', '--start-delay', '40'], cmd: [] })
    expect(image.files['/usr/local/bin/podlapse']).toBeDefined()
    expect(image.files['/bin/sh']).toBeDefined()
  })

  it('hold no executable without a program', () => {
    for (const reference of REFERENCES) {
      for (const [path, entry] of Object.entries(PROGRAMS.image(reference).files)) {
        if (entry.kind === 'program') expect(PROGRAMS.program(entry.program), `${reference} ${path}`).toBeDefined()
      }
    }
  })

  it('are each found by all of their names, and have a size', () => {
    for (const spec of IMAGES) {
      const { sizeBytes } = spec.image('latest')
      expect(sizeBytes, spec.names[0]).toBeGreaterThan(0)
      for (const name of spec.names) expect(PROGRAMS.image(name).sizeBytes, name).toBe(sizeBytes)
    }
  })

  it('have files that are the same object each time, so that they are indexed once', () => {
    for (const reference of ['nginx:1.27', 'busybox', 'x/unknown', 'redis', 'mysql']) {
      expect(PROGRAMS.image(reference).files, reference).toBe(PROGRAMS.image(reference).files)
    }
  })
})
