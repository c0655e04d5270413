import { appStore } from '../../app/store.ts'
import { changeBetween } from '../../app/text-change.ts'
import { monaco } from './monaco.ts'

export type ManifestModel = ReturnType<typeof monaco.editor.createModel>

let model: ManifestModel | undefined

/**
 * The text as Monaco has it, once for the life of the page: what can be undone outlives every editor that shows it. The
 * text is the store's: what is typed goes there, and what comes from elsewhere (a fix, a step, another text) is one edit
 * here, which can be undone.
 */
export function manifestModel(): ManifestModel {
  model ??= createModel()
  return model
}

function createModel(): ManifestModel {
  const created = monaco.editor.createModel(appStore.getState().text, 'yaml')
  // Lines that end otherwise would be counted otherwise here and in the store.
  created.setEOL(monaco.editor.EndOfLineSequence.LF)
  let known = appStore.getState().text
  let writing = false
  created.onDidChangeContent(() => {
    if (writing) return
    known = created.getValue()
    appStore.getState().edit(known)
  })
  appStore.subscribe(({ text }) => {
    if (text === known) return
    known = text
    writing = true
    replace(created, text)
    writing = false
  })
  return created
}

function replace(into: ManifestModel, text: string): void {
  const { start, end, inserted } = changeBetween(into.getValue(), text.replace(/\r\n?/g, '\n'))
  const range = monaco.Range.fromPositions(into.getPositionAt(start), into.getPositionAt(end))
  // What was typed before, and what will be, are steps of their own.
  into.pushStackElement()
  into.pushEditOperations([], [{ range, text: inserted }], () => null)
  into.pushStackElement()
}
