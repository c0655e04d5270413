import { LIMITS } from '../limits.ts'
import { readAll } from '../streams.ts'
import { print, type Tool } from '../tool.ts'

const NAME = /\$(?:\{([A-Za-z_][A-Za-z0-9_]*)\}|([A-Za-z_][A-Za-z0-9_]*))/g

/** GNU gettext's envsubst: fills variables of the environment in; with an argument only those that it names. */
export const envsubst: Tool = function* (call) {
  const [format] = call.args.filter((arg) => !/^-(?:v|-variables)$/.test(arg))
  const wanted = format === undefined ? undefined : new Set(namesIn(format))
  if (call.args.length > 0 && wanted && /^-(?:v|-variables)$/.test(call.args[0] as string)) {
    return yield* print(call, [...wanted].map((name) => `${name}\n`).join(''))
  }
  const text = yield* readAll(call.stdin, LIMITS.text)
  const filled = text.replace(NAME, (whole, braced: string | undefined, bare: string | undefined) => {
    const name = braced ?? bare ?? ''
    return !wanted || wanted.has(name) ? (call.sys.env.get(name) ?? '') : whole
  })
  return yield* print(call, filled)
}

function namesIn(text: string): string[] {
  return [...text.matchAll(NAME)].map(([, braced, bare]) => braced ?? bare ?? '')
}
