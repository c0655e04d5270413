import { described } from './described.ts'
import { type ImageSpec, mebibytes } from './image.ts'
import { BUSYBOX_TOOLS, executables } from './tools.ts'

/** busybox, the podlapse executable, and `leak`. */
export const PODLAPSE_TOOLS = {
  ...BUSYBOX_TOOLS,
  ...executables('/usr/local/bin', 'podlapse leak curl'),
  ...executables('/bin', 'grpc_health_probe'),
}

/** The program whose behaviour its arguments spell out. */
export const podlapseApp: ImageSpec = {
  names: ['podlapse/app'],
  image: () => ({
    entrypoint: ['podlapse'],
    cmd: ['run'],
    files: PODLAPSE_TOOLS,
    sizeBytes: mebibytes(8),
    exposedPorts: [8080],
  }),
}

/** The machine that a Scenario's \`run:\` lines are typed on. */
export const workstation: ImageSpec = described({
  names: 'podlapse/workstation',
  mib: 46,
  cmd: 'bash',
  tools: `curl wget ps free uptime pgrep pkill killall pidof watch top ping traceroute nslookup dig host nc telnet
    less more vi nano xxd bc ip ss netstat time jq`,
  programs: '/usr/local/bin/kubectl /usr/local/bin/k=kubectl',
})
