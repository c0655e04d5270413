import { describe, expect, it } from 'vitest'
import { PROGRAMS } from '../programs.ts'
import { repositoryOf } from './repository.ts'

const DIGEST = `sha256:${'ab'.repeat(32)}`

describe('repositoryOf', () => {
  it.each([
    ['nginx', 'nginx', 'public'],
    ['docker.io/nginx:1.27', 'nginx', 'public'],
    ['docker.io/library/nginx', 'nginx', 'public'],
    ['amd64/nginx', 'nginx', 'public'],
    ['public.ecr.aws/docker/library/nginx:1.27', 'nginx', 'public'],
    ['mirror.gcr.io/library/nginx', 'nginx', 'public'],
    ['m.daocloud.io/docker.io/library/nginx', 'nginx', 'public'],
    ['docker.m.daocloud.io/library/nginx', 'nginx', 'public'],
    ['k8s.m.daocloud.io/pause:3.9', 'pause', 'public'],
    ['registry.aliyuncs.com/google_containers/pause', 'google_containers/pause pause', 'public'],
    [
      'registry.cn-hangzhou.aliyuncs.com/google_containers/coredns:1.9.3',
      'google_containers/coredns coredns',
      'public',
    ],
    ['gcr.io/google-containers/busybox', 'google-containers/busybox busybox', 'public'],
    ['registry.k8s.io/e2e-test-images/agnhost:2.40', 'e2e-test-images/agnhost agnhost', 'public'],
    ['quay.io/prometheus/prometheus', 'prometheus/prometheus', 'public'],
    ['harbor.example.com/dockerhub-proxy/library/nginx', 'nginx', 'copy'],
    ['harbor.example.com/dockerhub-proxy/polinux/stress', 'polinux/stress', 'copy'],
    ['registry.example.com:5000/mirror/nginx', 'nginx', 'copy'],
    ['registry.example.com/library/redis:7', 'redis', 'copy'],
    ['artifactory.example.com/docker-remote/nginx', 'nginx', 'copy'],
    ['registry.example.com/polinux/stress', 'polinux/stress', 'copy'],
    ['registry.example.com/nginx:1.27', 'nginx', 'alike'],
    ['localhost:5000/nginx', 'nginx', 'alike'],
    ['harbor.example.com/public/mysql', 'public/mysql mysql', 'alike'],
    ['bitnami/redis', 'bitnami/redis', 'public'],
    ['mirror/nginx', 'mirror/nginx', 'public'],
    ['registry.example.com/team/nginx', 'team/nginx', 'copy'],
  ])('%s is %s', (reference, names, at) => {
    const found = repositoryOf(reference)
    expect([found.names.join(' '), found.at]).toEqual([names, at])
  })

  it('has a tag and a digest where they stand', () => {
    expect(repositoryOf('localhost:5000/a/b')).toMatchObject({ tag: 'latest', hasDigest: false })
    expect(repositoryOf(`nginx:1.27@${DIGEST}`)).toMatchObject({ names: ['nginx'], tag: '1.27', hasDigest: true })
  })
})

describe('an image of another owner is another image', () => {
  it.each([
    'acme/nginx',
    'bitnami/redis',
    'registry.example.com/team/nginx',
    'ghcr.io/acme/redis:7',
    'quay.io/me/postgres',
  ])('%s', (reference) => expect(PROGRAMS.image(reference).assumed).toBe(true))

  it.each(['registry.example.com/nginx:mine', 'harbor.example.com/public/redis'])(
    '%s is taken for what it is called',
    (reference) =>
      expect(PROGRAMS.image(reference)).toMatchObject({
        assumed: false,
        takenFor: /redis/.test(reference) ? 'redis' : 'nginx',
      }),
  )
})

describe('a tag', () => {
  it.each([
    [
      'nginx',
      'latest 1 1.27 1.27.3 1.27-alpine 1.27-alpine-slim 1.29.99 stable mainline stable-perl 1.25.3-alpine3.18-otel',
    ],
    ['busybox', '1.36 1.36.1-glibc stable-musl unstable-uclibc 1'],
    ['node', '22 22-alpine3.20 lts lts-alpine iron-bookworm-slim 20.11.1-bullseye'],
    ['python', '3.13-slim 3.12.1-slim-bookworm 2.7 3.9-alpine3.15'],
    ['postgres', '17 16.4-alpine 17beta1 15-bullseye 9.6'],
    ['mysql', '8.0 5.7 8.0.36-debian 8.4.3-oracle lts 9'],
    ['ubuntu', '24.04 noble jammy-20240111 focal'],
    ['debian', 'bookworm bookworm-20240110-slim 12 stable-slim'],
    ['rabbitmq', '3-management 3.13-management-alpine'],
    ['tomcat', '10.1-jdk17-temurin 9.0-jre11'],
    ['wordpress', '6-php8.1-apache php8.1-fpm-alpine cli'],
    ['eclipse-temurin', '21-jre-alpine 17.0.9_9-jdk'],
    ['registry.k8s.io/kube-proxy', 'v1.32.0'],
    ['luksa/kubia', 'v1 latest'],
    ['fluent/fluentd-kubernetes-daemonset', 'v1-debian-elasticsearch'],
    ['podlapse/app', 'anything'],
    ['registry.example.com/nginx', 'team-build'],
  ])('of %s can be: %s', (name, tags) => {
    expect(tags.split(' ').filter((tag) => PROGRAMS.image(`${name}:${tag}`).hasNoSuchTag)).toEqual([])
  })

  it.each([
    ['nginx', 'nope 1.161 1.999 1.27-alpin latst does-not-exist 99 2.0'],
    ['busybox', 'lates 1.99 notag'],
    ['redis', 'nosuch 77 7-apline'],
    ['httpd', '2.99 3.0 wrong'],
    ['docker.io/library/python', '4.0 3.99'],
    ['prom/prometheus', 'nope'],
    ['mirror.gcr.io/library/nginx', 'nope'],
  ])('of %s can not be: %s', (name, tags) => {
    expect(tags.split(' ').filter((tag) => !PROGRAMS.image(`${name}:${tag}`).hasNoSuchTag)).toEqual([])
    expect(PROGRAMS.image(`${name}:nope@${DIGEST}`).hasNoSuchTag).toBeUndefined()
  })
})
