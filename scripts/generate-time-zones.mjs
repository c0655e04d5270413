// Writes src/manifest/cron/time-zone-rules.gen.ts: which rule each time zone follows from now on.
//   node scripts/generate-time-zones.mjs [/usr/share/zoneinfo]
// Each compiled file of the time zone database ends with its rule as POSIX writes it (RFC 9636, 3.3).
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const directory = process.argv[2] ?? '/usr/share/zoneinfo'
const OTHERS = /^(?:posix|right|posixrules|localtime|Factory|.*\.(?:tab|zi|list|txt)|leapseconds|\+VERSION)/

const byRule = new Map()
for (const name of readdirSync(directory, { recursive: true, encoding: 'utf8' }).toSorted()) {
  if (OTHERS.test(name)) continue
  let bytes
  try {
    bytes = readFileSync(join(directory, name), 'latin1')
  } catch {
    continue
  }
  if (!bytes.startsWith('TZif')) continue
  const rule = bytes.trimEnd().split('\n').at(-1) ?? ''
  byRule.set(rule, [...(byRule.get(rule) ?? []), name])
}

const lines = [...byRule]
  .toSorted(([a], [b]) => (a < b ? -1 : 1))
  .map(([rule, names]) => `  '${rule}':\n    '${names.join(' ')}',`)
writeFileSync(
  new URL('../src/manifest/cron/time-zone-rules.gen.ts', import.meta.url),
  `// Made by scripts/generate-time-zones.mjs from the time zone database: do not edit.
// The names of the time zones that follow each rule, which is written as POSIX writes it.

export const TIME_ZONE_RULES: Readonly<Record<string, string>> = {
${lines.join('\n')}
}
`,
)
