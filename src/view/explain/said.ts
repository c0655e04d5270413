/** A sentence, and what it is asked about by: all of it, or of a long one what comes first. */
export interface Said {
  readonly text: string
  readonly head: string
}

export const whole = (text: string): Said => ({ text, head: text })

/** With the rest after the mark that a language puts there. */
export const headed = (head: string, mark: string, rest: string): Said => ({ head, text: `${head}${mark}${rest}` })

/** Several as one sentence. */
export function joined(parts: readonly Said[], mark: string): Said {
  return { text: parts.map(({ text }) => text).join(mark), head: parts.map(({ head }) => head).join(mark) }
}
