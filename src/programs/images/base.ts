import { type ImageSpec, mebibytes } from './image.ts'
import { ALPINE_TOOLS, BUSYBOX_TOOLS, DEBIAN_TOOLS, executables } from './tools.ts'

export const busybox: ImageSpec = {
  names: ['busybox', 'busyboxplus', 'radial/busyboxplus'],
  image: () => ({ cmd: ['sh'], files: BUSYBOX_TOOLS, sizeBytes: mebibytes(2.1) }),
}

export const alpine: ImageSpec = {
  names: ['alpine'],
  image: () => ({ cmd: ['/bin/sh'], files: ALPINE_TOOLS, sizeBytes: mebibytes(3.5) }),
}

const DEBIAN_FILES = { ...DEBIAN_TOOLS, ...executables('/usr/bin', 'ps free uptime pgrep pkill watch') }

export const debian: ImageSpec = {
  names: ['debian'],
  image: (tag) => ({ cmd: ['bash'], files: DEBIAN_TOOLS, sizeBytes: mebibytes(/slim/.test(tag) ? 27 : 46) }),
}

export const ubuntu: ImageSpec = {
  names: ['ubuntu'],
  image: () => ({
    cmd: ['/bin/bash'],
    files: {
      ...DEBIAN_FILES,
      '/etc/os-release': {
        kind: 'file',
        content: 'PRETTY_NAME="Ubuntu 24.04.1 LTS"\nNAME="Ubuntu"\nVERSION_ID="24.04"\nID=ubuntu\nID_LIKE=debian\n',
      },
    },
    sizeBytes: mebibytes(28),
  }),
}
