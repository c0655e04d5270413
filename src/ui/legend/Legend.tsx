import { useEffect, useMemo, useState } from 'react'
import { useApp } from '../../app/store.ts'
import { lanesOf } from '../../view/lanes/lanes.ts'
import { extentsOf, LEGEND_KEYS, type LegendKey, legendOf } from '../../view/lanes/legend.ts'
import { useWords } from '../language/words.ts'
import { useFolding } from '../timeline/folding.ts'
import { setPointer } from '../timeline/pointer-state.ts'
import css from './Legend.module.css'
import { Sign } from './Sign.tsx'
import { useLegendWords } from './words.ts'

/** The kinds of marks that this run has; the one that is pointed at is ringed in the lanes. */
export function Legend() {
  const words = useLegendWords()
  const { lanes: inLanes } = useWords()
  const trace = useApp((state) => state.trace)
  const shut = useFolding()
  const keys = useMemo(() => (trace ? legendOf(lanesOf(trace, { words: inLanes, shut })) : []), [trace, inLanes, shut])
  const [kept, setKept] = useState<LegendKey>()
  const [pointed, setPointed] = useState<LegendKey>()
  const lit = pointed ?? kept
  useEffect(() => {
    setPointer({ lit: lit && ((lane) => extentsOf(lane, lit)) })
    return () => setPointer({ lit: undefined })
  }, [lit])
  if (keys.length === 0) return <p className={css.hint}>{words.none}</p>
  return (
    <>
      <p className={css.hint}>{words.hint}</p>
      <ul className={css.list} onPointerLeave={() => setPointed(undefined)}>
        {keys.map((key) => (
          <li key={key}>
            <button
              type="button"
              className={css.entry}
              aria-pressed={key === kept}
              onPointerEnter={() => setPointed(key)}
              onFocus={() => setPointed(key)}
              onBlur={() => setPointed(undefined)}
              onClick={() => setKept(key === kept ? undefined : key)}
            >
              <Entry kind={key} />
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

/** All kinds, to be read where there are no lanes beside them. */
export function LegendOfAll() {
  return (
    <ul className={css.list}>
      {LEGEND_KEYS.map((key) => (
        <li key={key} className={`${css.entry} ${css.plain}`}>
          <Entry kind={key} />
        </li>
      ))}
    </ul>
  )
}

function Entry({ kind }: { readonly kind: LegendKey }) {
  const { kinds } = useLegendWords()
  const [name, says] = kinds[kind]
  return (
    <>
      <Sign kind={kind} />
      <span>
        <span className={css.name}>{name}</span>
        <span className={css.says}>{says}</span>
      </span>
    </>
  )
}
