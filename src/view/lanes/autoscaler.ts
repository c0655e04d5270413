import { type HorizontalPodAutoscaler, readingsOf } from '../../manifest/object/autoscaler.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Trace } from '../../trace/trace.ts'
import { objectLanes, type Standing } from './object-lane.ts'
import type { LaneWords } from './words-en.ts'

/** What an autoscaler sees of what it wants, and how many Pods it asks for. */
export function autoscalerLanes(trace: Trace, words: LaneWords) {
  return objectLanes(trace, words, 'HorizontalPodAutoscaler', 'hpa', standingOf)
}

function standingOf(object: KubeObject): Standing | undefined {
  const autoscaler = object as HorizontalPodAutoscaler
  const { currentReplicas, desiredReplicas = 0, conditions = [] } = autoscaler.status ?? {}
  if (currentReplicas === undefined) return undefined
  const seen = readingsOf(autoscaler).map(({ resource, now = '<unknown>', wanted }) => `${resource}: ${now}/${wanted}`)
  const replicas = desiredReplicas === currentReplicas ? `${currentReplicas}` : `${currentReplicas}→${desiredReplicas}`
  const word = `${seen.join(', ')} · ${replicas}`
  const is = (type: string, status: string) => conditions.some((each) => each.type === type && each.status === status)
  if (is('ScalingActive', 'False') || is('AbleToScale', 'False')) return { word, tone: 'waiting', pattern: 'hatch' }
  if (desiredReplicas !== currentReplicas) return { word, tone: 'starting', pattern: 'solid' }
  return is('ScalingLimited', 'True')
    ? { word, tone: 'notReady', pattern: 'solid' }
    : { word, tone: 'ready', pattern: 'outline' }
}
