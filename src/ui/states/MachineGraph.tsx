import type { KeyboardEvent } from 'react'
import { appStore } from '../../app/store.ts'
import { ownValue } from '../../lib/own.ts'
import type { Time } from '../../lib/time.ts'
import {
  type Machine,
  nextPassage,
  type Passage,
  passagesOf,
  type StateView,
  type SubStay,
  type Transition,
  takenBy,
} from '../../view/states/machine.ts'
import type { PlacedArrow, PlacedMachine, Point } from '../../view/states/place-machine.ts'
import { exactClock } from '../../view/time/exact-clock.ts'
import { clockText } from '../../view/time/time-scale.ts'
import { Swatch } from '../inspector/Swatch.tsx'
import { useWords } from '../language/words.ts'
import css from './States.module.css'

interface Props {
  readonly machine: Machine
  readonly views: readonly StateView[]
  readonly placed: PlacedMachine
  readonly at: Time
  /** One line a state: there is nothing to be told apart within one. */
  readonly small?: boolean
}

/** States as boxes, transitions as arrows with their counts. Each leads to the next time that it is passed. */
export function MachineGraph({ machine, views, placed, at, small = false }: Props) {
  const present = machine.visits.findLast(({ from, to }) => from <= at && (to === undefined || to > at))
  // Two kinds of one state after each other are one visit of the state.
  const arrivedFrom =
    present &&
    machine.visits.slice(0, machine.visits.indexOf(present)).findLast(({ state }) => state !== present.state)?.state
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its buttons have the focus, and arrows walk them
    <div
      className={css.graph}
      style={{ width: placed.width, height: placed.height }}
      onKeyDown={walk}
      data-small={small}
    >
      <svg className={css.wires} width={placed.width} height={placed.height} aria-hidden="true">
        {[...placed.arrows]
          .sort((a, b) => countOf(machine, a, at) - countOf(machine, b, at))
          .map((arrow) => (
            <Wire
              key={`${arrow.from}>${arrow.to}`}
              arrow={arrow}
              taken={countOf(machine, arrow, at) > 0}
              lit={present?.state === arrow.to && arrivedFrom === arrow.from}
            />
          ))}
      </svg>
      {views.map((view) => (
        <StateBox key={view.state} view={view} machine={machine} placed={placed} at={at} small={small} />
      ))}
      {placed.arrows.map((arrow) => {
        const transition = transitionOf(machine, arrow)
        return transition ? (
          <ArrowLabel key={`${arrow.from}>${arrow.to}`} arrow={arrow} transition={transition} at={at} small={small} />
        ) : null
      })}
    </div>
  )
}

function transitionOf({ transitions }: Machine, { from, to }: PlacedArrow): Transition | undefined {
  return transitions.find((each) => each.from === from && each.to === to)
}

function countOf(machine: Machine, arrow: PlacedArrow, at: Time): number {
  const transition = transitionOf(machine, arrow)
  return transition ? takenBy(transition, at).count : 0
}

function Wire({ arrow, taken, lit }: { readonly arrow: PlacedArrow; readonly taken: boolean; readonly lit: boolean }) {
  const [tip, before] = [arrow.points.at(-1), arrow.points.at(-2)]
  if (!tip || !before) return null
  const angle = (Math.atan2(tip[1] - before[1], tip[0] - before[0]) * 180) / Math.PI
  return (
    <g className={css.wire} data-taken={taken} data-lit={lit}>
      <path d={rounded(arrow.points)} />
      <path className={css.tip} d="M0 0 L-8 -4 L-8 4 Z" transform={`translate(${tip[0]} ${tip[1]}) rotate(${angle})`} />
    </g>
  )
}

function StateBox({
  view: { state, stay, subs },
  machine,
  placed,
  at,
  small,
}: {
  readonly view: StateView
  readonly machine: Machine
  readonly placed: PlacedMachine
  readonly at: Time
  readonly small: boolean
}) {
  const { states: words } = useWords()
  const box = placed.boxes.get(state)
  if (box === undefined) return null
  const passages = passagesOf(machine, state)
  const total = words.total(stay.total)
  const reason = small ? subs.findLast(({ visits, sub }) => visits > 0 && sub !== '')?.sub : undefined
  return (
    <div
      className={css.box}
      data-present={stay.present}
      data-visited={stay.visits > 0}
      data-tone={stay.present ? stay.tone : undefined}
      style={{ left: box.x, top: box.y, width: box.width, height: box.height }}
    >
      <button
        type="button"
        className={css.head}
        disabled={passages.length === 0}
        aria-label={words.stateIs(state, stay.visits, total)}
        aria-current={stay.present ? 'true' : undefined}
        title={words.goThere}
        onClick={() => go(nextPassage(passages, at))}
      >
        <span className={css.title}>
          {state}
          {stay.present && stay.tone ? <Swatch tone={stay.tone} /> : null}
        </span>
        <span className={css.sum}>
          {stay.visits === 0
            ? passages.length === 0
              ? words[small ? 'never' : 'neverInRun']
              : words.notYet
            : [stay.visits > 1 ? words.times(stay.visits) : '', total, reason].filter(Boolean).join(' · ')}
        </span>
      </button>
      {small ? null : (
        <ul className={css.subs}>
          {subs.map((sub) => (
            <li key={sub.sub}>
              <SubRow sub={sub} state={state} machine={machine} at={at} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function SubRow({
  sub: { sub, visits, total, present, tone },
  state,
  machine,
  at,
}: {
  readonly sub: SubStay
  readonly state: string
  readonly machine: Machine
  readonly at: Time
}) {
  const { states: words } = useWords()
  // A reason is the machine's word, how ready something is is ours.
  const own: Readonly<Record<string, string>> = words.subs
  const name = ownValue(own, sub)
  return (
    <button
      type="button"
      className={css.sub}
      data-present={present}
      data-visited={visits > 0}
      data-tone={tone}
      aria-label={words.stateIs(`${state}, ${name ?? sub}`, visits, words.total(total))}
      title={words.goThere}
      onClick={() => go(nextPassage(passagesOf(machine, state, sub), at))}
    >
      {name === undefined ? <code>{sub}</code> : <span>{name}</span>}
      <span className={css.count}>
        {visits === 0 ? words.notYet : `${visits > 1 ? `${words.times(visits)} · ` : ''}${words.total(total)}`}
      </span>
    </button>
  )
}

function ArrowLabel({
  arrow: { from, to, label },
  transition,
  at,
  small,
}: {
  readonly arrow: PlacedArrow
  readonly transition: Transition
  readonly at: Time
  readonly small: boolean
}) {
  const { states: words } = useWords()
  const { count, last } = takenBy(transition, at)
  const never = transition.passages.length === 0
  const ways: Readonly<Record<string, string>> = words.ways
  const way = ownValue(ways, `${from}>${to}`)
  if (never && (small || way === undefined)) return null
  return (
    <button
      type="button"
      className={css.way}
      data-side={label.side}
      data-taken={count > 0}
      disabled={never}
      style={{ left: label.x, top: label.y }}
      aria-label={words.wayIs(from, to, count, last ? exactClock(last.at) : '')}
      title={words.goThere}
      onClick={() => go(nextPassage(transition.passages, at))}
    >
      <span>{[way, count > 0 ? words.times(count) : ''].filter(Boolean).join(' ')}</span>
      {last ? <time>{clockText(last.at, 100)}</time> : null}
    </button>
  )
}

function go(passage: Passage | undefined): void {
  if (passage === undefined) return
  const { pause, seek, select } = appStore.getState()
  pause()
  seek(passage.at)
  select({ kind: 'entry', seq: passage.seq })
}

/** Arrows walk over states and transitions; Enter goes there. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
  if (step === undefined || !(event.target instanceof HTMLButtonElement)) return
  event.preventDefault()
  event.stopPropagation()
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button:enabled')]
  const index = buttons.indexOf(event.target)
  buttons[(index + step + buttons.length) % buttons.length]?.focus()
}

const BEND = 8
const TIP = 7

function rounded(points: readonly Point[]): string {
  const parts: string[] = []
  for (const [i, point] of points.entries()) {
    const [before, after] = [points[i - 1], points[i + 1]]
    if (!before) parts.push(`M${point[0]} ${point[1]}`)
    else if (!after) {
      const [x, y] = towards(point, before, TIP)
      parts.push(`L${x} ${y}`)
    } else {
      const [bx, by] = towards(point, before, BEND)
      const [ax, ay] = towards(point, after, BEND)
      parts.push(`L${bx} ${by} Q${point[0]} ${point[1]} ${ax} ${ay}`)
    }
  }
  return parts.join(' ')
}

function towards([x, y]: Point, [tx, ty]: Point, by: number): Point {
  const length = Math.hypot(tx - x, ty - y) || 1
  const step = Math.min(by, length / 2)
  return [x + ((tx - x) / length) * step, y + ((ty - y) / length) * step]
}
