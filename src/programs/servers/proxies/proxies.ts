import type { Program } from '../../../engine/program-api/program.ts'
import { orFitting } from '../config/unknown-config.ts'
import { daemon } from '../daemon.ts'
import { caddy } from './caddy.ts'
import { envoy } from './envoy.ts'
import { haproxy } from './haproxy.ts'
import { traefik } from './traefik.ts'

export const PROXIES: Readonly<Record<string, Program>> = {
  caddy: orFitting(caddy),
  envoy,
  haproxy: orFitting(haproxy, 'SIGUSR1'),
  traefik: orFitting(traefik),
  registry: daemon({
    memoryMiB: 15,
    ready: 'time="%FT%TZ" level=info msg="listening on [::]:5000"',
    ports: [{ port: 5000, http: { '/': '', '/v2/': '{}', '*': 404 } }],
  }),
}
