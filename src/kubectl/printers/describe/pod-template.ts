import { listAt, mapAt, textAt } from '../field.ts'
import { describeContainers } from './containers.ts'
import type { Lines } from './lines.ts'
import { annotationLines, labelLines } from './maps.ts'
import { tolerationLines, topologySpreadLines } from './scheduling.ts'
import { describeVolumes } from './volumes.ts'

const SPACE = '  '

// kubectl: pkg/describe/describe.go DescribePodTemplate (v1.36)
export function describePodTemplate(out: Lines, template: unknown): void {
  out.line(0, 'Pod Template:')
  if (template === undefined) {
    out.write(1, '<unset>')
    return
  }
  labelLines(out, `${SPACE}Labels`, mapAt(template, 'metadata', 'labels'))
  const annotations = mapAt(template, 'metadata', 'annotations')
  if (Object.keys(annotations).length > 0) annotationLines(out, annotations, `${SPACE}Annotations`)
  const account = textAt(template, 'spec', 'serviceAccountName')
  if (account !== '') out.line(1, `Service Account:\t${account}`)
  const first = listAt(template, 'spec', 'initContainers')
  if (first.length > 0) describeContainers(out, { label: 'Init Containers', containers: first, space: SPACE })
  describeContainers(out, { label: 'Containers', containers: listAt(template, 'spec', 'containers'), space: SPACE })
  describeVolumes(out, listAt(template, 'spec', 'volumes'), SPACE)
  topologySpreadLines(out, listAt(template, 'spec', 'topologySpreadConstraints'), SPACE)
  const priority = textAt(template, 'spec', 'priorityClassName')
  if (priority !== '') out.line(1, `Priority Class Name:\t${priority}`)
  labelLines(out, `${SPACE}Node-Selectors`, mapAt(template, 'spec', 'nodeSelector'))
  tolerationLines(out, `${SPACE}Tolerations`, listAt(template, 'spec', 'tolerations'))
}
