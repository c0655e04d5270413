import type { Program } from '../../../engine/program-api/program.ts'
import type { Task } from '../../../engine/program-api/task.ts'
import { baseName, isGnu } from '../../tool.ts'
import { handOver, type Leaving, leaveRoot } from '../config/entry-point.ts'

/**
 * The entry point of redis' and valkey's images: options and *.conf alone are the server's; as root it gives the working
 * directory to its user and goes on as that. Since 8.0 redis stays root where it lacks the capabilities.
 */
// github.com/docker-library/redis (7.4), redis/docker-library-redis (8.x), valkey-io/valkey-container (8.x): docker-entrypoint.sh
function entry(product: 'redis' | 'valkey'): Program {
  return function* (sys): Task<number> {
    const given = sys.argv.slice(1)
    const [first = ''] = given
    const argv = first.startsWith('-') || first.endsWith('.conf') ? [`${product}-server`, ...given] : given
    const isServer = /^(?:redis|valkey)-(?:server|sentinel)$/.test(baseName(argv[0] ?? ''))
    if (isServer && sys.uid === 0) {
      const version = Number.parseInt(sys.env.get('REDIS_VERSION') ?? '7', 10)
      const stays = product === 'redis' && version >= 8 && !(sys.hasCapability('SETUID') && sys.hasCapability('SETGID'))
      const by: Leaving = product === 'valkey' || version >= 8 || !isGnu(sys) ? 'setpriv' : 'gosu'
      const failed = stays
        ? undefined
        : yield* leaveRoot(sys, {
            user: product,
            by,
            owns: [sys.cwd === '/' ? '/data' : '.'].map((path) => (path === '.' ? sys.cwd : path)),
            lenient: product === 'redis' && version >= 8,
          })
      if (failed !== undefined) return failed
    }
    return yield* handOver(sys, argv)
  }
}

export const redisEntry = entry('redis')
export const valkeyEntry = entry('valkey')
