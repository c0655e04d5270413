/** A text that somebody wrote, or came with a link, as the browser keeps it. */
export interface KeptText {
  readonly id: string
  readonly text: string
  /** When it was last changed or opened: milliseconds of the wall clock. */
  readonly at: number
}

/** Where texts are kept: the browser's storage, or none. */
export type TextStorage = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>

export interface KeptTexts {
  /**
   * Keeps a text under a name, at once. Returns the name that it has got: another tab may have gone on with the old one,
   * and its words stay.
   */
  keep(id: string | undefined, text: string): Kept
  read(id: string): KeptText | undefined
  /** The newest first; each text once. */
  list(): readonly KeptText[]
  forget(id: string): void
}

export interface Kept {
  readonly id: string
  /** False: only as long as the page is open. The storage is full, or forbidden. */
  readonly lasts: boolean
}

export const MOST_TEXTS = 20
/** All together. A browser gives an address some five million characters for everything. */
export const MOST_CHARACTERS = 4_000_000

const PREFIX = 'podlapse.text.'

interface Surroundings {
  readonly now: () => number
  /** A name that no other tab gives. */
  readonly newName: () => string
  readonly storage: TextStorage | undefined
}

/**
 * Every text has a place of its own in the storage, so that tabs do not write over one another's. A place holds a line
 * with the time and the mark of who wrote it, and then the text.
 */
export function createKeptTexts({ storage, now, newName }: Surroundings): KeptTexts {
  /** What this page wrote or read last, by name: another mark there means that somebody else has been at it. */
  const marks = new Map<string, string>()
  /** What the storage does not take. */
  const unstored = new Map<string, KeptText>()

  const stored = (id: string) => {
    try {
      return parse(id, storage?.getItem(PREFIX + id) ?? undefined)
    } catch {
      return undefined
    }
  }

  const all = (): Record[] => {
    const found: Record[] = []
    try {
      for (let i = 0; i < (storage?.length ?? 0); i++) {
        const key = storage?.key(i) ?? ''
        const record = key.startsWith(PREFIX) ? stored(key.slice(PREFIX.length)) : undefined
        if (record) found.push(record)
      }
    } catch {
      // A browser that forbids storage has nothing kept.
    }
    return found.sort((a, b) => b.at - a.at)
  }

  const remove = (id: string) => {
    try {
      storage?.removeItem(PREFIX + id)
    } catch {
      // Forbidden: then it is not there.
    }
  }

  const put = ({ id, at, mark, text }: Record): boolean => {
    try {
      if (storage === undefined) return false
      storage.setItem(PREFIX + id, `${at} ${mark}\n${text}`)
      return true
    } catch {
      return false
    }
  }

  /** The oldest go where there are too many; where the browser itself says "full", as many as it takes, or none. */
  const write = (record: Record, isNew: boolean): boolean => {
    if (record.text.length > MOST_CHARACTERS) return false
    const others = isNew ? all().filter(({ id }) => id !== record.id) : []
    let characters = record.text.length
    others.forEach(({ id, text }, index) => {
      characters += text.length
      if (index >= MOST_TEXTS - 1 || characters > MOST_CHARACTERS) remove(id)
    })
    if (put(record)) return true
    const gone: Record[] = []
    for (const oldest of all().reverse()) {
      if (oldest.id === record.id) continue
      remove(oldest.id)
      gone.push(oldest)
      if (put(record)) return true
    }
    for (const each of gone) put(each)
    return false
  }

  return {
    keep(wanted, text) {
      const there = wanted === undefined ? undefined : stored(wanted)
      const ours = there === undefined || there.mark === marks.get(there.id)
      const id = wanted !== undefined && ours ? wanted : newName()
      const record = { id, text, at: now(), mark: newName() }
      const lasts = write(record, there === undefined || !ours)
      if (lasts) {
        marks.set(id, record.mark)
        unstored.delete(id)
      } else unstored.set(id, record)
      return { id, lasts }
    },
    read(id) {
      const record = unstored.get(id) ?? stored(id)
      if (record && 'mark' in record) marks.set(id, record.mark as string)
      return record && { id, text: record.text, at: record.at }
    },
    list() {
      const seen = new Set<string>()
      const newest = [...unstored.values(), ...all().filter(({ id }) => !unstored.has(id))].sort((a, b) => b.at - a.at)
      return newest
        .filter(({ text }) => !seen.has(text) && seen.add(text))
        .slice(0, MOST_TEXTS)
        .map(({ id, text, at }) => ({ id, text, at }))
    },
    forget(id) {
      unstored.delete(id)
      marks.delete(id)
      remove(id)
    },
  }
}

interface Record extends KeptText {
  readonly mark: string
}

/** Anybody may have written there: what cannot be read is not there. */
function parse(id: string, value: string | undefined): Record | undefined {
  const end = value?.indexOf('\n') ?? -1
  const [, at, mark] = /^(\d{1,16}) (\S{1,64})$/.exec(value?.slice(0, Math.max(0, end)) ?? '') ?? []
  if (value === undefined || at === undefined || mark === undefined) return undefined
  return { id, text: value.slice(end + 1), at: Number(at), mark }
}
