import type { Assertion } from './syntax.ts'

function isWord(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122)
}

/** Does the assertion hold between two characters of the text? */
export function holds(assertion: Assertion, text: string, at: number): boolean {
  switch (assertion) {
    case 'start':
      return at === 0
    case 'end':
      return at === text.length
    default: {
      const before = at > 0 && isWord(text.charCodeAt(at - 1))
      const after = at < text.length && isWord(text.charCodeAt(at))
      if (assertion === 'wordStart') return !before && after
      if (assertion === 'wordEnd') return before && !after
      if (assertion === 'wordBoundary') return before !== after
      if (assertion === 'notWordBoundary') return before === after
      return assertion === 'notAfterWord' ? !before : !after
    }
  }
}
