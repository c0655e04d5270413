import { formatDate, fromUnixSeconds } from '../../calendar.ts'
import { LIMITS } from '../../limits.ts'
import { OutOfMemory } from '../../memory.ts'
import { formatText, textOf } from './format.ts'
import type { AwkMachine, Table } from './machine.ts'
import { FromOutside, numberOf, type Value } from './value.ts'

/** Values of the arguments; those that name a table or something to assign to come as such. */
export interface Arguments {
  readonly machine: AwkMachine
  readonly values: readonly (() => Value)[]
  /** The source of a regular expression: what stands between slashes, or any value's text. */
  regex(index: number): string
  table(index: number): Table
  assign(index: number, value: Value): void
}

type Builtin = (args: Arguments) => Value

const number =
  (compute: (value: number) => number): Builtin =>
  ({ values }) =>
    compute(numberOf(values[0]?.() ?? 0))

const text = (args: Arguments, index: number): string =>
  textOf(args.values[index]?.() ?? '', args.machine.text('CONVFMT'))

/** sub and gsub: how many were replaced; & in the new text is what was found. */
function substitute(args: Arguments, all: boolean): number {
  const { machine } = args
  const regex = machine.regex(args.regex(0))
  const replacement = text(args, 1)
  const subject = args.values.length > 2 ? text(args, 2) : machine.record
  let count = 0
  let changed = ''
  let copied = 0
  for (const { start, end, text: found } of regex.all(subject, machine.work)) {
    count++
    machine.sys.work('word')
    changed += subject.slice(copied, start)
    changed += replacement.replace(/\\&|\\\\|&/g, (mark) => (mark === '&' ? found : mark.slice(1)))
    copied = end
    if (changed.length > LIMITS.text) throw new OutOfMemory()
    if (!all) break
  }
  if (count > 0) {
    changed += subject.slice(copied)
    if (args.values.length > 2) args.assign(2, changed)
    else machine.record = changed
  }
  return count
}

export const BUILTINS: Readonly<Record<string, Builtin>> = {
  atan2: ({ values }) => Math.atan2(numberOf(values[0]?.() ?? 0), numberOf(values[1]?.() ?? 0)),
  close: () => 0,
  cos: number(Math.cos),
  exp: number(Math.exp),
  fflush: () => 0,
  gsub: (args) => substitute(args, true),
  index: (args) => text(args, 0).indexOf(text(args, 1)) + 1,
  int: number(Math.trunc),
  length: (args) => (args.values.length === 0 ? args.machine.record.length : text(args, 0).length),
  log: number(Math.log),
  match: (args) => {
    const found = args.machine.regex(args.regex(1)).exec(text(args, 0), args.machine.work)
    args.machine.set('RSTART', found ? found.start + 1 : 0)
    args.machine.set('RLENGTH', found ? found.text.length : -1)
    return found ? found.start + 1 : 0
  },
  rand: ({ machine }) => machine.random.next(),
  sin: number(Math.sin),
  split: (args) => {
    const table = args.table(1)
    const separator = args.values.length > 2 ? args.regex(2) : args.machine.text('FS')
    const parts = args.machine.splitText(text(args, 0), separator)
    args.machine.sys.work('word', parts.length)
    table.clear()
    for (const [index, part] of parts.entries()) table.set(String(index + 1), new FromOutside(part))
    return parts.length
  },
  sprintf: (args) =>
    formatText(
      text(args, 0),
      args.values.slice(1).map((value) => value()),
    ),
  sqrt: number(Math.sqrt),
  srand: () => 0,
  strftime: (args) =>
    formatDate(
      fromUnixSeconds(args.values[1] ? numberOf(args.values[1]()) : args.machine.seconds()),
      args.values.length > 0 ? text(args, 0) : '%a %b %e %H:%M:%S UTC %Y',
    ),
  sub: (args) => substitute(args, false),
  substr: (args) => {
    const subject = text(args, 0)
    const from = Math.round(numberOf(args.values[1]?.() ?? 1))
    const length = args.values[2] ? Math.round(numberOf(args.values[2]())) : Number.POSITIVE_INFINITY
    return subject.slice(Math.max(0, from - 1), Math.max(0, from - 1 + length))
  },
  systime: ({ machine }) => machine.seconds(),
  tolower: (args) => text(args, 0).toLowerCase(),
  toupper: (args) => text(args, 0).toUpperCase(),
}
