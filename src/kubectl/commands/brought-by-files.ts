import type { Brought, Surroundings } from '../command-line/command.ts'
import { fileObjects } from '../command-line/file-objects.ts'
import type { Given } from '../command-line/flag-set.ts'

/** What stands in the files that -f names. */
export function broughtByFiles(given: Given, { readFile }: Surroundings): Brought {
  const objects = given.list('filename').flatMap((path) => {
    const text = readFile(path)
    return text === undefined ? [] : fileObjects(text).values
  })
  return { objects }
}
