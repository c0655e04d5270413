import type { FileTree } from '../../engine/program-api/files.ts'
import { type ImageSpec, mebibytes, STANDARD_PATH } from './image.ts'
import { entrypointFiles } from './nginx-entrypoint.ts'
import {
  DEFAULT_CONF,
  ERROR_PAGE,
  MAIN_CONF,
  MIME_TYPES,
  OLDER_CONF,
  PARAMS_FILES,
  UNPRIVILEGED_CONF,
  WELCOME,
} from './nginx-files.ts'
import { ALPINE_TOOLS, DEBIAN_TOOLS, executables, withAccount } from './tools.ts'

const NGINX_FILES: FileTree = {
  '/usr/sbin/nginx': { kind: 'program', program: 'nginx' },
  '/etc/nginx/nginx.conf': { kind: 'file', content: MAIN_CONF },
  '/etc/nginx/mime.types': { kind: 'file', content: MIME_TYPES },
  ...PARAMS_FILES,
  '/etc/nginx/conf.d/default.conf': { kind: 'file', content: DEFAULT_CONF },
  '/usr/share/nginx/html/index.html': { kind: 'file', content: WELCOME },
  '/usr/share/nginx/html/50x.html': { kind: 'file', content: ERROR_PAGE },
  '/var/cache/nginx': { kind: 'directory' },
  '/var/log/nginx/access.log': { kind: 'link', target: '/dev/stdout' },
  '/var/log/nginx/error.log': { kind: 'link', target: '/dev/stderr' },
}

const trees = new Map<string, FileTree>()

function filesFor(alpine: boolean, entrypoint: boolean, notices: boolean): FileTree {
  const key = `${alpine}${entrypoint}${notices}`
  let files = trees.get(key)
  if (!files) {
    const base = alpine
      ? { ...ALPINE_TOOLS, ...executables('/usr/bin', 'curl envsubst') }
      : { ...DEBIAN_TOOLS, ...executables('/usr/bin', 'curl envsubst') }
    files = {
      ...withAccount(base, 'nginx', 101, '/nonexistent'),
      ...NGINX_FILES,
      ...(entrypoint ? entrypointFiles(80) : {}),
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

const unprivilegedFiles = new WeakMap<FileTree, FileTree>()

/** The same for users other than root: port 8080, and its pid and temporary files where everybody may write. */
const unprivileged: ImageSpec = {
  names: ['nginxinc/nginx-unprivileged', 'nginx-unprivileged'],
  image: (tag) => {
    const usual = nginx.image(tag)
    let files = unprivilegedFiles.get(usual.files)
    if (!files) {
      files = {
        ...usual.files,
        ...(usual.entrypoint?.length === 0 ? {} : entrypointFiles(8080)),
        '/etc/nginx/nginx.conf': { kind: 'file', content: UNPRIVILEGED_CONF, uid: 101 },
        '/etc/nginx/conf.d': { kind: 'directory', uid: 101 },
        '/etc/nginx/conf.d/default.conf': {
          kind: 'file',
          content: DEFAULT_CONF.replace('80;', '8080;'),
          uid: 101,
        },
        '/var/cache/nginx': { kind: 'directory', uid: 101 },
      }
      unprivilegedFiles.set(usual.files, files)
    }
    return { ...usual, user: '101', exposedPorts: [8080], files }
  },
}

const BITNAMI = '/opt/bitnami/nginx'

/** Bitnami's: everything below a directory of its own, for any user of the group root. */
const bitnami: ImageSpec = {
  names: ['bitnami/nginx', 'bitnamilegacy/nginx'],
  image: (tag) => {
    const { NGINX_VERSION = '' } = nginx.image(/^\d/.test(tag) ? tag : 'latest').env ?? {}
    return {
      entrypoint: ['/opt/bitnami/scripts/nginx/entrypoint.sh'],
      cmd: ['/opt/bitnami/scripts/nginx/run.sh'],
      env: { PATH: `${BITNAMI}/sbin:${STANDARD_PATH}`, NGINX_VERSION, NGINX_HTTP_PORT_NUMBER: '' },
      workingDir: '/app',
      user: '1001',
      exposedPorts: [8080, 8443],
      stopSignal: 'SIGQUIT',
      sizeBytes: mebibytes(90),
      files: BITNAMI_FILES,
    }
  },
}

const open = { kind: 'directory', mode: 0o777 } as const

const BITNAMI_FILES: FileTree = {
  ...DEBIAN_TOOLS,
  ...executables('/usr/bin', 'curl'),
  [`${BITNAMI}/sbin/nginx`]: { kind: 'program', program: 'nginx' },
  '/opt/bitnami/scripts/nginx/entrypoint.sh': {
    kind: 'file',
    mode: 0o755,
    content:
      '#!/bin/bash\nport=${NGINX_HTTP_PORT_NUMBER:-8080}\nif [ "$1" = /opt/bitnami/scripts/nginx/run.sh ]; then\n  echo "nginx 00:00:00.00 INFO  ==> ** Starting NGINX setup **"\n  [ "$port" = 8080 ] || sed -i "s/listen 8080/listen $port/" /opt/bitnami/nginx/conf/nginx.conf\n  echo "nginx 00:00:00.00 INFO  ==> ** NGINX setup finished! **"\nfi\nexec "$@"\n',
  },
  '/opt/bitnami/scripts/nginx/run.sh': {
    kind: 'file',
    mode: 0o755,
    content: `#!/bin/bash\nexec nginx -p ${BITNAMI} -c ${BITNAMI}/conf/nginx.conf -g 'daemon off;'\n`,
  },
  [`${BITNAMI}/conf`]: open,
  [`${BITNAMI}/conf/nginx.conf`]: {
    kind: 'file',
    mode: 0o666,
    content: `worker_processes auto;
error_log ${BITNAMI}/logs/error.log;
pid ${BITNAMI}/tmp/nginx.pid;
events {
    worker_connections 1024;
}
http {
    include mime.types;
    default_type application/octet-stream;
    access_log ${BITNAMI}/logs/access.log;
    client_body_temp_path ${BITNAMI}/tmp/client_body;
    proxy_temp_path ${BITNAMI}/tmp/proxy;
    fastcgi_temp_path ${BITNAMI}/tmp/fastcgi;
    scgi_temp_path ${BITNAMI}/tmp/scgi;
    uwsgi_temp_path ${BITNAMI}/tmp/uwsgi;
    include ${BITNAMI}/conf/server_blocks/*.conf;
    server {
        listen 8080;
        root /app;
        include ${BITNAMI}/conf/bitnami/*.conf;
        location /status {
            stub_status on;
            allow 127.0.0.1;
            deny all;
        }
    }
}
`,
  },
  [`${BITNAMI}/mime.types`]: { kind: 'file', content: MIME_TYPES },
  [`${BITNAMI}/conf/mime.types`]: { kind: 'file', content: MIME_TYPES },
  [`${BITNAMI}/conf/server_blocks`]: open,
  [`${BITNAMI}/tmp`]: open,
  [`${BITNAMI}/logs`]: open,
  [`${BITNAMI}/logs/access.log`]: { kind: 'link', target: '/dev/stdout' },
  [`${BITNAMI}/logs/error.log`]: { kind: 'link', target: '/dev/stderr' },
  '/app': open,
  '/app/index.html': { kind: 'file', content: WELCOME },
}

/** Its pages say the Pod's name, which is asked for anew each time. */
const MYAPP_CONF = DEFAULT_CONF.replace(
  '    error_page',
  '    location = /hostname.html {\n        default_type text/html;\n        return 200 "$hostname\\n";\n    }\n\n    error_page',
)

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
        '/etc/nginx/conf.d/default.conf': { kind: 'file', content: MYAPP_CONF },
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

export const NGINX: readonly ImageSpec[] = [unprivileged, bitnami, myapp, slim, nginx]
