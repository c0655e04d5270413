import { useEffect, useMemo, useState } from 'react'
import type { FieldLine } from '../view/explain/field-line.ts'
import { fetchOnce } from './load-failure.ts'
import { type LitField, usePanels } from './panels.ts'
import { useApp } from './store.ts'

/** Where fields of the simulated Pods stand in the text. While the text is being changed, nowhere. */
export function useFieldLines(): (field: LitField) => FieldLine | undefined {
  const text = useApp((state) => state.text)
  const objects = useApp((state) => state.objects)
  const fresh = useApp((state) => state.freshness === 'fresh')
  const fieldLine = useFieldLine()
  return useMemo(() => {
    if (!fresh || fieldLine === undefined) return () => undefined
    return ({ kind = 'Pod', namespace, name, field }: LitField) => {
      const object = objects.find((each) => each.kind === kind && each.name === name && each.namespace === namespace)
      return object && fieldLine(text, object.document, field)
    }
  }, [text, objects, fresh, fieldLine])
}

export function useLitLine(): number | undefined {
  const lit = usePanels((panels) => panels.litField)
  const lineOf = useFieldLines()
  return useMemo(() => (lit === undefined ? undefined : lineOf(lit)?.line), [lit, lineOf])
}

type FieldLineOf = typeof import('../view/explain/field-line.ts')['fieldLine']
let loaded: FieldLineOf | undefined
const loadFieldLine = fetchOnce(() => import('../view/explain/field-line.ts'))

/** The parser is fetched after the page stands: no line is asked for before a trace has come. */
function useFieldLine(): FieldLineOf | undefined {
  const [fieldLine, setFieldLine] = useState(() => loaded)
  useEffect(() => {
    if (fieldLine !== undefined) return
    let wanted = true
    loadFieldLine().then(
      (module) => {
        loaded = module.fieldLine
        if (wanted) setFieldLine(() => module.fieldLine)
      },
      () => {
        // Without it no line is lit, and everything else is as it was.
      },
    )
    return () => {
      wanted = false
    }
  }, [fieldLine])
  return fieldLine
}
