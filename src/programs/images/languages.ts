import { BUILD_TOOLS } from './base.ts'
import { type Description, described } from './described.ts'
import type { ImageSpec } from './image.ts'

/** A language: its interpreter runs what the manifest says; without a command it waits for input and finds none. */
function language(description: Description): ImageSpec {
  // Other than the slim ones they are built on Debian's buildpack images, with git, curl and ps.
  return described({
    ...description,
    byTag: (tag) => ({ ...(/slim|alpine/.test(tag) ? {} : { files: BUILD_TOOLS }), ...description.byTag?.(tag) }),
  })
}

export const LANGUAGES: readonly ImageSpec[] = [
  language({
    names: 'python',
    mib: [360, 18, 45],
    cmd: 'python3',
    env: { LANG: 'C.UTF-8' },
    programs:
      '/usr/local/bin/python3=interpreter /usr/local/bin/python=interpreter /usr/local/bin/pip /usr/local/bin/pip3=pip',
  }),
  language({
    names: 'node',
    mib: [390, 55, 75],
    cmd: 'node',
    takesOptionsOf: 'node',
    programs: '/usr/local/bin/node=interpreter /usr/local/bin/npm /usr/local/bin/yarn=npm /usr/local/bin/npx=npm',
  }),
  language({
    names: 'golang',
    mib: [300, 80],
    cmd: 'bash',
    dir: '/go',
    env: {
      GOPATH: '/go',
      PATH: '/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    },
    programs: '/usr/local/go/bin/go=interpreter',
    byTag: (tag) => (/alpine/.test(tag) ? { cmd: '/bin/sh' } : {}),
  }),
  language({
    names: 'perl',
    mib: [340, 340, 60],
    cmd: 'perl -de0',
    dir: '/usr/src/app',
    programs: '/usr/local/bin/perl=interpreter',
  }),
  language({
    names: 'ruby',
    mib: [360, 40, 75],
    cmd: 'irb',
    programs:
      '/usr/local/bin/ruby=interpreter /usr/local/bin/irb=interpreter /usr/local/bin/gem /usr/local/bin/bundle=gem',
  }),
  described({
    names: 'openjdk eclipse-temurin amazoncorretto',
    mib: [230, 150, 200],
    cmd: 'jshell',
    env: {
      JAVA_HOME: '/opt/java/openjdk',
      PATH: '/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    },
    programs: '/opt/java/openjdk/bin/java=interpreter /opt/java/openjdk/bin/jshell=interpreter',
  }),
  described({
    names: 'php',
    mib: [180, 35],
    entrypoint: 'docker-php-entrypoint',
    cmd: 'php -a',
    programs: '/usr/local/bin/php=interpreter',
    files: {
      '/var/www/html': { kind: 'directory' },
      '/usr/local/bin/docker-php-entrypoint': { kind: 'file', content: '#!/bin/sh\nexec "$@"\n', mode: 0o755 },
    },
    byTag: (tag) => {
      if (/fpm/.test(tag)) {
        return {
          cmd: 'php-fpm',
          dir: '/var/www/html',
          ports: [9000],
          stop: 'SIGQUIT',
          programs: '/usr/local/sbin/php-fpm',
        }
      }
      return /apache/.test(tag)
        ? {
            cmd: 'apache2-foreground',
            dir: '/var/www/html',
            ports: [80],
            stop: 'SIGWINCH',
            programs: '/usr/local/bin/apache2-foreground=apache-html',
          }
        : {}
    },
  }),
]
