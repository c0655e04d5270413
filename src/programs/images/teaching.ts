import { type ImageSpec, mebibytes } from './image.ts'
import { ALPINE_TOOLS, BUSYBOX_TOOLS, DEBIAN_TOOLS, executables } from './tools.ts'

/** polinux/stress of the Kubernetes documentation: its command is given by the manifest. */
export const stress: ImageSpec = {
  names: ['polinux/stress', 'vish/stress', 'progrium/stress'],
  image: () => ({
    cmd: ['stress', '--help'],
    files: {
      ...ALPINE_TOOLS,
      ...executables('/usr/local/bin', 'stress'),
      '/usr/bin/bash': { kind: 'program', program: 'bash' },
    },
    sizeBytes: mebibytes(3.9),
  }),
}

export const stressNg: ImageSpec = {
  names: ['stress-ng', 'polinux/stress-ng', 'ikubernetes/stress-ng', 'alexeiled/stress-ng'],
  image: () => ({
    entrypoint: ['/usr/bin/stress-ng'],
    cmd: ['--help'],
    files: { ...ALPINE_TOOLS, ...executables('/usr/bin', 'stress-ng') },
    sizeBytes: mebibytes(5),
  }),
}

/** The server of the iKubernetes courses; its entry point is a shell that becomes python. */
export const demoapp: ImageSpec = {
  names: ['ikubernetes/demoapp', 'demoapp', 'pod-test'],
  image: () => ({
    entrypoint: ['/bin/sh', '-c', 'python3 /usr/local/bin/demo.py'],
    env: { DEPLOYENV: 'Production', RELEASE: 'Stable', PS1: '[\\u@\\h \\w]\\$ ' },
    exposedPorts: [80],
    files: {
      ...ALPINE_TOOLS,
      ...executables('/usr/bin', 'curl'),
      ...executables('/sbin', 'iptables'),
      '/usr/bin/python3': { kind: 'program', program: 'demoapp' },
      '/usr/local/bin/demo.py': { kind: 'file', content: '#!/usr/bin/python3\n', mode: 0o755 },
    },
    sizeBytes: mebibytes(28),
  }),
}

/** Tool boxes for looking around. */
export const toolBox: ImageSpec = {
  names: [
    'ikubernetes/admin-box',
    'admin-box',
    'netshoot',
    'nicolaka/netshoot',
    'curlimages/curl',
    'curl',
    'dnsutils',
    'jessie-dnsutils',
  ],
  image: () => ({
    cmd: ['/bin/sh'],
    files: {
      ...ALPINE_TOOLS,
      ...executables('/usr/bin', 'curl'),
      ...executables('/sbin', 'iptables'),
      '/bin/bash': { kind: 'program', program: 'bash' },
    },
    sizeBytes: mebibytes(60),
  }),
}

export const agnhost: ImageSpec = {
  names: ['agnhost', 'e2e-test-images/agnhost'],
  image: () => ({
    entrypoint: ['/agnhost'],
    cmd: ['pause'],
    exposedPorts: [80, 8080, 8081, 9376],
    files: { ...ALPINE_TOOLS, ...executables('/usr/bin', 'curl'), '/agnhost': { kind: 'program', program: 'agnhost' } },
    sizeBytes: mebibytes(50),
  }),
}

/** The liveness example of the older documentation. */
export const liveness: ImageSpec = {
  names: ['liveness', 'k8s.gcr.io/liveness', 'davidliyutong/liveness'],
  image: () => ({
    entrypoint: ['/server'],
    files: {
      ...BUSYBOX_TOOLS,
      '/agnhost': { kind: 'program', program: 'agnhost' },
      '/server': { kind: 'file', content: '#!/bin/sh\nexec /agnhost liveness\n', mode: 0o755 },
    },
    sizeBytes: mebibytes(4),
  }),
}

export const python: ImageSpec = {
  names: ['python'],
  image: (tag) => ({
    cmd: ['python3'],
    files: {
      ...(/alpine/.test(tag) ? ALPINE_TOOLS : DEBIAN_TOOLS),
      '/usr/local/bin/python3': { kind: 'program', program: 'interpreter' },
      '/usr/local/bin/python': { kind: 'program', program: 'interpreter' },
    },
    sizeBytes: mebibytes(/alpine/.test(tag) ? 18 : /slim/.test(tag) ? 45 : 360),
  }),
}

export const node: ImageSpec = {
  names: ['node'],
  image: (tag) => ({
    cmd: ['node'],
    files: {
      ...(/alpine/.test(tag) ? ALPINE_TOOLS : DEBIAN_TOOLS),
      '/usr/local/bin/node': { kind: 'program', program: 'interpreter' },
    },
    sizeBytes: mebibytes(/alpine/.test(tag) ? 55 : /slim/.test(tag) ? 75 : 390),
  }),
}
