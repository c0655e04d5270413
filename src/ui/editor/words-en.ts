import type { FixTitle } from '../../manifest/note.ts'
import type { Problem } from '../../scenario/problem.ts'
import { sayFix } from '../../view/notes/note-words.ts'
import { NOTES_EN } from '../../view/notes/notes-en.ts'
import { problemText } from '../../view/notes/problem-text.ts'

export const EDITOR_EN = {
  manifest: 'Manifest',
  editor: 'Manifest, YAML',
  paste: 'Paste a Pod manifest',
  checking: 'Checking',
  valid: (version: string) => `Valid for Kubernetes ${version}`,
  objects: (count: number) => (count === 1 ? '1 object' : `${count} objects`),
  problem: (problem: Problem) => problemText(problem, NOTES_EN),
  problems: (count: number) => (count === 1 ? '1 problem' : `${count} problems`),
  notes: (count: number) => (count === 1 ? '1 note' : `${count} notes`),
  line: (line: number) => `line ${line}`,
  asKubectlSays: 'As kubectl says it',
  faulty: 'Not simulated: Podlapse broke on this text',
  open: 'Open the manifest',
  close: 'Close the manifest',
  undo: 'Undo',
  redo: 'Redo',
  tabLeaves: 'Tab leaves the editor',
  tabIndents: 'Esc, then Tab leaves',
  fixAll: 'Fix all …',
  fixAllTrying: 'Trying what mends it',
  fixAllChanges: (count: number) =>
    count === 1 ? 'One change, undone with one undo' : `${count} changes, undone with one undo`,
  fixAllNothing: 'There is nothing that can be mended without choosing',
  fixAllTake: 'Fix all',
  fixAllLeave: 'Leave it',
  /** Fixes come with an English title. */
  fixTitle: (title: FixTitle) => sayFix(title, NOTES_EN),
}
