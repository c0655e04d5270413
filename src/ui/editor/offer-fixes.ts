import { repairsNow } from '../../app/repairs.ts'
import { appStore } from '../../app/store.ts'
import { sayRepair } from '../../language/words/words.ts'
import type { TextEdit } from '../../manifest/text/text-edit.ts'
import type { Problem } from '../../scenario/problem.ts'
import { wordsNow } from '../language/words.ts'
import { languageWords } from './language-words.ts'
import { monaco } from './monaco.ts'

type Editor = ReturnType<typeof monaco.editor.create>
type Model = NonNullable<ReturnType<Editor['getModel']>>

/** What would mend the problems of a line, in the editor's own menu. */
export function offerFixes(editor: Editor): () => void {
  const provider = monaco.languages.registerCodeActionProvider('yaml', {
    async provideCodeActions(model, range, context) {
      const { problems, freshness } = appStore.getState()
      if (model !== editor.getModel() || freshness === 'pending') return NONE
      const here = problems.filter(
        ({ range: at }) => at && at.line <= range.endLineNumber && at.endLine >= range.startLineNumber,
      )
      const ways = await Promise.all(here.map(async (problem) => ({ problem, ways: await waysOf(problem) })))
      if (model.isDisposed()) return NONE
      const actions = ways.flatMap(({ problem, ways: found }) => {
        const message = wordsNow().editor.problem(problem)
        const diagnostics = context.markers.filter((marker) => marker.message === message)
        return found.map(({ title, edit }, index) => ({
          title,
          kind: 'quickfix',
          isPreferred: index === 0,
          diagnostics,
          edit: { edits: [{ resource: model.uri, versionId: model.getVersionId(), textEdit: editIn(model, edit) }] },
        }))
      })
      return { actions, dispose() {} }
    },
  })
  return () => provider.dispose()
}

const NONE = { actions: [], dispose() {} }

interface Way {
  readonly title: string
  readonly edit: TextEdit
}

async function waysOf(problem: Problem): Promise<readonly Way[]> {
  const repairs = repairsNow().get(problem)
  const words = repairs && (await languageWords())
  if (repairs && words) return repairs.map(({ title, edit }) => ({ title: sayRepair(title, words), edit }))
  const { fix } = problem
  if (!fix) return []
  const edit = { start: fix.range.start, end: fix.range.end, text: fix.text }
  return [{ title: wordsNow().editor.fixTitle(fix.title), edit }]
}

function editIn(model: Model, { start, end, text }: TextEdit) {
  return { range: monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end)), text }
}
