import { hover } from '../../language/hover.ts'
import { hoverLines } from '../../language/words/words.ts'
import { languageWords } from './language-words.ts'
import { monaco } from './monaco.ts'

type Editor = ReturnType<typeof monaco.editor.create>

/** What a field is, and what it is for, where the pointer rests on it. */
export function showHover(editor: Editor): () => void {
  const provider = monaco.languages.registerHoverProvider('yaml', {
    async provideHover(model, position) {
      if (model !== editor.getModel()) return undefined
      const found = hover(model.getValue(), model.getOffsetAt(position))
      const words = found && (await languageWords())
      if (!found || !words || model.isDisposed()) return undefined
      const [head = '', ...lines] = hoverLines(found, words)
      return {
        range: monaco.Range.fromPositions(model.getPositionAt(found.start), model.getPositionAt(found.end)),
        contents: [{ value: `**${inMarkdown(head)}**` }, ...lines.map((line) => ({ value: inMarkdown(line) }))],
      }
    },
  })
  return () => provider.dispose()
}

/** As it is written, whatever Markdown would make of it. */
function inMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()<>#+!|~-]/g, '\\$&')
}
