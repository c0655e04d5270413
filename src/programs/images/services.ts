import { type ImageSpec, mebibytes } from './image.ts'
import { ALPINE_TOOLS, DEBIAN_TOOLS, executables, withAccount } from './tools.ts'

export const redis: ImageSpec = {
  names: ['redis'],
  image: (tag) => ({
    cmd: ['redis-server'],
    workingDir: '/data',
    exposedPorts: [6379],
    files: {
      ...withAccount(/alpine/.test(tag) ? ALPINE_TOOLS : DEBIAN_TOOLS, 'redis', 999, '/home/redis'),
      ...executables('/usr/local/bin', 'redis-server redis-cli'),
      '/data': { kind: 'directory', uid: 999 },
    },
    sizeBytes: mebibytes(/alpine/.test(tag) ? 17 : 45),
  }),
}

export const httpd: ImageSpec = {
  names: ['httpd'],
  image: (tag) => ({
    cmd: ['httpd-foreground'],
    workingDir: '/usr/local/apache2',
    env: {
      HTTPD_PREFIX: '/usr/local/apache2',
      PATH: '/usr/local/apache2/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    },
    exposedPorts: [80],
    stopSignal: 'SIGWINCH',
    files: {
      ...(/alpine/.test(tag) ? ALPINE_TOOLS : DEBIAN_TOOLS),
      '/usr/local/bin/httpd-foreground': { kind: 'program', program: 'apache' },
      '/usr/local/apache2/bin/httpd': { kind: 'program', program: 'apache' },
      '/usr/local/apache2/htdocs/index.html': {
        kind: 'file',
        content: '<html><body><h1>It works!</h1></body></html>\n',
      },
    },
    sizeBytes: mebibytes(56),
  }),
}

export const mysql: ImageSpec = {
  names: ['mysql', 'mariadb'],
  image: () => ({
    cmd: ['mysqld'],
    exposedPorts: [3306],
    files: { ...DEBIAN_TOOLS, '/usr/sbin/mysqld': { kind: 'program', program: 'mysql' } },
    sizeBytes: mebibytes(170),
  }),
}

export const postgres: ImageSpec = {
  names: ['postgres'],
  image: () => ({
    cmd: ['postgres'],
    exposedPorts: [5432],
    stopSignal: 'SIGINT',
    files: { ...DEBIAN_TOOLS, '/usr/bin/postgres': { kind: 'program', program: 'postgres' } },
    sizeBytes: mebibytes(150),
  }),
}

export const pause: ImageSpec = {
  names: ['pause', 'pause-amd64'],
  image: () => ({
    entrypoint: ['/pause'],
    user: '65535:65535',
    files: { '/pause': { kind: 'program', program: 'pause' } },
    sizeBytes: mebibytes(0.3),
  }),
}
