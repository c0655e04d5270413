import type { Program } from '../../engine/program-api/program.ts'
import { agnhost, goLiveness } from './agnhost.ts'
import { appServer } from './app-servers.ts'
import { orFitting } from './config/unknown-config.ts'
import { DATABASES } from './database.ts'
import { demoapp } from './demoapp.ts'
import { describedProgram } from './described-program.ts'
import { git } from './git.ts'
import { HASHICORP } from './infra/hashicorp.ts'
import { INFRA_STORES } from './infra/stores.ts'
import { interpreter } from './interpreters.ts'
import { KUBERNETES } from './kubernetes.ts'
import { MONITORING } from './monitoring.ts'
import { nginx } from './nginx/nginx.ts'
import { leak, podlapse } from './podlapse.ts'
import { PROXIES } from './proxies/proxies.ts'
import { QUEUES } from './queues.ts'
import { REDIS } from './redis/redis.ts'
import { SAMPLES } from './samples.ts'
import { busyboxHttpd, pause } from './simple-servers.ts'
import { WEB } from './web.ts'

/** Every server and longer-lived program, by the name that executables of images carry. */
export const SERVERS: ReadonlyMap<string, Program> = new Map(
  Object.entries({
    ...DATABASES,
    ...HASHICORP,
    ...INFRA_STORES,
    ...KUBERNETES,
    ...MONITORING,
    ...PROXIES,
    ...QUEUES,
    ...REDIS,
    ...SAMPLES,
    ...WEB,
    agnhost,
    demoapp,
    'app-server': appServer,
    'described-program': describedProgram,
    git,
    'go-liveness': goLiveness,
    httpd: busyboxHttpd,
    interpreter,
    leak,
    nginx: orFitting(nginx),
    pause,
    podlapse,
  }),
)
