import { firstVisit } from '../gallery/first-visit.ts'
import { ensure } from '../lib/assert.ts'
import { encodeKnownRun } from './known-run.ts'
import { makeKnownRun } from './make-known-run.ts'

/** The run of the first visit's text, for the page that is being built: vite.config.ts. */
export async function firstRunJson(): Promise<string> {
  return encodeKnownRun(await makeKnownRun(ensure(firstVisit(), 'a scenario for the first visit').item.text))
}
