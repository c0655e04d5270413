import type { Json } from './json.ts'
import type { Item } from './paths.ts'
import type { Filter } from './syntax.ts'

export interface Context {
  readonly variables: ReadonlyMap<string, Json>
  /** Counts what is done; throws where that is too much. */
  readonly spend: (steps?: number) => void
  readonly depth: number
}

/** What functions need of the evaluation: handed in, so that the two files do not need each other. */
export interface Evaluator {
  run(filter: Filter, input: Item, context: Context): Generator<Item>
  update(filter: Filter, root: Json, context: Context, change: (old: Json) => Json | undefined): Json
  recurse(input: Item, context: Context): Generator<Item>
}
