import type { Program } from '../../../engine/program-api/program.ts'
import { notSimulated } from '../../commands/launchers.ts'
import { program } from '../../tool.ts'
import { redisCli } from './redis-cli.ts'
import { redisEntry, valkeyEntry } from './redis-entry.ts'
import { redisServer } from './redis-server.ts'

export const REDIS: Readonly<Record<string, Program>> = {
  'redis-entrypoint': redisEntry,
  'valkey-entrypoint': valkeyEntry,
  'redis-server': redisServer,
  'redis-cli': redisCli,
  'redis-benchmark': program(notSimulated('how fast the server is')),
}
