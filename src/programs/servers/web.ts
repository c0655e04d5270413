import type { HttpRequest, HttpResponse } from '../../engine/program-api/network.ts'
import type { Program, Sys } from '../../engine/program-api/program.ts'
import type { Task } from '../../engine/program-api/task.ts'
import { orFitting } from './config/unknown-config.ts'
import { type Daemon, daemon, hasAny, isEmpty, javaMemory, jvmStop, runDaemon, say } from './daemon.ts'
import { serveFiles } from './files-server.ts'
import { httpd } from './httpd/httpd.ts'

/** Apache: SIGWINCH, its images' stop signal, ends it gracefully. */
function apacheLike(handle: (request: HttpRequest, sys: Sys) => HttpResponse, more: Partial<Daemon> = {}): Daemon {
  return {
    memoryMiB: 8,
    ports: [{ port: 80, http: { '*': handle } }],
    says: "AH00558: httpd: Could not reliably determine the server's fully qualified domain name. Set the 'ServerName' directive globally to suppress this message",
    ready:
      '[%a %b %d %T.%L000 %Y] [mpm_event:notice] [pid 1:tid 1] AH00489: Apache/2.4.62 (Unix) configured -- resuming normal operations',
    stop: {
      on: ['SIGTERM', 'SIGINT', 'SIGWINCH'],
      says: '[%a %b %d %T.%L000 %Y] [mpm_event:notice] [pid 1:tid 1] AH00491: caught SIGTERM, shutting down',
    },
    ...more,
  }
}

function site(root: string): Program {
  return daemon(apacheLike((request, sys) => serveFiles(sys, root, false)(request)))
}

/** When it looks again for a database that is not there, ms: ever later, and in the end only when it is asked. */
const LOOK_AGAIN = { first: 2000, most: 64_000 } as const

const WORDPRESS_FILES = '/var/www/html'

/**
 * WordPress: its entry point unpacks it, then Apache asks the database for every page. A handler cannot wait for the
 * database: it answers by what was found last, and a request makes it look again.
 */
function* wordpress(sys: Sys): Task<number> {
  if (sys.argv[1] !== 'apache2-foreground') {
    const other = sys.exec(sys.argv.slice(1))
    return typeof other === 'string' ? 127 : yield* other
  }
  if (isEmpty(sys, WORDPRESS_FILES)) {
    yield* say(sys, 'WordPress not found in /var/www/html - copying now...')
    yield* sys.sleep(2000)
    sys.files.write(`${WORDPRESS_FILES}/wp-login.php`, '')
    yield* say(sys, 'Complete! WordPress has been successfully copied to /var/www/html')
  }
  const configured = hasAny(sys, 'WORDPRESS_DB_HOST WORDPRESS_DB_USER WORDPRESS_DB_PASSWORD WORDPRESS_DB_NAME')
  if (configured) yield* say(sys, "No 'wp-config.php' found in /var/www/html, but 'WORDPRESS_...' variables supplied")
  const [host = '', port = '3306'] = (sys.env.get('WORDPRESS_DB_HOST') ?? 'mysql').split(':')
  let there = false
  const child = sys.fork(function* (watcher) {
    watcher.on('SIGUSR1', 'catch')
    for (let pause: number = LOOK_AGAIN.first; ; pause *= 2) {
      there = (yield* watcher.connect(host, Number(port), 5000)) === 'connected'
      if (there || pause > LOOK_AGAIN.most) yield* watcher.pause()
      else yield* watcher.sleep(pause)
      watcher.takeSignal()
    }
  })
  const handle = (request: HttpRequest): HttpResponse => {
    if (!configured) return { status: 302, headers: { Location: '/wp-admin/setup-config.php' } }
    sys.kill(child.pid, 'SIGUSR1')
    if (!there) return { status: 500, body: '<h1>Error establishing a database connection</h1>\n' }
    if (request.path.startsWith('/wp-admin/install.php'))
      return { status: 200, body: 'WordPress &rsaquo; Installation\n' }
    return { status: 302, headers: { Location: '/wp-admin/install.php' } }
  }
  return yield* runDaemon(sys, apacheLike(handle, { memoryMiB: 40 }))
}

const JENKINS_READY = 25_000
const INFO = '%F %T.%L+0000 [id=1]\tINFO\t'

/** `-t` looks at its configuration and ends. */
// php: sapi/fpm/fpm/fpm_main.c
function phpFpm(server: Program): Program {
  return function* (sys) {
    const [option = ''] = sys.argv.slice(1)
    if (/^-t+$/.test(option)) {
      yield* sys.stderr.write('NOTICE: configuration file /usr/local/etc/php-fpm.conf test is successful\n')
      return 0
    }
    if (/^(?:-v|--version)$/.test(option)) {
      yield* sys.stdout.write('PHP 8.4.2 (fpm-fcgi)\n')
      return 0
    }
    return yield* server(sys)
  }
}

export const WEB: Readonly<Record<string, Program>> = {
  'httpd-2': orFitting(httpd, 'SIGWINCH'),
  'apache-html': site(WORDPRESS_FILES),
  wordpress,
  'php-fpm': phpFpm(
    daemon({
      memoryMiB: 10,
      ready: '[%d-%b-%Y %T] NOTICE: fpm is running, pid 1\n[%d-%b-%Y %T] NOTICE: ready to handle connections',
      ports: [{ port: 9000 }],
      stop: { on: ['SIGTERM', 'SIGINT', 'SIGQUIT'], says: '[%d-%b-%Y %T] NOTICE: exiting, bye-bye!' },
    }),
  ),
  tomcat: daemon({
    startMs: 1200,
    memoryMiB: javaMemory(30, 'JAVA_OPTS', 'CATALINA_OPTS'),
    ready: '%d-%b-%Y %T.%L INFO [main] org.apache.catalina.startup.Catalina.start Server startup in [612] milliseconds',
    // Its applications are in webapps.dist, so there is nothing at /.
    ports: [{ port: 8080, http: { '*': [404, 'HTTP Status 404 – Not Found\n'] } }],
    stop: jvmStop(300),
  }),
  jenkins: daemon({
    startMs: 4000,
    memoryMiB: javaMemory(400, 'JAVA_OPTS'),
    says: 'Running from: /usr/share/jenkins/jenkins.war',
    ready: `${INFO}winstone.Logger#logInternal: Winstone Servlet Engine running: controlPort=disabled`,
    ports: [
      {
        port: 8080,
        http: {
          '*': (request, _sys, age) => {
            if (age < JENKINS_READY)
              return { status: 503, body: 'Please wait while Jenkins is getting ready to work\n' }
            return request.path.startsWith('/login')
              ? { status: 200, body: 'Jenkins\n' }
              : { status: 403, body: 'Authentication required\n' }
          },
        },
      },
      { port: 50_000 },
    ],
    stop: jvmStop(1000),
  }),
}
