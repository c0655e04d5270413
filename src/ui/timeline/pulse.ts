import { appStore } from '../../app/store.ts'
import { crowdAt } from '../../view/lanes/crowd-at.ts'
import { RULER } from '../../view/lanes/geometry.ts'
import { type Newest, newestOf } from '../../view/lanes/newest.ts'
import { xOf } from '../../view/time/time-scale.ts'
import type { Scene } from './paint/scene.ts'

const PULSE_MS = 450
/** Beyond this a playhead was not played over what lies between: it was put somewhere. */
const LEAP_PX = 80

/** While playing what comes pulses once, one thing at a time: asked with each scene for what there is to be painted. */
export function pulses(): (scene: Scene) => Scene['pulse'] {
  const reduced = matchMedia('(prefers-reduced-motion: reduce)')
  let from: number | undefined
  let running: { readonly newest: Newest; readonly began: number } | undefined
  return (scene) => {
    const { playing } = appStore.getState()
    const now = performance.now()
    const [after, upTo] = [from, scene.playheadMs]
    from = playing ? upTo : undefined
    if (reduced.matches) return undefined
    if (running && now - running.began >= PULSE_MS) running = undefined
    const isPlayed = playing && after !== undefined && upTo > after
    if (!running && isPlayed && xOf(scene.scale, upTo) - xOf(scene.scale, after) < LEAP_PX) {
      const newest = newestOf(inSight(scene), after, upTo)
      if (newest && !isInCrowd(scene, newest)) running = { newest, began: now }
    }
    return running && { ...running.newest, share: (now - running.began) / PULSE_MS }
  }
}

function inSight({ layout, scrollTop, height }: Scene) {
  return layout.lanes
    .filter(({ top, bottom }) => bottom > scrollTop && top + RULER - scrollTop < height)
    .map(({ lane }) => lane)
}

/** Where marks cannot be told apart, none of them is the newest. */
function isInCrowd({ layout, scale }: Scene, { lane: id, at }: Newest): boolean {
  const lane = layout.lanes.find((placed) => placed.lane.id === id)?.lane
  return lane !== undefined && crowdAt(lane, scale, xOf(scale, at)) !== undefined
}
