import { described } from './described.ts'
import { HTTPD_FILES } from './httpd-files.ts'
import type { ImageSpec } from './image.ts'
import { HANDS_ON } from './queues.ts'

const HTTPD_PATH = '/usr/local/apache2/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
const html = { kind: 'directory' } as const

export const WEB: readonly ImageSpec[] = [
  // Before "httpd", which any name ending in it would be.
  described({
    names: 'centos/httpd',
    base: 'rhel',
    mib: 90,
    cmd: '/run-httpd.sh',
    ports: [80],
    programs: '/run-httpd.sh=apache-html',
    files: { '/var/www/html': html },
  }),
  described({
    names: 'httpd',
    mib: [56, 22],
    cmd: 'httpd-foreground',
    dir: '/usr/local/apache2',
    env: { HTTPD_PREFIX: '/usr/local/apache2', PATH: HTTPD_PATH },
    ports: [80],
    stop: 'SIGWINCH',
    programs:
      '/usr/local/bin/httpd-foreground=httpd-2 /usr/local/apache2/bin/httpd=httpd-2 /usr/local/apache2/bin/apachectl=httpd-2',
    files: HTTPD_FILES,
  }),
  described({
    names: 'wordpress',
    mib: [250, 90],
    entrypoint: 'docker-entrypoint.sh',
    cmd: 'apache2-foreground',
    dir: '/var/www/html',
    ports: [80],
    stop: 'SIGWINCH',
    programs: '/usr/local/bin/docker-entrypoint.sh=wordpress /usr/local/bin/apache2-foreground=apache-html',
    tools: 'curl',
    files: { '/var/www/html': html },
    byTag: (tag) =>
      /fpm/.test(tag)
        ? { cmd: 'php-fpm', ports: [9000], stop: 'SIGQUIT', programs: '/usr/local/bin/docker-entrypoint.sh=php-fpm' }
        : {},
  }),
  // The guestbook's front end: PHP in Apache.
  described({
    names: 'gb-frontend google_samples/gb-frontend google-samples/gb-frontend',
    mib: 150,
    cmd: 'apache2-foreground',
    dir: '/var/www/html',
    ports: [80],
    programs: '/usr/local/bin/apache2-foreground=apache-html',
    files: {
      '/var/www/html/index.html': { kind: 'file', content: '<html><head><title>Guestbook</title></head></html>\n' },
    },
  }),
  described({
    names: 'tomcat',
    mib: [210, 210],
    cmd: 'catalina.sh run',
    dir: '/usr/local/tomcat',
    env: {
      CATALINA_HOME: '/usr/local/tomcat',
      PATH: '/usr/local/tomcat/bin:/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    },
    ports: [8080],
    programs: '/usr/local/tomcat/bin/catalina.sh=tomcat',
    tools: 'curl wget',
  }),
  described({
    names: 'jenkins jenkins/jenkins',
    mib: 280,
    entrypoint: '/usr/bin/tini -- /usr/local/bin/jenkins.sh',
    user: 'jenkins',
    ports: [8080, 50_000],
    programs: '/usr/local/bin/jenkins.sh=jenkins',
    tools: 'curl git',
    files: { '/usr/bin/tini': HANDS_ON },
  }),
]
