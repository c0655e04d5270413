/**
 * A number, or a share of a whole: 3, "3", "25%". Undefined: it is neither. `wholeOf` 0 with a percentage gives 0.
 */
// apimachinery: pkg/util/intstr/intstr.go GetScaledValueFromIntOrPercent (v1.36)
export function scaledValue(given: number | string, wholeOf: number, roundUp: boolean): number | undefined {
  if (typeof given === 'number') return given
  const percent = /^([+-]?\d+)%$/.exec(given)?.[1]
  if (percent === undefined) return undefined
  const exact = (Number(percent) * wholeOf) / 100
  return roundUp ? Math.ceil(exact) : Math.floor(exact)
}
