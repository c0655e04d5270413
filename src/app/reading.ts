import type { EngineApi } from '../worker/client.ts'

let read: EngineApi['read'] = async () => undefined

/** Whoever has made the run on the screen can be asked what kubectl sees in it. */
export function provideReading(reading: EngineApi['read']): void {
  read = reading
}

export const readLine: EngineApi['read'] = (line, at) => read(line, at)
