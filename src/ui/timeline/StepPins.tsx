import { Popover } from 'radix-ui'
import { type KeyboardEvent, type PointerEvent, useMemo, useState } from 'react'
import { appStore, useApp } from '../../app/store.ts'
import { changeStep, removeStep } from '../../app/take-step.ts'
import { SECOND, type Time } from '../../lib/time.ts'
import { durationIn } from '../../scenario/field-reader.ts'
import { type StepPin, stepOfPin, type WrittenStep } from '../../scenario/written-step.ts'
import { RULER } from '../../view/lanes/geometry.ts'
import { roundStep } from '../../view/lanes/steps.ts'
import { type TimeScale, timeAt, xOf } from '../../view/time/time-scale.ts'
import { CLOCKS } from '../../view/time/wall-clock.ts'
import { useWords } from '../language/words.ts'
import type { Layout } from './layout.ts'
import { usePointer } from './pointer-state.ts'
import css from './StepPins.module.css'

interface Props {
  readonly layout: Layout
  readonly scale: TimeScale
  readonly unit: number
}

interface Found {
  readonly pin: StepPin
  readonly step: WrittenStep
}

const MOVED_PX = 4

/** The pins of steps that stand in the text: dragged they take place at another time, pressed they can be changed. */
export function StepPins({ layout, scale, unit }: Props) {
  const text = useApp((state) => state.text)
  const scrollTop = usePointer((state) => state.scrollTop)
  const placed = layout.lanes.find(({ lane }) => lane.kind === 'steps')
  const marks = placed?.lane.marks
  const found = useMemo(() => findSteps(text, marks ?? []), [text, marks])
  if (!placed || scrollTop > 8) return null
  const top = RULER + placed.plotTop - scrollTop
  return found
    .filter(({ pin }) => pin.at >= scale.fromMs && pin.at <= scale.toMs)
    .map((each) => <Pin key={each.step.index} {...each} top={top} scale={scale} unit={unit} />)
}

function findSteps(text: string, marks: Layout['lanes'][number]['lane']['marks']): readonly Found[] {
  const found: Found[] = []
  const known = new Set<number>()
  for (const mark of marks) {
    if (mark.kind !== 'pin') continue
    const pin = { at: mark.from, text: mark.text }
    const step = stepOfPin(text, pin)
    if (step === undefined || known.has(step.index)) continue
    known.add(step.index)
    found.push({ pin, step })
  }
  return found
}

interface PinProps extends Found {
  readonly top: number
  readonly scale: TimeScale
  readonly unit: number
}

function Pin({ pin, step, top, scale, unit }: PinProps) {
  const { tools: words } = useWords()
  const clock = CLOCKS[useApp((state) => state.clock)]
  const [open, setOpen] = useState(false)
  const [drag, setDrag] = useState<{ readonly startX: number; readonly at: Time; readonly moved: boolean }>()
  const move = (at: Time) => void changeStep(pin, { at: Math.max(0, at) })

  const down = (event: PointerEvent<HTMLButtonElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    setDrag({ startX: event.clientX, at: pin.at, moved: false })
  }
  const dragged = (event: PointerEvent) => {
    if (!drag) return
    const px = (event.clientX - drag.startX) / unit
    const x = Math.min(scale.right, Math.max(scale.left, xOf(scale, pin.at) + px))
    const moved = drag.moved || Math.abs(px) > MOVED_PX
    setDrag({ ...drag, moved, at: moved ? roundStep(timeAt(scale, x), scale.pxPerMs) : pin.at })
  }
  const up = () => {
    if (drag?.moved && drag.at !== pin.at) move(drag.at)
    else if (drag && !drag.moved) setOpen(true)
    setDrag(undefined)
  }
  const pressed = (event: KeyboardEvent) => {
    const by = event.shiftKey ? 10 * SECOND : SECOND
    if (event.key === 'ArrowLeft') move(pin.at - by)
    else if (event.key === 'ArrowRight') move(pin.at + by)
    else if (event.key === 'Delete' || event.key === 'Backspace') void removeStep(pin)
    else if (event.key === 'Escape' && drag) setDrag(undefined)
    else if (event.key === 'Enter' || event.key === ' ') setOpen(true)
    else return
    event.preventDefault()
  }

  const x = xOf(scale, drag?.at ?? pin.at)
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Anchor asChild>
        <button
          type="button"
          className={css.pin}
          data-dragged={drag?.moved || undefined}
          style={{ left: x * unit - 12, top: (top + 14) * unit - 12 }}
          title={words.pinHint}
          aria-label={`${words.stepAt(clock(pin.at, SECOND))}: ${pin.text}. ${words.pinHint}`}
          aria-haspopup="dialog"
          aria-expanded={open}
          onPointerDown={down}
          onPointerMove={dragged}
          onPointerUp={up}
          onPointerCancel={() => setDrag(undefined)}
          onKeyDown={pressed}
        >
          {drag?.moved ? (
            <span className={css.when}>{clock(drag.at, drag.at % SECOND === 0 ? SECOND : 100)}</span>
          ) : null}
        </button>
      </Popover.Anchor>
      <Popover.Portal container={document.querySelector('main')}>
        <Popover.Content
          className={css.card}
          align="start"
          sideOffset={2}
          collisionPadding={8}
          aria-label={words.editStep}
        >
          <StepForm pin={pin} step={step} onDone={() => setOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function StepForm({ pin, step, onDone }: Found & { readonly onDone: () => void }) {
  const { tools: words } = useWords()
  const [at, setAt] = useState(`${pin.at / SECOND}s`)
  const [run, setRun] = useState(step.run ?? '')
  const time = durationIn(at.trim())
  const fails = time === undefined || (step.run !== undefined && run.trim() === '')
  const save = () => {
    if (fails) return
    onDone()
    const change = {
      ...(time === pin.at ? {} : { at: time }),
      ...(step.run === undefined || run === step.run ? {} : { run }),
    }
    if (Object.keys(change).length > 0) void changeStep(pin, change)
  }
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <label className={css.field}>
        {words.stepTime}
        <input
          className={css.time}
          value={at}
          aria-invalid={time === undefined || undefined}
          onChange={(event) => setAt(event.target.value)}
        />
      </label>
      {step.run === undefined ? (
        <p className={css.does}>{pin.text}</p>
      ) : (
        <label className={css.field}>
          {words.stepLine}
          <input className={css.line} value={run} spellCheck={false} onChange={(event) => setRun(event.target.value)} />
        </label>
      )}
      <div className={css.acts}>
        <button
          type="button"
          className={css.quiet}
          onClick={() => {
            onDone()
            void removeStep(pin)
          }}
        >
          {words.removeStep}
        </button>
        <button
          type="button"
          className={css.quiet}
          onClick={() => {
            onDone()
            appStore.getState().seek(pin.at)
          }}
        >
          {words.goToStep}
        </button>
        <button type="submit" className={css.save} disabled={fails}>
          {words.saveStep}
        </button>
      </div>
    </form>
  )
}
