import type { Image } from '../../engine/runtime/program.ts'
import { alpine, busybox, debian, ubuntu } from './base.ts'
import { completeImage, type ImageSpec, mebibytes, splitReference } from './image.ts'
import { nginx } from './nginx.ts'
import { PODLAPSE_TOOLS, podlapseApp } from './podlapse.ts'
import { httpd, mysql, pause, postgres, redis } from './services.ts'
import { agnhost, demoapp, liveness, node, python, stress, stressNg, toolBox } from './teaching.ts'

/** Every image that is known. The first that matches counts. */
const IMAGES: readonly ImageSpec[] = [
  podlapseApp,
  busybox,
  alpine,
  nginx,
  debian,
  ubuntu,
  stress,
  stressNg,
  demoapp,
  agnhost,
  liveness,
  toolBox,
  redis,
  httpd,
  mysql,
  postgres,
  pause,
  python,
  node,
]

/** A plain server, for an image that nobody has described. */
const ASSUMED: ReturnType<ImageSpec['image']> = {
  entrypoint: ['assumed-server'],
  files: { ...PODLAPSE_TOOLS, '/usr/local/bin/assumed-server': { kind: 'program', program: 'assumed-server' } },
  sizeBytes: mebibytes(120),
  fallbackProgram: 'assumed-server',
}

function find(reference: string): { readonly spec: ImageSpec; readonly tag: string } | undefined {
  const { path, tag } = splitReference(reference)
  const last = path.slice(path.lastIndexOf('/') + 1)
  const spec =
    IMAGES.find((each) => each.names.includes(path)) ??
    // registry.example.com/mirror/nginx is nginx; acme/web is not web.
    IMAGES.find((each) => each.names.some((name) => !name.includes('/') && name === last))
  return spec && { spec, tag }
}

/** `command`: what a Scenario document says the image runs. */
export function imageOf(reference: string, command?: readonly string[]): Image {
  const found = find(reference)
  if (command) {
    const base = found?.spec.image(found.tag)
    return completeImage(reference, {
      ...base,
      entrypoint: command,
      cmd: [],
      files: base ? { ...PODLAPSE_TOOLS, ...base.files } : PODLAPSE_TOOLS,
      sizeBytes: base?.sizeBytes ?? ASSUMED.sizeBytes,
    })
  }
  return found ? completeImage(reference, found.spec.image(found.tag)) : completeImage(reference, ASSUMED, true)
}
