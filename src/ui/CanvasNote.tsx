import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { addPod } from '../app/add-pod.ts'
import { applyFix } from '../app/apply-fix.ts'
import { showLine } from '../app/panels.ts'
import { useApp } from '../app/store.ts'
import { canvasNote, type NamedObject, type CanvasNote as Note } from '../view/canvas-note.ts'
import css from './CanvasNote.module.css'
import { useWords } from './language/words.ts'

/** While somebody types, nothing comes and goes. */
const PATIENCE_MS = 500

/** In the middle of a canvas without a life on it: why, and what can be done. Over the last good run: at its foot. */
export function CanvasNote() {
  const freshness = useApp((state) => state.freshness)
  const problems = useApp((state) => state.problems)
  const refusal = useApp((state) => state.refusal)
  const fault = useApp((state) => state.fault)
  const objects = useApp((state) => state.objects)
  const trace = useApp((state) => state.trace)
  const empty = useApp((state) => state.text.trim() === '')
  const note = useMemo(
    () => (empty ? undefined : canvasNote({ freshness, problems, refusal, fault, objects, trace })),
    [empty, freshness, problems, refusal, fault, objects, trace],
  )
  const [shown, setShown] = useState<Note>()
  useEffect(() => {
    const timer = setTimeout(() => setShown(note), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [note])
  // What has been mended is not complained about any longer than it takes to draw it.
  const said = note === undefined && freshness === 'fresh' ? undefined : shown
  const older = trace !== undefined && (said?.kind === 'refused' || said?.kind === 'fault')
  return (
    <div className={older ? css.foot : css.middle} role="status">
      {said === undefined ? null : <Card note={said} older={older} />}
    </div>
  )
}

function Card({ note, older }: { readonly note: Note; readonly older: boolean }) {
  const { app: words, editor } = useWords()
  switch (note.kind) {
    case 'refused': {
      const { first, said, count } = note
      const line = first?.range?.line
      return (
        <Said title={older ? words.refusedOlder : words.refusedTitle}>
          <p className={css.error}>
            {line === undefined ? null : <span className={css.line}>{words.lineColon(line)}</span>}
            {first ? editor.problem(first) : said}
          </p>
          {count > 1 ? <p className={css.more}>{words.moreProblems(count - 1)}</p> : null}
          {line === undefined && first?.fix === undefined ? null : (
            <p className={css.actions}>
              {first?.fix === undefined ? null : (
                <button type="button" className={css.primary} onClick={() => applyFix(first)}>
                  {editor.fixTitle(first.fix.title)}
                </button>
              )}
              {line === undefined ? null : (
                <button
                  type="button"
                  className={first?.fix === undefined ? css.primary : css.second}
                  onClick={() => showLine(line)}
                >
                  {words.showLine(line)}
                </button>
              )}
            </p>
          )}
        </Said>
      )
    }
    case 'noneMade': {
      const { owners } = note
      return (
        <Said title={words.noneMadeTitle(nameOf(owners[0]), owners.length - 1)}>
          <p>{words.noneMadeBody}</p>
        </Said>
      )
    }
    case 'noPod':
      return (
        <Said title={words.noPodTitle}>
          <p>{words.noPodBody(note.objects.slice(0, 3).map(nameOf), Math.max(0, note.objects.length - 3))}</p>
          <p className={css.actions}>
            <button type="button" className={css.primary} onClick={addPod}>
              {words.addPod}
            </button>
          </p>
        </Said>
      )
    case 'fault':
      return (
        <Said title={older ? words.faultOlder : words.fault}>
          <p className={css.error}>{note.said}</p>
        </Said>
      )
  }
}

function Said({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className={css.card}>
      <h2 className={css.title}>{title}</h2>
      {children}
    </div>
  )
}

function nameOf(object: NamedObject | undefined): string {
  return object === undefined ? '' : `${object.kind} ${object.name}`
}
