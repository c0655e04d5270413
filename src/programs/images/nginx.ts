import type { FileTree } from '../../engine/runtime/file-system.ts'
import { type ImageSpec, mebibytes, STANDARD_PATH } from './image.ts'
import { ALPINE_TOOLS, DEBIAN_TOOLS, executables, withAccount } from './tools.ts'

const WELCOME = `<!DOCTYPE html>
<html>
<head><title>Welcome to nginx!</title></head>
<body>
<h1>Welcome to nginx!</h1>
<p>The web server is running, and nobody has put a page of their own here yet.</p>
</body>
</html>
`

const MAIN_CONF = `user  nginx;
worker_processes  auto;
error_log  /var/log/nginx/error.log notice;
pid        /run/nginx.pid;
events {
    worker_connections  1024;
}
http {
    include       /etc/nginx/mime.types;
    default_type  application/octet-stream;
    access_log  /var/log/nginx/access.log  main;
    sendfile        on;
    keepalive_timeout  65;
    include /etc/nginx/conf.d/*.conf;
}
`

/** Before 1.21 one worker did all, and notices were not logged. */
const OLDER_CONF = MAIN_CONF.replace(' notice;', ' warn;').replace('worker_processes  auto', 'worker_processes  1')

const DEFAULT_CONF = `server {
    listen       80;
    server_name  localhost;
    location / {
        root   /usr/share/nginx/html;
        index  index.html index.htm;
    }
    error_page   500 502 503 504  /50x.html;
    location = /50x.html {
        root   /usr/share/nginx/html;
    }
}
`

/** Does what the real one does before it becomes the server: runs what lies in /docker-entrypoint.d, and says so. */
const ENTRYPOINT = `#!/bin/sh
set -e
if [ -z "\${NGINX_ENTRYPOINT_QUIET_LOGS:-}" ]; then exec 3>&1; else exec 3>/dev/null; fi
if [ "$1" = nginx ] || [ "$1" = nginx-debug ]; then
  if [ -n "$(ls /docker-entrypoint.d)" ]; then
    echo "$0: /docker-entrypoint.d/ is not empty, will attempt to perform configuration" >&3
    echo "$0: Looking for shell scripts in /docker-entrypoint.d/" >&3
    for f in /docker-entrypoint.d/*; do
      case "$f" in
        *.envsh) echo "$0: Sourcing $f" >&3; . "$f" ;;
        *.sh)
          if [ -x "$f" ]; then echo "$0: Launching $f" >&3; "$f"
          else echo "$0: Ignoring $f, not executable" >&3; fi ;;
        *) echo "$0: Ignoring $f" >&3 ;;
      esac
    done
    echo "$0: Configuration complete; ready for start up" >&3
  else
    echo "$0: No files found in /docker-entrypoint.d/, skipping configuration" >&3
  fi
fi
exec "$@"
`

const IPV6 = `#!/bin/sh
me=$(basename "$0")
conf=etc/nginx/conf.d/default.conf
if [ ! -f "/$conf" ]; then echo "$me: info: /$conf is not a file or does not exist"; exit 0; fi
if ! touch "/$conf" 2>/dev/null; then echo "$me: info: can not modify /$conf (read-only file system?)"; exit 0; fi
if grep -q 'listen  *\\[::\\]:80;' "/$conf"; then echo "$me: info: IPv6 listen already enabled"; exit 0; fi
echo "$me: info: Getting the checksum of /$conf"
if ! grep -q 'server_name  localhost;' "/$conf"; then echo "$me: info: /$conf differs from the packaged version"; exit 0; fi
echo "$me: info: Enabled listen on IPv6 in /$conf"
`

function entrypointFiles(): FileTree {
  const script = (content: string): FileTree[string] => ({ kind: 'file', content, mode: 0o755 })
  return {
    '/docker-entrypoint.sh': script(ENTRYPOINT),
    '/docker-entrypoint.d/10-listen-on-ipv6-by-default.sh': script(IPV6),
    '/docker-entrypoint.d/15-local-resolvers.envsh': script(''),
    '/docker-entrypoint.d/20-envsubst-on-templates.sh': script('#!/bin/sh\nexit 0\n'),
    '/docker-entrypoint.d/30-tune-worker-processes.sh': script('#!/bin/sh\nexit 0\n'),
  }
}

const NGINX_FILES: FileTree = {
  '/usr/sbin/nginx': { kind: 'program', program: 'nginx' },
  '/etc/nginx/nginx.conf': { kind: 'file', content: MAIN_CONF },
  '/etc/nginx/mime.types': { kind: 'file', content: 'types { text/html html htm; text/plain txt; }\n' },
  '/etc/nginx/conf.d/default.conf': { kind: 'file', content: DEFAULT_CONF },
  '/usr/share/nginx/html/index.html': { kind: 'file', content: WELCOME },
  '/usr/share/nginx/html/50x.html': { kind: 'file', content: '<h1>An error occurred.</h1>\n' },
  '/var/cache/nginx': { kind: 'directory' },
  '/var/log/nginx/access.log': { kind: 'link', target: '/dev/stdout' },
  '/var/log/nginx/error.log': { kind: 'link', target: '/dev/stderr' },
}

const trees = new Map<string, FileTree>()

function filesFor(alpine: boolean, entrypoint: boolean, notices: boolean): FileTree {
  const key = `${alpine}${entrypoint}${notices}`
  let files = trees.get(key)
  if (!files) {
    const base = alpine ? ALPINE_TOOLS : { ...DEBIAN_TOOLS, ...executables('/usr/bin', 'curl') }
    files = {
      ...withAccount(base, 'nginx', 101, '/nonexistent'),
      ...NGINX_FILES,
      ...(entrypoint ? entrypointFiles() : {}),
      ...(notices ? {} : { '/etc/nginx/nginx.conf': { kind: 'file', content: OLDER_CONF } }),
    }
    trees.set(key, files)
  }
  return files
}

const nginx: ImageSpec = {
  names: ['nginx'],
  image: (tag) => {
    const version = /^(\d+)\.(\d+)(?:\.(\d+))?/.exec(tag)
    const minor = version ? Number(version[1]) * 1000 + Number(version[2]) : undefined
    const from = (first: number): boolean => minor === undefined || minor >= first
    // The entry point script came with 1.19, SIGQUIT as stop signal about with 1.19.7, notices in the log about with 1.21.
    const entrypoint = from(1019)
    const quits = entrypoint && !(minor === 1019 && Number(version?.[3] ?? 10) < 7)
    const alpine = /alpine/.test(tag)
    return {
      entrypoint: entrypoint ? ['/docker-entrypoint.sh'] : [],
      cmd: ['nginx', '-g', 'daemon off;'],
      env: {
        PATH: STANDARD_PATH,
        NGINX_VERSION: version ? (version[3] ? version[0] : `${version[0]}.5`) : '1.29.3',
        PKG_RELEASE: '1~bookworm',
      },
      exposedPorts: [80],
      stopSignal: quits ? 'SIGQUIT' : 'SIGTERM',
      files: filesFor(alpine, entrypoint, from(1021)),
      sizeBytes: mebibytes(alpine ? 20 : from(1019) ? 69 : 42),
    }
  },
}

/** The same for users other than root: port 8080, and its pid and temporary files where everybody may write. */
const unprivileged: ImageSpec = {
  names: ['nginxinc/nginx-unprivileged', 'nginx-unprivileged', 'bitnami/nginx'],
  image: (tag) => {
    const usual = nginx.image(tag)
    return {
      ...usual,
      user: '101',
      exposedPorts: [8080],
      files: {
        ...usual.files,
        '/etc/nginx/conf.d/default.conf': { kind: 'file', content: DEFAULT_CONF.replace('80;', '8080;') },
        '/var/cache/nginx': { kind: 'directory', uid: 101 },
        '/run/nginx.pid': { kind: 'link', target: '/tmp/nginx.pid' },
      },
    }
  },
}

/** A page of the MageEdu courses that says its version and its Pod's name. */
const myapp: ImageSpec = {
  names: ['ikubernetes/myapp', 'public/myapp'],
  image: (tag) => {
    const files = filesFor(true, false, false)
    const said = /^v\d+/.exec(tag)?.[0] ?? 'v1'
    return {
      cmd: ['nginx', '-g', 'daemon off;'],
      env: { NGINX_VERSION: '1.12.2' },
      exposedPorts: [80],
      sizeBytes: mebibytes(6),
      files: {
        ...files,
        '/usr/share/nginx/html/index.html': {
          kind: 'file',
          content: `Hello MyApp | Version: ${said} | <a href="hostname.html">Pod Name</a>\n`,
        },
      },
    }
  },
}

/** Kubernetes' own small nginx of the older documentation. */
const slim: ImageSpec = {
  names: ['nginx-slim', 'google_containers/nginx-slim'],
  image: (tag) => ({
    ...nginx.image('1.11.1'),
    sizeBytes: mebibytes(43),
    env: { NGINX_VERSION: tag === '0.8' ? '1.11.1' : '1.21.6' },
  }),
}

export const NGINX: readonly ImageSpec[] = [unprivileged, myapp, slim, nginx]
