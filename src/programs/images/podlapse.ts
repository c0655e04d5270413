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
