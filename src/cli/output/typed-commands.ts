import type { TraceEntry } from '../../trace/entry.ts'

/** A line that was typed on the workstation, and what came of it. */
export interface TypedCommand {
  readonly tMs: number
  endMs: number | null
  readonly line: string
  stdout: string
  stderr: string
  /** null: it is still going at the end. */
  exitCode: number | null
}

/** Puts the lines of a trace together with what they printed, in the order of the steps. */
export class TypedCommands {
  readonly #byIndex = new Map<number, TypedCommand>()

  see(entry: TraceEntry): void {
    switch (entry.kind) {
      case 'step':
        if (!entry.typed) return
        this.#byIndex.set(entry.index, {
          ...{ tMs: entry.at, endMs: null, line: entry.text },
          ...{ stdout: '', stderr: '', exitCode: null },
        })
        return
      case 'stepOutput': {
        const command = this.#byIndex.get(entry.index)
        if (command) command[entry.stream] += entry.unfinished ? entry.text : `${entry.text}\n`
        return
      }
      case 'stepEnd': {
        const command = this.#byIndex.get(entry.index)
        if (command) Object.assign(command, { endMs: entry.at, exitCode: entry.exitCode })
      }
    }
  }

  list(): readonly TypedCommand[] {
    return [...this.#byIndex].sort(([a], [b]) => a - b).map(([, command]) => command)
  }
}
