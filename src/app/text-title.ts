const LONGEST_TITLE = 80
/** So far a text is looked into: a list shows many of them at once. */
const LOOKED_AT = 4_000
const EXCERPT = 160

/** The comment on a text's first line, where it is short enough to be a title. */
export function commentOf(text: string): string {
  const line = text.slice(0, LOOKED_AT).split('\n', 1)[0]?.trim() ?? ''
  const comment = line.startsWith('#') ? line.replace(/^#+/, '').trim() : ''
  return comment.length > LONGEST_TITLE ? '' : comment
}

/** What to call a text in a list without reading its YAML; empty: it says nothing of itself. */
export function titleOfText(text: string): string {
  const comment = commentOf(text)
  if (comment !== '') return comment
  const start = text.slice(0, LOOKED_AT)
  const kind = /^kind:[ \t]*["']?(\w{1,40})/m.exec(start)?.[1] ?? ''
  const name = /^(?:metadata:[ \t]*\{[^}\n]*?|[ \t]{1,8})name:[ \t]*["']?([\w.-]{1,63})/m.exec(start)?.[1] ?? ''
  return [kind, name].filter(Boolean).join(' ')
}

/** Its first words, in one line: without what every manifest begins with. */
export function excerptOf(text: string): string {
  const lines = text
    .slice(0, LOOKED_AT)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#') && !/^(?:---|apiVersion:.*|metadata:|spec:)$/.test(line))
  const words = lines.join('  ')
  return words.length > EXCERPT ? `${words.slice(0, EXCERPT)} …` : words
}
