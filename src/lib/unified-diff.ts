/** Beyond this many lines nobody reads a difference, and finding one takes long. */
const MOST_LINES = 20_000
const CONTEXT = 3

/**
 * What has changed between two texts, as a unified diff without a head; empty where they are the same, or too long. Line
 * by line what Python's difflib says, whose port Kubernetes uses: of several shortest differences it is the same one.
 */
// pmezard/go-difflib: difflib.go GetUnifiedDiffString
export function unifiedDiff(before: string, after: string): string {
  return unifiedLines(before.split('\n'), after.split('\n'))
}

/** The same of lines: none at all is what a file that is not there has. */
export function unifiedLines(a: readonly string[], b: readonly string[]): string {
  if (a.length > MOST_LINES || b.length > MOST_LINES) return ''
  return groups(opcodes(a, b))
    .map((group) => hunk(group, a, b))
    .join('')
}

interface Opcode {
  readonly kind: 'equal' | 'change'
  readonly a: readonly [start: number, end: number]
  readonly b: readonly [start: number, end: number]
}

interface Match {
  readonly a: number
  readonly b: number
  readonly size: number
}

/** Where each line of `b` stands; lines that stand nearly everywhere lead nowhere. */
function positionsOf(b: readonly string[]): Map<string, number[]> {
  const positions = new Map<string, number[]>()
  for (const [index, line] of b.entries()) {
    const known = positions.get(line)
    if (known) known.push(index)
    else positions.set(line, [index])
  }
  if (b.length >= 200) {
    const often = Math.floor(b.length / 100) + 1
    for (const [line, indices] of positions) if (indices.length > often) positions.delete(line)
  }
  return positions
}

function longestMatch(
  a: readonly string[],
  b: readonly string[],
  positions: ReadonlyMap<string, readonly number[]>,
  [aLow, aHigh, bLow, bHigh]: Range,
): Match {
  let best: Match = { a: aLow, b: bLow, size: 0 }
  let lengths = new Map<number, number>()
  for (let i = aLow; i < aHigh; i++) {
    const next = new Map<number, number>()
    for (const j of positions.get(a[i] as string) ?? []) {
      if (j < bLow) continue
      if (j >= bHigh) break
      const size = (lengths.get(j - 1) ?? 0) + 1
      next.set(j, size)
      if (size > best.size) best = { a: i - size + 1, b: j - size + 1, size }
    }
    lengths = next
  }
  let { a: i, b: j, size } = best
  while (i > aLow && j > bLow && a[i - 1] === b[j - 1]) {
    i--
    j--
    size++
  }
  while (i + size < aHigh && j + size < bHigh && a[i + size] === b[j + size]) size++
  return { a: i, b: j, size }
}

type Range = readonly [aLow: number, aHigh: number, bLow: number, bHigh: number]

function matchesOf(a: readonly string[], b: readonly string[]): Match[] {
  const positions = positionsOf(b)
  const found: Match[] = []
  const open: Range[] = [[0, a.length, 0, b.length]]
  for (let range = open.pop(); range; range = open.pop()) {
    const match = longestMatch(a, b, positions, range)
    if (match.size === 0) continue
    found.push(match)
    const [aLow, aHigh, bLow, bHigh] = range
    if (aLow < match.a && bLow < match.b) open.push([aLow, match.a, bLow, match.b])
    const [aNext, bNext] = [match.a + match.size, match.b + match.size]
    if (aNext < aHigh && bNext < bHigh) open.push([aNext, aHigh, bNext, bHigh])
  }
  return found.sort((x, y) => x.a - y.a)
}

function opcodes(a: readonly string[], b: readonly string[]): Opcode[] {
  const codes: Opcode[] = []
  let [i, j] = [0, 0]
  for (const match of [...matchesOf(a, b), { a: a.length, b: b.length, size: 0 }]) {
    if (i < match.a || j < match.b) codes.push({ kind: 'change', a: [i, match.a], b: [j, match.b] })
    ;[i, j] = [match.a + match.size, match.b + match.size]
    const before = codes.at(-1)
    if (match.size === 0) continue
    // Matches that touch are one.
    if (before?.kind === 'equal') codes[codes.length - 1] = { kind: 'equal', a: [before.a[0], i], b: [before.b[0], j] }
    else codes.push({ kind: 'equal', a: [match.a, i], b: [match.b, j] })
  }
  return codes
}

/** Changes with what stands around them; what is further apart is apart. */
function groups(codes: readonly Opcode[]): Opcode[][] {
  const found: Opcode[][] = []
  let group: Opcode[] = []
  for (const [index, code] of codes.entries()) {
    if (code.kind === 'change') {
      group.push(code)
      continue
    }
    const { a, b } = code
    const length = a[1] - a[0]
    const isFirst = index === 0
    const isLast = index === codes.length - 1
    if (isFirst && isLast) return []
    if (isFirst) group.push(tail(code))
    else if (isLast) group.push(head(code))
    else if (length <= 2 * CONTEXT) group.push({ kind: 'equal', a, b })
    else {
      group.push(head(code))
      found.push(group)
      group = [tail(code)]
    }
  }
  if (group.length > 0) found.push(group)
  return found
}

function head({ a, b }: Opcode): Opcode {
  const size = Math.min(CONTEXT, a[1] - a[0])
  return { kind: 'equal', a: [a[0], a[0] + size], b: [b[0], b[0] + size] }
}

function tail({ a, b }: Opcode): Opcode {
  const size = Math.min(CONTEXT, a[1] - a[0])
  return { kind: 'equal', a: [a[1] - size, a[1]], b: [b[1] - size, b[1]] }
}

function hunk(group: readonly Opcode[], a: readonly string[], b: readonly string[]): string {
  const first = group[0] as Opcode
  const last = group.at(-1) as Opcode
  const lines = group.flatMap((code) =>
    code.kind === 'equal'
      ? a.slice(...code.a).map((line) => ` ${line}\n`)
      : [...a.slice(...code.a).map((line) => `-${line}\n`), ...b.slice(...code.b).map((line) => `+${line}\n`)],
  )
  return `@@ -${span(first.a[0], last.a[1])} +${span(first.b[0], last.b[1])} @@\n${lines.join('')}`
}

function span(start: number, end: number): string {
  const length = end - start
  if (length === 1) return String(start + 1)
  return `${length === 0 ? start : start + 1},${length}`
}
