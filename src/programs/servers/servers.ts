import type { Program } from '../../engine/runtime/program.ts'
import { agnhost } from './agnhost.ts'
import { assumedServer } from './assumed-server.ts'
import { mysql, postgres } from './database.ts'
import { demoapp } from './demoapp.ts'
import { nginx } from './nginx.ts'
import { leak, podlapse } from './podlapse.ts'
import { redisCli, redisServer } from './redis.ts'
import { apache, busyboxHttpd, interpreter, pause } from './simple-servers.ts'

/** Every server and longer-lived program, by the name of its executable. */
export const SERVERS: ReadonlyMap<string, Program> = new Map([
  ['agnhost', agnhost],
  ['apache', apache],
  ['assumed-server', assumedServer],
  ['demoapp', demoapp],
  ['httpd', busyboxHttpd],
  ['interpreter', interpreter],
  ['leak', leak],
  ['mysql', mysql],
  ['nginx', nginx],
  ['pause', pause],
  ['podlapse', podlapse],
  ['postgres', postgres],
  ['redis-cli', redisCli],
  ['redis-server', redisServer],
])
