/** What a screen shows of one line's output; the rest is in the trace. */
const MOST_CHARACTERS = 200_000

/**
 * What the simulated world prints, as text that means nothing to a terminal: control characters are shown as `cat -v`
 * shows them, and what would turn the order of letters is marked. Lines end with \n.
 */
export function plainOutput(text: string): string {
  const shown = text.length > MOST_CHARACTERS ? `…\n${text.slice(-MOST_CHARACTERS)}` : text
  return shown.replace(/\r\n/g, '\n').replace(CONTROL, visible)
}

/** All but tab and line feed; C1; what lays lines or turns the direction of writing. */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g

function visible(character: string): string {
  const code = character.charCodeAt(0)
  if (code < 0x20) return `^${String.fromCharCode(code + 0x40)}`
  return code === 0x7f ? '^?' : '\ufffd'
}
