import { at, listAt, numberAt, textAt } from '../field.ts'
import { plainDescriber } from './describer.ts'
import { creationLine, metaLines, nameLines } from './head.ts'
import type { Lines } from './lines.ts'
import { quantityText, quoted, textOr } from './words.ts'

// kubectl: pkg/describe/describe.go describeHorizontalPodAutoscalerV2 (v1.36)
export const AUTOSCALER = plainDescriber((out, object) => {
  nameLines(out, object)
  metaLines(out, object)
  creationLine(out, object)
  const kind = textAt(object, 'spec', 'scaleTargetRef', 'kind')
  out.line(0, `Reference:\t${kind}/${textAt(object, 'spec', 'scaleTargetRef', 'name')}`)
  out.line(0, 'Metrics:\t( current / target )')
  const current = listAt(object, 'status', 'currentMetrics')
  listAt(object, 'spec', 'metrics').forEach((metric, index) => {
    out.line(1, metricText(metric, current[index]))
  })
  out.line(0, `Min replicas:\t${textOr('<unset>', object, 'spec', 'minReplicas')}`)
  out.line(0, `Max replicas:\t${numberAt(object, 'spec', 'maxReplicas')}`)
  const behavior = at(object, 'spec', 'behavior')
  if (behavior) {
    out.line(0, 'Behavior:')
    directionLines(out, 'Scale Up', at(behavior, 'scaleUp'))
    directionLines(out, 'Scale Down', at(behavior, 'scaleDown'))
  }
  const count = (name: string) => numberAt(object, 'status', name)
  out.line(0, `${kind} pods:\t${count('currentReplicas')} current / ${count('desiredReplicas')} desired`)
  const conditions = listAt(object, 'status', 'conditions')
  if (conditions.length === 0) return
  out.line(0, 'Conditions:')
  out.line(1, 'Type\tStatus\tReason\tMessage')
  out.line(1, '----\t------\t------\t-------')
  for (const condition of conditions) {
    const cells = ['type', 'status', 'reason', 'message'].map((field) => textAt(condition, field))
    out.line(1, cells.join('\t'))
  }
})

const SOURCES = new Map([
  ['Resource', 'resource'],
  ['ContainerResource', 'containerResource'],
  ['Pods', 'pods'],
  ['Object', 'object'],
  ['External', 'external'],
])

/** The title of a metric, what it is and what it shall be. */
function metricText(metric: unknown, status: unknown): string {
  const type = textAt(metric, 'type')
  const field = SOURCES.get(type)
  if (field === undefined) return `<unknown metric type ${quoted(type)}>`
  const source = at(metric, field)
  const target = at(source, 'target')
  const now = at(status, field, 'current')
  const average = at(target, 'averageValue')
  const amount = (name: string): string =>
    `${now === undefined ? '<unknown>' : quantityText(at(now, name))} / ${quantityText(at(target, name))}`
  const name = quoted(textAt(source, 'metric', 'name'))
  switch (type) {
    case 'External':
      return average === undefined
        ? `${name} (target value):\t${amount('value')}`
        : `${name} (target average value):\t${amount('averageValue')}`
    case 'Pods':
      return `${name} on pods:\t${amount('averageValue')}`
    case 'Object': {
      const of = `${textAt(source, 'describedObject', 'kind')}/${textAt(source, 'describedObject', 'name')}`
      return textAt(target, 'type') === 'AverageValue'
        ? `${name} on ${of} (target average value):\t${amount('averageValue')}`
        : `${name} on ${of} (target value):\t${amount('value')}`
    }
    default: {
      const part = type === 'Resource' ? '' : ` of container "${textAt(source, 'container')}"`
      const title = `resource ${textAt(source, 'name')}${part} on pods`
      if (average !== undefined) return `${title}:\t${amount('averageValue')}`
      const used = at(now, 'averageUtilization')
      const present = used === undefined ? '<unknown>' : `${String(used)}% (${quantityText(at(now, 'averageValue'))})`
      const wanted = at(target, 'averageUtilization')
      return `${title}  (as a percentage of request):\t${present} / ${wanted === undefined ? '<auto>' : `${String(wanted)}%`}`
    }
  }
}

// kubectl: pkg/describe/describe.go printDirectionBehavior (v1.36)
function directionLines(out: Lines, title: string, rules: unknown): void {
  if (!rules) return
  out.line(1, `${title}:`)
  const window = at(rules, 'stabilizationWindowSeconds')
  if (window !== undefined) out.line(2, `Stabilization Window: ${String(window)} seconds`)
  const policies = listAt(rules, 'policies')
  if (policies.length === 0) return
  out.line(2, `Select Policy: ${textOr('Max', rules, 'selectPolicy')}`)
  out.line(2, 'Policies:')
  for (const policy of policies) {
    out.line(
      3,
      `- Type: ${textAt(policy, 'type')}\tValue: ${numberAt(policy, 'value')}\tPeriod: ${numberAt(policy, 'periodSeconds')} seconds`,
    )
  }
}
