/** Whoever types leaves no longer gap than this between two letters. */
const PAUSE_MS = 400

export interface Pressed {
  readonly key: string
  readonly atMs: number
  /** What has the focus takes letters. */
  readonly inField: boolean
  /** A panel is on its way that will take letters, or should. */
  readonly opening: boolean
}

/**
 * Whether a key goes on with what was typed into a field a moment ago, though the field is gone or another is not there
 * yet: then it is a letter, and no command. Returns the judge; it remembers when somebody typed last.
 */
export function typingBurst(): (pressed: Pressed) => boolean {
  let typedAt = Number.NEGATIVE_INFINITY
  return ({ key, atMs, inField, opening }) => {
    const letter = key.length === 1
    const goesOn = letter && (opening || (!inField && atMs - typedAt < PAUSE_MS))
    // Esc is how one leaves a field: what comes after it is meant as a command, however fast.
    if (key === 'Escape') typedAt = Number.NEGATIVE_INFINITY
    else if ((letter && inField) || goesOn || (inField && (key === 'Enter' || key === 'Backspace'))) typedAt = atMs
    return goesOn
  }
}
