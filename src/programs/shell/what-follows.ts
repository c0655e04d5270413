import type { AndOr, CompoundList, PipelineNode, Statement } from './parse.ts'

/**
 * Of a command that nobody knows a script shows one thing: whether something else is to be done once it has ended. Then
 * it ends; where it is the last, it is what the script is there for. Saying how it went is nothing else.
 */

const REMARKS = new Set(`echo printf exit true false : return date rm kill touch set trap [ test logger`.split(' '))

const lastOf = new WeakMap<readonly Statement[], number>()

/** The last statement that is more than a remark; those before it are followed by something. */
export function lastThatCounts(statements: readonly Statement[]): number {
  let last = lastOf.get(statements)
  if (last === undefined) {
    last = statements.findLastIndex(({ command, background }) => background || !isRemark(command))
    lastOf.set(statements, last)
  }
  return last
}

/** Whether something comes after this part of a list of && and ||. Behind || comes only what is done about a failure. */
export function isFollowed({ commands, operators }: AndOr, index: number): boolean {
  return operators[index] === '&&' && commands.slice(index + 1).some((command) => !isRemark(command))
}

function isRemark(node: PipelineNode | AndOr): boolean {
  switch (node.type) {
    case 'Command':
      return node.name ? REMARKS.has(node.name.value) : true
    case 'AndOr':
      return node.commands.every(isRemark)
    case 'If':
      return [node.clause, node.then, ...(node.else ? [node.else] : [])].every(isListOfRemarks)
    case 'BraceGroup':
      return isListOfRemarks(node.body)
    case 'TestCommand':
    case 'ArithmeticCommand':
    case 'Function':
      return true
    default:
      return false
  }
}

function isListOfRemarks({ commands }: CompoundList): boolean {
  return commands.every(({ command, background }) => !background && isRemark(command))
}
