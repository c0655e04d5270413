import type { Cluster } from '../manifest/admission/cluster.ts'
import { admitValue } from '../manifest/admit.ts'
import { placeOf } from '../manifest/place.ts'
import type { ProblemCode } from '../manifest/problem.ts'
import type { FieldValidation } from '../manifest/read-body.ts'
import type { BrokenDocument, ManifestDocument, ManifestStream } from '../manifest/text/parse.ts'
import { noted, type Problem } from './problem.ts'

/** They may come of what the broken document would have brought. */
const OF_SURROUNDINGS: readonly ProblemCode[] = ['not-found', 'forbidden']

/**
 * What is to be said of documents that stand behind one that is no YAML. kubectl has applied what stands before it, and
 * reads no further: they are not simulated, and what is wrong with them can be mended all the same.
 */
// cli-runtime: pkg/resource/visitor.go StreamVisitor.Visit (v1.36)
export function behindBroken(
  stream: ManifestStream,
  documents: readonly ManifestDocument[],
  broken: BrokenDocument,
  cluster: Cluster,
  validation: FieldValidation | undefined,
): Problem[] {
  const line = broken.problem.range?.line ?? broken.piece.line
  return documents.flatMap((document) => {
    const place = placeOf(document, stream)
    const { problems } = admitValue(document.value, place, cluster, 'atStart', validation)
    return [
      { ...noted(place, 'kind', { kind: 'behindBroken', line }, 'key'), code: 'not-applied', severity: 'warning' },
      ...problems.filter(({ code }) => !OF_SURROUNDINGS.includes(code)),
    ]
  })
}
