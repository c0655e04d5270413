import { type ManifestStream, parseManifest } from '../../manifest/text/parse.ts'
import type { Problem } from '../../scenario/problem.ts'
import { type Case, caseOf } from './fields/case.ts'
import { duplicateValueRepairs } from './fields/duplicate-value.ts'
import { duplicateFieldRepairs } from './fields/duplicates.ts'
import { forbiddenFieldRepairs } from './fields/handlers.ts'
import { invalidRepairs, tooLongRepairs } from './fields/invalid.ts'
import { missingTypeRepairs } from './fields/missing-type.ts'
import { notSupportedRepairs } from './fields/not-supported.ts'
import { oldVersionRepairs } from './fields/old-version.ts'
import { forbiddenRepairs, notFoundRepairs } from './fields/references.ts'
import { requiredRepairs } from './fields/required.ts'
import { unknownFieldRepairs } from './fields/wrong-place.ts'
import { wrongTypeRepairs } from './fields/wrong-type.ts'
import type { Repair } from './repair.ts'
import { mendSyntax } from './syntax/mend-syntax.ts'

/** What would mend the problems of one text. */
export class Repairs {
  readonly #stream: ManifestStream

  constructor(text: string) {
    this.#stream = parseManifest(text)
  }

  /** The likeliest first. */
  for(problem: Problem): readonly Repair[] {
    if (problem.code === 'yaml-syntax') return this.#syntax(problem)
    const given = caseOf(this.#stream, problem)
    return given ? fieldRepairs(given) : []
  }

  #syntax({ document, range }: Problem): readonly Repair[] {
    const broken = this.#stream.broken.find(({ index }) => index === document)
    if (!broken || !range) return []
    const { start, end } = broken.piece
    const found = mendSyntax(this.#stream.text.slice(start, end), range.start - start, start)
    return found ? [found] : []
  }
}

function fieldRepairs(given: Case): readonly Repair[] {
  const { problem } = given
  switch (problem.code) {
    case 'wrong-type':
      return wrongTypeRepairs(given)
    case 'unknown-field':
      return unknownFieldRepairs(given)
    case 'not-supported':
      return notSupportedRepairs(given)
    case 'required':
      return requiredRepairs(given)
    case 'invalid':
      return invalidRepairs(given)
    case 'too-long':
      return tooLongRepairs(given)
    case 'not-found':
      return notFoundRepairs(given)
    case 'forbidden':
      return [...forbiddenRepairs(given), ...forbiddenFieldRepairs(given)]
    case 'duplicate-field':
      return duplicateFieldRepairs(given)
    case 'duplicate':
      return duplicateValueRepairs(given)
    case 'missing-kind':
      return missingTypeRepairs(given)
    case 'unknown-kind':
      return oldVersionRepairs(given)
    default:
      return []
  }
}
