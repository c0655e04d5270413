import { type Fold, foldsOf, NO_FOLDS } from '../view/time/time-fold.ts'
import type { AppState } from './state.ts'

/** The quiet stretches that are drawn short, when somebody has asked for it. */
export function shownFolds({ trace, gapsShort }: Pick<AppState, 'trace' | 'gapsShort'>): readonly Fold[] {
  return gapsShort && trace ? foldsOf(trace) : NO_FOLDS
}
