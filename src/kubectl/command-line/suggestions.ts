/** Commands that somebody may have meant, in their own order. */
// cobra: command.go SuggestionsFor (v1.10)
export function suggestionsFor(typed: string, names: readonly string[]): string[] {
  const wanted = typed.toLowerCase()
  return names.filter((name) => levenshtein(wanted, name.toLowerCase()) <= 2 || name.toLowerCase().startsWith(wanted))
}

function levenshtein(a: string, b: string): number {
  // More than this is no slip of a finger.
  if (Math.abs(a.length - b.length) > 2) return 3
  let before = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 0; i < a.length; i++) {
    const row = [i + 1]
    for (let j = 0; j < b.length; j++) {
      const same = a[i] === b[j] ? 0 : 1
      row.push(Math.min((row[j] as number) + 1, (before[j + 1] as number) + 1, (before[j] as number) + same))
    }
    before = row
  }
  return before.at(-1) as number
}
