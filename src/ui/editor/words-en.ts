import type { Problem } from '../../manifest/problem.ts'

export const EDITOR_EN = {
  manifest: 'Manifest',
  editor: 'Manifest, YAML',
  paste: 'Paste a Pod manifest',
  checking: 'Checking',
  valid: (version: string) => `Valid for Kubernetes ${version}`,
  objects: (count: number) => (count === 1 ? '1 object' : `${count} objects`),
  problem: (problem: Problem) => problem.message,
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
  /** Fixes come with an English title. */
  fixTitle: (title: string) => title,
}
