import { described } from './described.ts'
import type { ImageSpec } from './image.ts'

/** Like the one in the image, which passes everything on to a site in the world. */
const ENVOY = `admin:
  address:
    socket_address: {protocol: TCP, address: 0.0.0.0, port_value: 9901}
static_resources:
  listeners:
  - name: listener_0
    address:
      socket_address: {protocol: TCP, address: 0.0.0.0, port_value: 10000}
    filter_chains:
    - filters:
      - name: envoy.filters.network.http_connection_manager
        typed_config:
          stat_prefix: ingress_http
          route_config:
            virtual_hosts:
            - name: local_service
              domains: ["*"]
              routes:
              - match: {prefix: "/"}
                route: {cluster: service_envoyproxy_io, host_rewrite_literal: www.envoyproxy.io}
          http_filters:
          - name: envoy.filters.http.router
  clusters:
  - name: service_envoyproxy_io
    type: LOGICAL_DNS
    load_assignment:
      endpoints:
      - lb_endpoints:
        - endpoint: {address: {socket_address: {address: www.envoyproxy.io, port_value: 443}}}
`

const ENTRYPOINT = {
  kind: 'file',
  content: '#!/bin/sh\nif [ "${1#-}" != "$1" ]; then set -- envoy "$@"; fi\nexec "$@"\n',
  mode: 0o755,
} as const

const ENVOY_IMAGE = {
  entrypoint: '/docker-entrypoint.sh',
  cmd: 'envoy -c /etc/envoy/envoy.yaml',
  ports: [10_000],
  programs: '/usr/local/bin/envoy',
  files: { '/docker-entrypoint.sh': ENTRYPOINT, '/etc/envoy/envoy.yaml': { kind: 'file', content: ENVOY } },
} as const

export const PROXIES: readonly ImageSpec[] = [
  described({ ...ENVOY_IMAGE, names: 'envoyproxy/envoy envoy', mib: [65, 40] }),
  described({ ...ENVOY_IMAGE, names: 'envoyproxy/envoy-alpine envoy-alpine', base: 'alpine', mib: 40 }),
  described({
    names: 'haproxy',
    mib: [45, 12],
    takesOptionsOf: 'haproxy',
    cmd: 'haproxy -f /usr/local/etc/haproxy/haproxy.cfg',
    dir: '/var/lib/haproxy',
    user: 'haproxy',
    stop: 'SIGUSR1',
    programs: '/usr/local/sbin/haproxy',
    files: { '/usr/local/etc/haproxy': { kind: 'directory' } },
  }),
  described({
    names: 'traefik',
    base: 'alpine',
    mib: 50,
    entrypoint: '/entrypoint.sh',
    cmd: 'traefik',
    ports: [80],
    programs: '/usr/local/bin/traefik',
    files: {
      '/entrypoint.sh': {
        kind: 'file',
        content: '#!/bin/sh\nset -e\nif [ "${1#-}" != "$1" ]; then set -- traefik "$@"; fi\nexec "$@"\n',
        mode: 0o755,
      },
    },
  }),
  described({
    names: 'traefik/whoami containous/whoami',
    base: 'none',
    mib: 3,
    entrypoint: '/whoami',
    ports: [80],
    programs: '/whoami=whoami-server',
  }),
  described({
    names: 'caddy',
    base: 'alpine',
    mib: 20,
    cmd: 'caddy run --config /etc/caddy/Caddyfile --adapter caddyfile',
    dir: '/srv',
    ports: [80, 443, 2019],
    programs: '/usr/bin/caddy',
    env: { XDG_CONFIG_HOME: '/config', XDG_DATA_HOME: '/data' },
    files: {
      '/etc/caddy/Caddyfile': { kind: 'file', content: ':80 {\n\troot * /usr/share/caddy\n\tfile_server\n}\n' },
      '/usr/share/caddy/index.html': { kind: 'file', content: '<h1>Caddy works!</h1>\n' },
      '/config': { kind: 'directory' },
      '/data': { kind: 'directory' },
    },
  }),
  described({
    names: 'registry',
    base: 'alpine',
    mib: 10,
    entrypoint: '/entrypoint.sh',
    cmd: '/etc/docker/registry/config.yml',
    ports: [5000],
    programs: '/entrypoint.sh=registry',
  }),
]
