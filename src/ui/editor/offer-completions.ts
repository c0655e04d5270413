import { knownImages } from '../../app/reading.ts'
import { complete } from '../../language/complete.ts'
import type { Completion } from '../../language/completion/completion.ts'
import { completionLines, type LanguageWords } from '../../language/words/words.ts'
import type { TextEdit } from '../../manifest/text/text-edit.ts'
import { languageWords } from './language-words.ts'
import { monaco } from './monaco.ts'

type Editor = ReturnType<typeof monaco.editor.create>
type Model = NonNullable<ReturnType<Editor['getModel']>>
type Item = monaco.languages.CompletionItem

const { CompletionItemKind, CompletionItemInsertTextRule } = monaco.languages

const KINDS: Readonly<Record<Completion['kind'], monaco.languages.CompletionItemKind>> = {
  field: CompletionItemKind.Field,
  value: CompletionItemKind.Value,
  name: CompletionItemKind.Reference,
  image: CompletionItemKind.Module,
  snippet: CompletionItemKind.Snippet,
}

/** What may be written at the caret, as the schema and the rest of the text have it. */
export function offerCompletions(editor: Editor): () => void {
  const provider = monaco.languages.registerCompletionItemProvider('yaml', {
    triggerCharacters: [' ', ':', '{', '[', ','],
    async provideCompletionItems(model, position, { triggerCharacter }) {
      if (model !== editor.getModel()) return { suggestions: [] }
      const line = model.getLineContent(position.lineNumber).slice(0, position.column - 1)
      // A space is typed for many reasons: behind a colon, a dash or a comma something comes.
      if (triggerCharacter === ' ' && !/(?:[:,[{]|^\s*-) $/.test(line)) return { suggestions: [] }
      if (triggerCharacter === ':' && !/:$/.test(line)) return { suggestions: [] }
      const [words, images] = await Promise.all([languageWords(), knownImages()])
      if (model.isDisposed()) return { suggestions: [] }
      const offered = complete(model.getValue(), model.getOffsetAt(position), { images })
      return { suggestions: offered.map((each, index) => itemOf(model, each, index, words)) }
    },
  })
  return () => provider.dispose()
}

function itemOf(model: Model, completion: Completion, index: number, words: LanguageWords | undefined): Item {
  const { kind, insert, start, end, filter, detail, snippet, next, also } = completion
  const label = snippet && words ? words.snippets[snippet] : completion.label
  const lines = words ? completionLines(completion, words) : []
  return {
    label: detail === undefined ? label : { label, description: detail },
    kind: KINDS[kind],
    insertText: insert,
    // It is indented as it has to be.
    insertTextRules: CompletionItemInsertTextRule.InsertAsSnippet | CompletionItemInsertTextRule.KeepWhitespace,
    range: rangeOf(model, start, end),
    filterText: filter ?? (snippet ? `${snippet} ${label}` : completion.label),
    sortText: String(index).padStart(4, '0'),
    ...(lines.length > 0 ? { documentation: lines.join('\n') } : {}),
    ...(next ? { command: { id: 'editor.action.triggerSuggest', title: '' } } : {}),
    ...(also ? { additionalTextEdits: [editOf(model, also)] } : {}),
  }
}

function editOf(model: Model, { start, end, text }: TextEdit) {
  return { range: rangeOf(model, start, end), text }
}

function rangeOf(model: Model, start: number, end: number): monaco.IRange {
  return monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end))
}
