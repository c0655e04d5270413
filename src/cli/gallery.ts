import { GALLERY } from '../gallery/gallery.ts'
import { EXIT } from './exit-status.ts'
import type { Io } from './io.ts'

/** Without a name: what there is. With one: its YAML, ready to be run or changed. */
export function gallery(name: string | undefined, io: Io): number {
  if (name === undefined) {
    const width = Math.max(...GALLERY.map((item) => item.name.length))
    for (const item of GALLERY) io.stdout(`${item.name.padEnd(width)}  ${item.title}\n`)
    return EXIT.done
  }
  const item = GALLERY.find((each) => each.name === name)
  if (!item) {
    io.stderr(`podlapse: the gallery has no "${name}"; "podlapse gallery" lists what it has\n`)
    return EXIT.misuse
  }
  io.stdout(item.text)
  return EXIT.done
}
