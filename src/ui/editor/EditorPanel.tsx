import { Check, Redo2, Undo2, X } from 'lucide-react'
import { Component, type ReactNode } from 'react'
import { appStore, useApp } from '../../app/store.ts'
import { redoText, undoText, useCanRedo, useCanUndo } from '../../app/text-history.ts'
import { KUBERNETES_VERSION } from '../../trace/trace.ts'
import { useWords } from '../language/words.ts'
import { lazyPart } from '../lazy-part.tsx'
import css from './Editor.module.css'
import { PlainEditor } from './PlainEditor.tsx'
import { Problems } from './Problems.tsx'
import { useTabKey } from './tab-key-state.ts'

/** The page comes first: the editor's megabyte is fetched when there is nothing better to do. */
const MonacoEditor = lazyPart(async () => {
  await new Promise<void>((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: 1_500 })
    else setTimeout(resolve, 200)
  })
  return (await import('./MonacoEditor.tsx')).MonacoEditor
})

export function EditorPanel({ plain = false, head }: { readonly plain?: boolean; readonly head?: ReactNode }) {
  const { editor: words } = useWords()
  const fallback = <PlainEditor />
  return (
    <section className={css.panel} aria-label={words.manifest} data-key="editor">
      {head}
      <div className={css.text}>
        {plain ? (
          fallback
        ) : (
          <Fallback instead={fallback}>
            <MonacoEditor waiting={fallback} failing="note" />
          </Fallback>
        )}
      </div>
      <Problems />
      <div className={css.foot}>
        <Footer />
        {plain ? <UndoButtons /> : null}
      </div>
    </section>
  )
}

export function EditorHead({ children }: { readonly children?: ReactNode }) {
  const { editor: words } = useWords()
  return (
    <div className={css.head}>
      <h2 className={css.heading}>{words.manifest}</h2>
      {children}
    </div>
  )
}

/** An editor that breaks leaves the plain one; the text is in the store. */
class Fallback extends Component<{ readonly instead: ReactNode; readonly children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    return this.state.broken ? this.props.instead : this.props.children
  }
}

/** Where there is no keyboard there are no keys for it. */
function UndoButtons() {
  const { editor: words } = useWords()
  const canUndo = useCanUndo()
  const canRedo = useCanRedo()
  return (
    <>
      <button
        type="button"
        className={css.undo}
        aria-label={words.undo}
        disabled={!canUndo}
        onClick={() => undoText(appStore)}
      >
        <Undo2 size={20} />
      </button>
      <button
        type="button"
        className={css.undo}
        aria-label={words.redo}
        disabled={!canRedo}
        onClick={() => redoText(appStore)}
      >
        <Redo2 size={20} />
      </button>
    </>
  )
}

function Footer() {
  const { editor: words } = useWords()
  const freshness = useApp((state) => state.freshness)
  const problems = useApp((state) => state.problems)
  const objects = useApp((state) => state.objects.length)
  const empty = useApp((state) => state.text.trim() === '')
  const tab = useTabKey(({ does }) => does)
  const hint = tab === undefined ? undefined : tab === 'leave' ? words.tabLeaves : words.tabIndents
  const errors = problems.filter((problem) => problem.severity === 'error').length
  const notes = problems.length - errors
  if (empty) return <p className={css.footer}>{words.paste}</p>
  return (
    <p className={css.footer} role="status">
      {freshness === 'pending' ? (
        <span className={css.quiet}>{words.checking}</span>
      ) : freshness === 'fault' ? (
        <span className={css.bad}>
          <X size={14} aria-hidden="true" /> {words.faulty}
        </span>
      ) : freshness === 'refused' || errors > 0 ? (
        <span className={css.bad}>
          <X size={14} aria-hidden="true" /> {words.problems(Math.max(1, errors))}
        </span>
      ) : (
        <>
          <span className={css.good}>
            <Check size={14} aria-hidden="true" /> {words.valid(KUBERNETES_VERSION)}
          </span>
          {hint === undefined ? (
            <span className={css.quiet}>
              {notes > 0 ? `${words.notes(notes)} · ` : ''}
              {words.objects(objects)}
            </span>
          ) : null}
        </>
      )}
      {/* The editor's own name says it to those who cannot see it. */}
      {hint === undefined ? null : (
        <span className={css.quiet} aria-hidden="true">
          {hint}
        </span>
      )}
    </p>
  )
}
