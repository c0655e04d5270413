import type { EngineApi } from '../worker/client.ts'

let read: EngineApi['read'] = async () => undefined

/** Whoever has made the run on the screen can be asked what kubectl sees in it. */
export function provideReading(reading: EngineApi['read']): void {
  read = reading
}

let judge: EngineApi['judge'] = async () => []

export function provideJudging(judging: EngineApi['judge']): void {
  judge = judging
}

/** What is wrong with a text that nobody has opened. */
export const judgeText: EngineApi['judge'] = (text) => judge(text)

let images: EngineApi['images'] = async () => []

export function provideImages(known: EngineApi['images']): void {
  images = known
}

let known: ReturnType<EngineApi['images']> | undefined

/** The images of the catalogue: asked for once; an engine that could not be asked is asked again. */
export function knownImages(): ReturnType<EngineApi['images']> {
  known ??= images().then((found) => {
    if (found.length === 0) known = undefined
    return found
  })
  return known
}

export const readLine: EngineApi['read'] = (line, at) => read(line, at)
