import type { CatalogueImage, Completion } from '../completion/completion.ts'
import type { SnippetName } from '../completion/snippets.ts'
import type { Hover } from '../hover.ts'
import type { RepairTitle } from '../repair/repair.ts'
import type { RepairWords } from './repair-words-en.ts'

/** What a language says of fields, of what is offered, and of images. */
export interface LanguageWords {
  /** By `Definition.field`, `*.field` or a kind. */
  readonly sentences: ReadonlyMap<string, string>
  readonly snippets: Readonly<Record<SnippetName, string>>
  readonly required: string
  readonly byDefault: (value: string) => string
  readonly oneOf: (values: string) => string
  readonly notSimulated: string
  readonly image: (image: CatalogueImage) => string
  readonly repairs: RepairWords
}

function sentenceFor(about: string, { sentences }: LanguageWords): string | undefined {
  return sentences.get(about) ?? sentences.get(about.replace(/^\w+(?=\.)/, '*'))
}

export function sayRepair(title: RepairTitle, { repairs }: Pick<LanguageWords, 'repairs'>): string {
  return say(repairs, title)
}

/** Each kind is said by its own words, which take its values. */
function say<K extends RepairTitle['kind']>(words: RepairWords, title: Extract<RepairTitle, { kind: K }>): string {
  return (words[title.kind] as (values: typeof title) => string)(title)
}

/** What a hover says, a part a line: first what it is, then what it does. */
export function hoverLines(hover: Hover, words: LanguageWords): readonly string[] {
  const { name, type, required, values, notSimulated, about } = hover
  const head = [
    type === '' ? name : `${name}: ${type}`,
    ...(required ? [words.required] : []),
    ...(hover.default === undefined ? [] : [words.byDefault(hover.default)]),
  ]
  const sentence = sentenceFor(about, words)
  return [
    head.join(' · '),
    ...(sentence === undefined ? [] : [sentence]),
    ...(values.length > 0 ? [words.oneOf(values.slice(0, MOST_VALUES).join(', '))] : []),
    ...(notSimulated ? [words.notSimulated] : []),
  ]
}

const MOST_VALUES = 12

/** What is said beside something that is offered. */
export function completionLines(completion: Completion, words: LanguageWords): readonly string[] {
  const { about, image, required, notSimulated } = completion
  const sentence = about === undefined ? undefined : sentenceFor(about, words)
  const facts = [
    ...(required ? [words.required] : []),
    ...(completion.default === undefined || completion.kind !== 'field' ? [] : [words.byDefault(completion.default)]),
  ]
  return [
    ...(sentence === undefined ? [] : [sentence]),
    ...(image ? [words.image(image)] : []),
    ...(facts.length > 0 ? [facts.join(' · ')] : []),
    ...(notSimulated ? [words.notSimulated] : []),
  ]
}
