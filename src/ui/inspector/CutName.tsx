import { useWords } from '../language/words.ts'
import { CopyButton } from './CopyButton.tsx'
import css from './CutName.module.css'

/** A name that is longer than this is cut where there is no room for it, and can be copied whole. */
const LONG = 24
const TAIL = 12

/** A name that gives way in its middle: Pods of one owner differ at their ends. */
export function CutName({ name, copied = true }: { readonly name: string; readonly copied?: boolean }) {
  const { inspector: words } = useWords()
  if (name.length <= LONG) return name
  return (
    <span className={css.whole}>
      <span className={css.cut} title={name}>
        <span className={css.head}>{name.slice(0, -TAIL)}</span>
        <span className={css.tail}>{name.slice(-TAIL)}</span>
      </span>
      {copied ? <CopyButton text={name} label={words.copyName} /> : null}
    </span>
  )
}
