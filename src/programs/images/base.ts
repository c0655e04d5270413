import { described } from './described.ts'
import { type ImageSpec, mebibytes } from './image.ts'
import { busyboxTools, DEBIAN_TOOLS, executables } from './tools.ts'

const osRelease = (content: string) => ({ '/etc/os-release': { kind: 'file', content } }) as const

/** Of the corporate kind: bash, GNU's tools, curl. */
function rhel(names: string, mib: number, pretty: string, version = '9') {
  const content = `NAME="${pretty}"\nVERSION_ID="${version}"\nID_LIKE="rhel fedora"\nPRETTY_NAME="${pretty} ${version}"\n`
  return described({ names, base: 'rhel', mib, cmd: '/bin/bash', files: osRelease(content) })
}

export const BASES: readonly ImageSpec[] = [
  {
    names: ['busybox', 'busyboxplus', 'radial/busyboxplus'],
    image: (tag) => ({ cmd: ['sh'], files: busyboxTools(tag), sizeBytes: mebibytes(2.1) }),
  },
  described({ names: 'alpine', base: 'alpine', mib: 3.5, cmd: '/bin/sh' }),
  described({ names: 'debian buildpack-deps build-image/debian-base', mib: [46, 46, 27], cmd: 'bash' }),
  described({
    names: 'ubuntu',
    mib: 28,
    cmd: '/bin/bash',
    files: {
      ...executables('/usr/bin', 'ps free uptime pgrep pkill watch top sysctl pidof'),
      ...osRelease('PRETTY_NAME="Ubuntu 24.04.1 LTS"\nNAME="Ubuntu"\nVERSION_ID="24.04"\nID=ubuntu\nID_LIKE=debian\n'),
    },
  }),
  rhel('centos', 80, 'CentOS Linux', '7'),
  rhel('rockylinux rockylinux/rockylinux', 65, 'Rocky Linux'),
  rhel('almalinux', 68, 'AlmaLinux'),
  rhel('fedora', 58, 'Fedora Linux', '41'),
  rhel('amazonlinux amazonlinux/amazonlinux', 52, 'Amazon Linux', '2023'),
  rhel('oraclelinux', 88, 'Oracle Linux Server'),
  rhel('ubi8 ubi9 ubi8/ubi ubi9/ubi ubi9/ubi-minimal', 75, 'Red Hat Enterprise Linux'),
  described({
    names: 'bash',
    base: 'alpine',
    mib: 6,
    cmd: 'bash',
    takesOptionsOf: 'bash',
    programs: '/usr/local/bin/bash',
  }),
  // The distroless ones have nothing to start.
  described({ names: 'distroless/static distroless/base distroless/static-debian12', base: 'none', mib: 1, user: '0' }),
]

/** Debian with what its buildpack images add, for images of languages. */
export const BUILD_TOOLS = {
  ...DEBIAN_TOOLS,
  ...executables('/usr/bin', 'curl wget git openssl ps free uptime pgrep pkill top sysctl'),
}
