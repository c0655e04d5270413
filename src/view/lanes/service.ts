import { objectKey, type Trace } from '../../trace/trace.ts'
import { type ServiceTrouble, serviceTroubles } from '../diagnosis/service-trouble.ts'
import { ABOVE_NODE, BELOW_NODE, NODE_BAR } from './geometry.ts'
import type { ObjectLane } from './lane.ts'
import { serviceEndpointsLanes } from './service-endpoints.ts'
import type { LaneWords } from './words-en.ts'

/**
 * A Service that reaches nobody has a lane of endpoints all the same: there is nothing in it but why. One of several Pods
 * has one that counts them.
 */
export function serviceLanes(trace: Trace, words: LaneWords): readonly ObjectLane[] {
  const troubles = serviceTroubles(trace)
  const told = new Set(troubles.map(({ namespace, name }) => objectKey('Service', namespace, name)))
  return [...serviceEndpointsLanes(trace, words, told), ...troubleLanes(trace, troubles, words)]
}

function troubleLanes(trace: Trace, troubles: readonly ServiceTrouble[], words: LaneWords): readonly ObjectLane[] {
  return troubles.map((trouble) => {
    const { namespace, name, seq, from } = trouble
    const label = sayTrouble(trouble, words)
    return {
      kind: 'object',
      id: `object/Service/${namespace}/${name}`,
      name: words.names.endpoints,
      note: words.serviceNote(name),
      mono: false,
      indent: false,
      ruled: true,
      height: ABOVE_NODE + NODE_BAR + BELOW_NODE,
      objectKind: 'Service',
      object: name,
      life: { from, to: trace.endMs, ended: false },
      marks: [
        {
          ...{ kind: 'bar', from, to: trace.endMs, seq, tone: 'waiting', pattern: 'hatch', label, state: label },
          ...{ top: ABOVE_NODE, height: NODE_BAR, mono: false, ends: 'round', rail: false },
        },
      ],
    }
  })
}

export function sayTrouble(trouble: ServiceTrouble, { services }: LaneWords): string {
  switch (trouble.kind) {
    case 'selectsNothing':
      return services.selectsNothing(trouble.meant && `${trouble.meant.realKey}: ${trouble.meant.value}`)
    case 'noSuchPort':
      return services.noSuchPort(trouble.port, trouble.meant)
    case 'undeclaredPort':
      return services.undeclaredPort(trouble.port, trouble.meant)
  }
}
