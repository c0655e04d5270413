import { useMemo } from 'react'
import { type FieldLine, fieldLine } from '../view/explain/field-line.ts'
import { type LitField, usePanels } from './panels.ts'
import { useApp } from './store.ts'

/** Where fields of the simulated Pods stand in the text. While the text is being changed, nowhere. */
export function useFieldLines(): (field: LitField) => FieldLine | undefined {
  const text = useApp((state) => state.text)
  const objects = useApp((state) => state.objects)
  const fresh = useApp((state) => state.freshness === 'fresh')
  return useMemo(() => {
    if (!fresh) return () => undefined
    return ({ namespace, name, field }: LitField) => {
      const pod = objects.find((each) => each.kind === 'Pod' && each.name === name && each.namespace === namespace)
      return pod && fieldLine(text, pod.document, field)
    }
  }, [text, objects, fresh])
}

export function useLitLine(): number | undefined {
  const lit = usePanels((panels) => panels.litField)
  const lineOf = useFieldLines()
  return useMemo(() => (lit === undefined ? undefined : lineOf(lit)?.line), [lit, lineOf])
}
