import { describe, expect, it } from 'vitest'
import { SIGNAL_NUMBERS } from '../../engine/runtime/program.ts'
import { PROGRAMS } from '../programs.ts'
import { SIGNALS } from '../signals.ts'

describe('images', () => {
  it.each([
    ['nginx', 'nginx', false],
    ['nginx:1.27-alpine', 'nginx', false],
    ['docker.io/library/nginx:1.25', 'nginx', false],
    ['registry.example.com:5000/mirror/nginx@sha256:0123456789abcdef', 'nginx', false],
    ['nginx/nginx-prometheus-exporter:0.8.0', 'assumed-server', true],
    ['acme/redis-exporter', 'assumed-server', true],
    ['ghcr.io/acme/api:1.2', 'assumed-server', true],
    ['busybox:1.36', 'sh', false],
    ['podlapse/app:1', 'podlapse', false],
    ['docker.io/polinux/stress', 'stress', false],
    ['registry.k8s.io/e2e-test-images/agnhost:2.40', '/agnhost', false],
  ])('%s runs %s', (reference, program, assumed) => {
    const image = PROGRAMS.image(reference)
    const argv = [...image.entrypoint, ...image.cmd]
    expect(argv.find((arg) => arg !== '/docker-entrypoint.sh')).toBe(program)
    expect(image).toMatchObject({ reference, assumed })
  })

  it('runs what a scenario says', () => {
    const image = PROGRAMS.image('ghcr.io/acme/api:1.2', ['podlapse', 'http', '--start-delay', '40'])
    expect(image).toMatchObject({ assumed: false, entrypoint: ['podlapse', 'http', '--start-delay', '40'], cmd: [] })
    expect(image.files['/usr/local/bin/podlapse']).toBeDefined()
    expect(image.files['/bin/sh']).toBeDefined()
  })

  it('hold no executable without a program', () => {
    const names =
      'busybox alpine nginx nginx:alpine debian ubuntu podlapse/app polinux/stress stress-ng ikubernetes/demoapp agnhost liveness curl redis httpd mysql postgres pause python node x/unknown'
    for (const reference of names.split(' ')) {
      for (const [path, entry] of Object.entries(PROGRAMS.image(reference).files)) {
        if (entry.kind === 'program') expect(PROGRAMS.program(entry.program), `${reference} ${path}`).toBeDefined()
      }
    }
  })

  it('have files that are the same object each time, so that they are indexed once', () => {
    for (const reference of ['nginx:1.27', 'busybox', 'x/unknown', 'redis']) {
      expect(PROGRAMS.image(reference).files, reference).toBe(PROGRAMS.image(reference).files)
    }
  })
})

it('knows signals by the runtime’s numbers', () => {
  expect(SIGNALS).toEqual(SIGNAL_NUMBERS)
})
