import { described } from './described.ts'
import type { ImageSpec } from './image.ts'
import { ALPINE_TOOLS, DEBIAN_TOOLS, withAccount } from './tools.ts'
import { versionIn } from './version.ts'

/** Their user has uid 999 everywhere; Alpine's group of that number is another one, so that theirs is 1000 there. */
// github.com/docker-library/redis, valkey-io/valkey-container: Dockerfile
function store(product: 'redis' | 'valkey', names: string, versions: string): ImageSpec {
  const program = (name: string, is = name): string => `/usr/local/bin/${product}-${name}=redis-${is}`
  const programs = [program('server'), program('cli'), program('sentinel', 'server'), program('benchmark')]
  const alsoCalled = product === 'valkey' ? ['/usr/local/bin/redis-server', '/usr/local/bin/redis-cli'] : []
  return described({
    names,
    mib: [45, 17],
    entrypoint: 'docker-entrypoint.sh',
    cmd: `${product}-server`,
    dir: '/data',
    ports: [6379],
    programs: [`/usr/local/bin/docker-entrypoint.sh=${product}-entrypoint`, ...programs, ...alsoCalled].join(' '),
    byTag: (tag) => ({
      env: { [`${product.toUpperCase()}_VERSION`]: versionIn(tag, versions).text },
      files: {
        ...withAccount(
          /alpine/.test(tag) ? ALPINE_TOOLS : DEBIAN_TOOLS,
          product,
          999,
          '/home/redis',
          /alpine/.test(tag) ? 1000 : 999,
        ),
        '/data': { kind: 'directory', uid: 999 },
      },
    }),
  })
}

export const REDIS: readonly ImageSpec[] = [
  store('redis', 'redis', '8.2.1 7.4.5 6.2.19 5.0.14'),
  store('valkey', 'valkey valkey/valkey', '8.1.3 7.2.10'),
]
