import type { Activity } from '../client/api-client.ts'
import type { Terminal } from '../client/terminal.ts'
import { CommandError } from '../command-line/command.ts'

/** The one that a person would get where none is named; there is none on the workstation. */
const DEFAULT_EDITOR = 'vi'

/** Lets $KUBE_EDITOR, or $EDITOR, change a file. Throws where that cannot be done. */
// kubectl: pkg/cmd/util/editor/editor.go NewDefaultEditor, Launch (v1.36)
export function* launchEditor(terminal: Terminal, path: string): Activity<void> {
  const editor = terminal.environment('KUBE_EDITOR') || terminal.environment('EDITOR') || DEFAULT_EDITOR
  const quoted = /["'\\]/.test(editor)
  const words = quoted ? ['/bin/bash', '-c', editor] : editor.split(' ')
  const command = quoted ? [...words.slice(0, -1), `${editor} ${JSON.stringify(path)}`] : [...words, path]
  const status = yield* terminal.run(command)
  const name = JSON.stringify(words.join(' '))
  if (status === undefined) throw new CommandError(`unable to launch the editor ${name}`)
  if (status !== 0) throw new CommandError(`there was a problem with the editor ${name}`)
}
