import { Plus } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { fetchOnce } from '../../app/load-failure.ts'
import { setPanels, usePanels } from '../../app/panels.ts'
import { useApp } from '../../app/store.ts'
import { RULER } from '../../view/lanes/geometry.ts'
import type { Lane } from '../../view/lanes/lane.ts'
import { possibleSteps } from '../../view/possible-steps.ts'
import { type TimeScale, xOf } from '../../view/time/time-scale.ts'
import { CLOCKS } from '../../view/time/wall-clock.ts'
import { useFocusedPod } from '../inspector/Inspector.tsx'
import { useWords } from '../language/words.ts'
import { lazyPart, prefetch } from '../lazy-part.tsx'
import css from './AddStep.module.css'
import type { Layout } from './layout.ts'
import { usePointer } from './pointer-state.ts'

/** A menu brings its positioning and its focus handling with it: fetched when somebody reaches for it. */
const load = fetchOnce(() => import('./AddStepMenu.tsx'))
const AddStepMenu = lazyPart(async () => (await load()).AddStepMenu)

interface Props {
  readonly layout: Layout
  readonly scale: TimeScale
  readonly width: number
  readonly unit: number
}

/** So wide it is, with its longest time. */
const WIDTH = 112
const BESIDE = 8
/** Of a command, as it is written beside its pin. */
const LETTER = 6.7
const SMALL = 16

/** At the playhead, on the lane of steps: what else somebody could have done at this instant. */
export function AddStep({ layout, scale, width, unit }: Props) {
  const { tools: words } = useWords()
  const playing = useApp((state) => state.playing)
  const trace = useApp((state) => state.trace)
  const at = useApp((state) => (state.playing ? 0 : state.playheadMs))
  const clock = CLOCKS[useApp((state) => state.clock)]
  const open = usePanels((panels) => panels.addingStep)
  // Once open, it stays in this button's place: what has the focus must not be exchanged while it has it.
  const [used, setUsed] = useState(false)
  if (open && !used) setUsed(true)
  const scrollTop = usePointer((state) => state.scrollTop)
  const uid = useFocusedPod(trace, at)
  const steps = useMemo(() => (trace && !playing ? possibleSteps(trace, uid, at) : []), [trace, playing, uid, at])
  const lane = layout.lanes.find((placed) => placed.lane.kind === 'steps')
  const inSight = at >= scale.fromMs && at <= scale.toMs && lane && scrollTop < lane.bottom / 2
  const name = words.stepAt(clock(at, at % 1000 === 0 ? 1000 : 100))
  const nothing = steps.length === 0
  useEffect(() => {
    // Asked for where there is nobody to whom something could be done.
    if (open && nothing) setPanels({ addingStep: false })
  }, [open, nothing])
  if (playing || steps.length === 0 || !lane || (!inSight && !open)) return null
  const x = Math.min(Math.max(xOf(scale, at), scale.left), scale.right)
  const textTop = RULER + lane.plotTop - scrollTop
  const roomy = (x + BESIDE) * unit + WIDTH < width && isFree(lane.lane, scale, x, x + BESIDE + WIDTH)
  // Where a command is written, only a sign below it.
  const left = roomy ? (x + BESIDE) * unit : x * unit - SMALL / 2
  const top = roomy ? (textTop + 4) * unit : (textTop + lane.lane.height) * unit - SMALL
  const trigger = { className: roomy ? css.trigger : css.small, style: { left, top }, title: `${words.addStep} (S)` }
  const label = (
    <>
      <Plus size={12} aria-hidden="true" />
      {roomy ? name : null}
    </>
  )
  const button = (
    <button
      type="button"
      {...trigger}
      aria-label={name}
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={() => prefetch(load)}
      onFocus={() => prefetch(load)}
      onClick={() => setPanels({ addingStep: true })}
    >
      {label}
    </button>
  )
  if (!used) return button
  return (
    <AddStepMenu
      steps={steps}
      name={name}
      trigger={trigger}
      label={label}
      waiting={button}
      failing={open ? 'over' : 'silent'}
      onClose={() => setPanels({ addingStep: false })}
    />
  )
}

/** No pin and no command stands between two places of the lane of steps. */
function isFree({ marks }: Lane, scale: TimeScale, from: number, to: number): boolean {
  return marks.every((mark, i) => {
    if (mark.kind !== 'pin') return true
    const next = marks[i + 1]
    const x = xOf(scale, mark.from)
    const end = Math.min(x + 12 + mark.text.length * LETTER, next ? xOf(scale, next.from) : Number.POSITIVE_INFINITY)
    return end < from || x - 8 > to
  })
}
