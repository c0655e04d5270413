import type { Sys } from '../../../engine/program-api/program.ts'

function versionOf(sys: Sys): string {
  return sys.env.get('NGINX_VERSION') ?? '1.29.3'
}

export function signatureOf(sys: Sys): string {
  return `nginx/${versionOf(sys)}`
}

/** What a master says of itself as it starts. */
export function startLines(sys: Sys): readonly string[] {
  const release = sys.files.read('/proc/sys/kernel/osrelease')
  const alpine = typeof sys.files.stat('/etc/alpine-release') !== 'string'
  return [
    'using the "epoll" event method',
    signatureOf(sys),
    `built by gcc ${alpine ? '14.2.0 (Alpine 14.2.0)' : '12.2.0 (Debian 12.2.0-14+deb12u1)'}`,
    `OS: Linux${typeof release === 'string' ? '' : ` ${release.text.trim()}`}`,
    'getrlimit(RLIMIT_NOFILE): 1048576:1048576',
  ]
}
