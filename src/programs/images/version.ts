/** A version as tags have it. */
export interface Version {
  readonly major: number
  readonly minor: number
  /** With what the tag leaves out filled in. */
  readonly text: string
  atLeast(major: number, minor?: number): boolean
}

/**
 * What a tag says: `7.2-alpine`, `v3.5.17`, `16`, `latest`. What it leaves out is taken from the first of the versions
 * that begins alike; `latest` is the first of all.
 */
export function versionIn(tag: string, known: string): Version {
  const said = numbers(/^v?(\d+(?:\.\d+)*)/.exec(tag)?.[1])
  const versions = known.split(' ').map(numbers)
  const like = versions.find((each) => said.every((part, i) => each[i] === part)) ?? said
  const parts = like.length > said.length ? like : said
  const [major = 0, minor = 0] = parts
  return {
    major,
    minor,
    text: parts.join('.'),
    atLeast: (least, leastMinor = 0) => major > least || (major === least && minor >= leastMinor),
  }
}

function numbers(text: string | undefined): number[] {
  return text === undefined ? [] : text.split('.').map(Number)
}
