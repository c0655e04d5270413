import { readLine } from '../engine/read-line.ts'
import { simulate } from '../engine/simulate.ts'
import { knownImages } from '../programs/images/known-images.ts'
import { PROGRAMS } from '../programs/programs.ts'
import { compile } from '../scenario/compile.ts'
import type { Engine } from './serve.ts'

/** What answers the page's requests. */
export const ENGINE: Engine = {
  compile: (text) => compile(text, { lookUpImage: PROGRAMS.image }),
  simulate,
  readLine,
  programs: PROGRAMS,
  images: knownImages,
}
