import { useEffect, useRef } from 'react'
import { caretIn } from '../../app/caret-line.ts'
import { useLitLine } from '../../app/lit-line.ts'
import { setPanels, usePanels } from '../../app/panels.ts'
import { appStore, useApp } from '../../app/store.ts'
import type { Lines } from '../../app/text-change.ts'
import { useTextNotice } from '../../app/text-notice.ts'
import { ensure } from '../../lib/assert.ts'
import type { Problem } from '../../scenario/problem.ts'
import { watchWords, wordsNow } from '../language/words.ts'
import { caret } from './caret.ts'
import css from './Editor.module.css'
import { manifestModel } from './manifest-model.ts'
import { markersOf } from './markers.ts'
import { applyTheme, monaco } from './monaco.ts'
import { offerCompletions } from './offer-completions.ts'
import { offerFixes } from './offer-fixes.ts'
import { mindNumbers } from './scrub.ts'
import { showHover } from './show-hover.ts'
import { mindTabKey } from './tab-key.ts'
import { useGhostLines } from './use-ghost-lines.ts'

const OWNER = 'podlapse'
/** Above this what Monaco computes over the whole text costs more than it helps. */
const LARGE = 200_000

type Editor = ReturnType<typeof monaco.editor.create>

/** Monaco. The text is the store's: what is typed goes there, and what comes from elsewhere is put in here. */
export function MonacoEditor() {
  const reveal = usePanels((panels) => panels.revealLine)
  const host = useRef<HTMLDivElement>(null)
  const editorRef = useRef<Editor>(undefined)

  useEffect(() => {
    const editor = create(ensure(host.current, 'place for the editor'))
    editorRef.current = editor
    const stop = [
      mindTabKey(editor),
      beginAtTop(editor),
      showProblems(editor),
      offerFixes(editor),
      offerCompletions(editor),
      showHover(editor),
      flashChanges(editor),
      undoNativeScroll(editor),
      tellCaret(editor),
      mindNumbers(editor, ensure(host.current, 'place for the editor')),
    ]
    return () => {
      for (const each of stop) each()
      editor.dispose()
      editorRef.current = undefined
    }
  }, [])

  const theme = useApp((state) => state.theme)
  useEffect(() => applyTheme(theme === 'dark'), [theme])

  const ghosts = useGhostLines()
  useEffect(() => {
    const editor = editorRef.current
    if (editor === undefined) return
    const decorations = editor.createDecorationsCollection(ghostsAt(editor, ghosts))
    return () => decorations.clear()
  }, [ghosts])

  const lit = useLitLine()
  useEffect(() => {
    const editor = editorRef.current
    if (editor === undefined || lit === undefined) return
    const decorations = editor.createDecorationsCollection(litLine(editor, lit))
    // A hidden editor has no height to scroll in, and Monaco would remember the wrong place.
    if (editor.getLayoutInfo().height > 0) editor.revealLineInCenterIfOutsideViewport(lit)
    return () => decorations.clear()
  }, [lit])

  useEffect(() => {
    const editor = editorRef.current
    if (editor === undefined || reveal === undefined) return
    editor.revealLineInCenterIfOutsideViewport(reveal)
    editor.setPosition({ lineNumber: reveal, column: 1 })
    editor.focus()
    setPanels({ revealLine: undefined })
  }, [reveal])

  // React Flow listens for the space bar on the document and would swallow it here: "nokey" tells it not to.
  return <div ref={host} className={`nokey ${css.monaco}`} />
}

function create(host: HTMLElement): Editor {
  const { theme, text } = appStore.getState()
  const { editor: words } = wordsNow()
  applyTheme(theme === 'dark')
  const editor = monaco.editor.create(host, {
    model: manifestModel(),
    ariaLabel: words.editor,
    placeholder: words.paste,
    automaticLayout: true,
    fixedOverflowWidgets: true,
    fontFamily: 'var(--mono)',
    fontLigatures: false,
    fontSize: 12,
    lineHeight: 20,
    lineNumbersMinChars: 4,
    lineDecorationsWidth: 12,
    folding: false,
    glyphMargin: false,
    minimap: { enabled: false },
    overviewRulerLanes: 0,
    hideCursorInOverviewRuler: true,
    padding: { top: 8, bottom: 8 },
    renderLineHighlight: 'none',
    renderFinalNewline: 'on',
    scrollBeyondLastLine: false,
    scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
    tabSize: 2,
    insertSpaces: true,
    detectIndentation: false,
    stickyScroll: { enabled: false },
    guides: { indentation: false },
    bracketPairColorization: { enabled: false },
    unicodeHighlight: { ambiguousCharacters: false },
    wordBasedSuggestions: 'off',
    quickSuggestions: { other: 'on', strings: 'on', comments: 'off' },
    acceptSuggestionOnEnter: 'smart',
    snippetSuggestions: 'bottom',
    suggest: { showWords: false, snippetsPreventQuickSuggestions: false, showStatusBar: false },
    links: false,
    contextmenu: true,
    wordWrap: 'off',
  })
  fitToSize(editor, text.length)
  void document.fonts?.ready.then(() => monaco.editor.remeasureFonts())
  if (caret.focused) {
    const model = editor.getModel()
    if (model) editor.setPosition(model.getPositionAt(caret.offset))
    editor.focus()
  }
  return editor
}

function fitToSize(editor: Editor, length: number): void {
  const large = length > LARGE
  editor.updateOptions({
    occurrencesHighlight: large ? 'off' : 'singleFile',
    selectionHighlight: !large,
    matchBrackets: large ? 'never' : 'always',
    folding: false,
  })
}

/** Another text is looked at from its beginning. */
function beginAtTop(editor: Editor): () => void {
  return appStore.subscribe((state, before) => {
    if (state.text === before.text) return
    fitToSize(editor, state.text.length)
    if (state.opened === before.opened) return
    editor.setPosition({ lineNumber: 1, column: 1 })
    editor.setScrollPosition({ scrollTop: 0, scrollLeft: 0 })
  })
}

function tellCaret(editor: Editor): () => void {
  const tell = () => caretIn(editor.hasTextFocus() ? editor.getPosition()?.lineNumber : undefined)
  const watched = [
    editor.onDidChangeCursorPosition(tell),
    editor.onDidFocusEditorText(tell),
    editor.onDidBlurEditorText(tell),
  ]
  return () => {
    for (const each of watched) each.dispose()
    caretIn(undefined)
  }
}

function showProblems(editor: Editor): () => void {
  const show = (problems: readonly Problem[]) => {
    const model = editor.getModel()
    if (model) monaco.editor.setModelMarkers(model, OWNER, markersOf(problems, wordsNow().editor.problem))
  }
  const showNow = () => show(appStore.getState().problems)
  showNow()
  const unwatchWords = watchWords(showNow)
  const unsubscribe = appStore.subscribe((state, before) => {
    if (state.problems !== before.problems) show(state.problems)
  })
  return () => {
    unwatchWords()
    unsubscribe()
  }
}

/** So long the lines stand out that were changed from elsewhere. */
const FLASH_MS = 2_500

function flashChanges(editor: Editor): () => void {
  const flash = editor.createDecorationsCollection()
  let over: ReturnType<typeof setTimeout> | undefined
  const show = (lines: Lines) => {
    const last = editor.getModel()?.getLineCount() ?? 1
    const [from, to] = [Math.min(lines.from, last), Math.min(lines.to, last)]
    flash.set([
      {
        range: { startLineNumber: from, startColumn: 1, endLineNumber: to, endColumn: 1 },
        options: { isWholeLine: true, className: css.flash ?? '' },
      },
    ])
    if (editor.getLayoutInfo().height > 0) editor.revealLinesInCenterIfOutsideViewport(from, to)
    clearTimeout(over)
    over = setTimeout(() => flash.clear(), FLASH_MS)
  }
  const unsubscribe = useTextNotice.subscribe(({ lines }, before) => {
    if (lines && lines !== before.lines) show(lines)
  })
  return () => {
    clearTimeout(over)
    unsubscribe()
  }
}

/**
 * Monaco scrolls by moving what is inside. A browser that is asked to bring a long line into view (find in page, a
 * screen reader) scrolls the frame itself, sideways, and the text would be gone.
 */
function undoNativeScroll(editor: Editor): () => void {
  const node = editor.getDomNode()
  const undo = ({ target }: Event) => {
    if (target instanceof Element && target.scrollLeft !== 0) target.scrollLeft = 0
  }
  node?.addEventListener('scroll', undo, true)
  return () => node?.removeEventListener('scroll', undo, true)
}

/** What came of fields, behind them: it is no part of the text, and no caret comes into it. */
function ghostsAt(editor: Editor, ghosts: ReadonlyMap<number, string>) {
  const model = editor.getModel()
  return [...ghosts].flatMap(([line, text]) => {
    if (model === null || line > model.getLineCount()) return []
    const column = model.getLineMaxColumn(line)
    const after = {
      content: `  ← ${text}`,
      inlineClassName: css.ghost ?? '',
      cursorStops: monaco.editor.InjectedTextCursorStops.None,
    }
    return [
      {
        range: { startLineNumber: line, startColumn: column, endLineNumber: line, endColumn: column },
        options: { showIfCollapsed: true, after },
      },
    ]
  })
}

/** The whole line stands out, and on it the value in bold. */
function litLine(editor: Editor, line: number) {
  const content = editor.getModel()?.getLineContent(Math.min(line, editor.getModel()?.getLineCount() ?? 1)) ?? ''
  const value = content.indexOf(': ') + 3
  return [
    {
      range: { startLineNumber: line, startColumn: 1, endLineNumber: line, endColumn: 1 },
      options: { isWholeLine: true, className: css.lit ?? '', lineNumberClassName: css.litNumber ?? '' },
    },
    {
      range: {
        startLineNumber: line,
        startColumn: Math.max(1, value),
        endLineNumber: line,
        endColumn: content.length + 1,
      },
      options: { inlineClassName: css.litValue ?? '' },
    },
  ]
}
