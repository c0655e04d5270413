import { Lines } from '../../printers/describe/lines.ts'
import { describePodTemplate } from '../../printers/describe/pod-template.ts'
import { CHANGE_CAUSE, type Revision, templateOf } from './revisions.ts'

/** The Pod template of a revision as `kubectl describe` shows it, its tabs not set; why it was made stands in it. */
// kubectl: pkg/polymorphichelpers/history.go printTemplate (v1.36)
export function templateText(revision: Revision): string {
  const template = templateOf(revision)
  const { metadata } = template
  const cause = revision.changeCause === '' ? {} : { [CHANGE_CAUSE]: revision.changeCause }
  const lines = new Lines()
  describePodTemplate(lines, {
    ...template,
    metadata: { ...metadata, annotations: { ...metadata?.annotations, ...cause } },
  })
  return lines.text
}
