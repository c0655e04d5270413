import type { Program } from '../../engine/runtime/program.ts'
import { assumedServer } from './assumed-server.ts'
import { nginx } from './nginx.ts'
import { leak, podlapse } from './podlapse.ts'

/** Every server and longer-lived program, by the name of its executable. */
export const SERVERS: ReadonlyMap<string, Program> = new Map([
  ['assumed-server', assumedServer],
  ['leak', leak],
  ['nginx', nginx],
  ['podlapse', podlapse],
])
