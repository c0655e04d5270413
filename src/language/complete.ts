import { ownValue } from '../lib/own.ts'
import type { Path } from '../manifest/path.ts'
import { isIgnoredField } from '../manifest/pod/not-simulated.ts'
import { knownKinds, versionsOf } from '../manifest/schema/kinds.ts'
import { setValue, valueAt } from '../manifest/text/edits.ts'
import { flowItem } from '../manifest/text/fragment.ts'
import { parseManifest } from '../manifest/text/parse.ts'
import type { TextEdit } from '../manifest/text/text-edit.ts'
import { SCENARIO_API_VERSION } from '../scenario/scenario-version.ts'
import { type CatalogueImage, type Completion, escaped } from './completion/completion.ts'
import { fieldText } from './completion/field-text.ts'
import { keyedValues, keyNames, namesFor } from './completion/names.ts'
import { snippetsFor, snippetText } from './completion/snippets.ts'
import { type LineStyle, lineStyleAt } from './completion/style.ts'
import { Surroundings } from './completion/surroundings.ts'
import { choicesOf, keysOf } from './schema/choices.ts'
import { defaultOf } from './schema/defaults.ts'
import { mayBeAdded } from './schema/exclusive.ts'
import { asObject, fieldOf, shortName, typeName } from './schema/fields.ts'
import { offeredFields } from './schema/order.ts'
import { type Site, siteAt } from './site.ts'
import { objectsIn } from './text-objects.ts'

export interface CompleteOptions {
  readonly images?: readonly CatalogueImage[]
}

/** What may be written at a caret: in any text, also in half a word of a document that is no YAML. */
export function complete(text: string, offset: number, { images = [] }: CompleteOptions = {}): readonly Completion[] {
  const site = siteAt(text, offset)
  if (!site) return []
  const style = lineStyleAt(text, site)
  const insertion = new Insertion(text, site, style)
  const around = new Surroundings(site.spot.root, site.key?.steps ?? site.value?.steps ?? [], objectsIn(text))
  if (site.key) return keyCompletions(site, insertion, around)
  return valueCompletions(text, site, insertion, around, images)
}

type Draft = Pick<Completion, 'kind' | 'label'> & Partial<Completion>

/** How what is chosen gets into the text: over what, and behind what. */
class Insertion {
  readonly style: LineStyle
  readonly #text: string
  readonly #site: Site

  constructor(text: string, site: Site, style: LineStyle) {
    this.#text = text
    this.#site = site
    this.style = site.lead === 'dash' || site.lead === 'lineAndDash' ? { ...style, column: style.column + 2 } : style
    this.#outer = style
  }

  readonly #outer: LineStyle

  /** Whether a colon stands behind the key already. */
  get hasColon(): boolean {
    return /^[ \t]*:/.test(this.#text.slice(this.#site.spot.end, this.#site.spot.end + 100))
  }

  get quote(): string {
    const first = this.#text[this.#site.spot.start]
    return this.#site.spot.on === 'value' && (first === '"' || first === "'") ? first : ''
  }

  made({ label, ...draft }: Draft, insert: string): Completion {
    const { spot, lead } = this.#site
    const isOnNewLine = lead === 'line' || lead === 'lineAndDash'
    const start = isOnNewLine ? this.#behindColon(spot.start) : spot.start
    const dash = lead === 'dash' || lead === 'lineAndDash' ? '- ' : ''
    const newline = isOnNewLine ? `\n${' '.repeat(this.#outer.column)}` : ''
    const space = !isOnNewLine && spot.on === 'value' && this.#text[spot.start - 1] === ':' ? ' ' : ''
    return { ...draft, label, insert: `${newline}${dash}${space}${insert}`, start, end: spot.end }
  }

  #behindColon(start: number): number {
    const before = this.#text.slice(0, start)
    return before.length - (/[ \t]*$/.exec(before.slice(-100))?.[0].length ?? 0)
  }
}

function keyCompletions(site: Site, insertion: Insertion, around: Surroundings): readonly Completion[] {
  const { key } = site
  if (!key) return []
  const { definition, present, place, steps } = key
  if (definition === undefined) {
    const { field, definition: holder } = place
    if (!field || holder === undefined) return []
    const known = [
      ...keyNames(holder, field.name, around),
      ...keysOf(holder, field.name).map((text) => ({ text, from: '' })),
    ]
    return known
      .filter(({ text }) => !present.has(text))
      .map(({ text, from }) =>
        insertion.made(
          { kind: 'name', label: text, ...(from === '' ? {} : { detail: from }), next: true },
          insertion.hasColon ? escaped(text) : `${escaped(text)}: `,
        ),
      )
  }
  const fields = offeredFields(definition)
    .filter((name) => mayBeAdded(definition, name, present))
    .flatMap((name) => {
      const field = fieldOf(definition, name)
      return field ? [fieldCompletion(definition, field, insertion)] : []
    })
  if (insertion.hasColon || insertion.style.flow) return fields
  const where = steps.length === 0 && present.size === 0 ? 'document' : shortName(definition)
  const snippets = snippetsFor(where, steps, present).map((name) =>
    insertion.made({ kind: 'snippet', label: name, snippet: name }, snippetText(name, insertion.style)),
  )
  return where === 'document' ? [...snippets, ...fields] : [...fields, ...snippets]
}

function fieldCompletion(
  definition: string,
  field: NonNullable<ReturnType<typeof fieldOf>>,
  insertion: Insertion,
): Completion {
  const own = shortName(definition)
  const usual = defaultOf(definition, field.name)
  return insertion.made(
    {
      kind: 'field',
      label: field.name,
      detail: typeName(field.goType),
      about: `${own}.${field.name}`,
      ...(field.required ? { required: true } : {}),
      ...(usual === undefined ? {} : { default: usual }),
      ...(isIgnoredField(own, field.name) ? { notSimulated: true } : {}),
      next: true,
    },
    insertion.hasColon ? field.name : fieldText(field, insertion.style),
  )
}

function valueCompletions(
  text: string,
  site: Site,
  insertion: Insertion,
  around: Surroundings,
  images: readonly CatalogueImage[],
): readonly Completion[] {
  const { spot, value } = site
  const { field, definition, type } = value?.place ?? {}
  if (!value || !type || !field || definition === undefined) return []
  const { steps } = value
  const key = typeof steps.at(-1) === 'string' && steps.at(-1) !== field.name ? String(steps.at(-1)) : undefined
  const made = (draft: Draft, written = writtenAs(draft.label, type.kind, insertion.quote)) =>
    insertion.made({ ...draft, ...(insertion.quote === '' ? {} : { filter: written }) }, escaped(written))
  if (key === undefined && (field.name === 'kind' || field.name === 'apiVersion') && fieldOf(definition, 'metadata')) {
    return typeCompletions(text, site, field.name).map((draft) => made(draft))
  }
  const taken = new Set(typeof steps.at(-1) === 'number' ? listAt(spot.root, steps) : [])
  const isImage = ['Container.image', 'EphemeralContainer.image'].includes(`${shortName(definition)}.${field.name}`)
  const own = text.slice(spot.start, spot.end)
  const names = (
    key === undefined ? namesFor(definition, field.name, around) : keyedValues(definition, field.name, key, around)
  ).filter((name) => !isImage || name.text !== own)
  const holder = asObject(valueAt(spot.root, steps.slice(0, -1) as Path))
  const usual = defaultOf(definition, field.name)
  const choices = choicesOf({ type, definition, field: field.name }, key, holder).values
  const found: Draft[] = [
    ...names.map(({ text: label, from }) => ({ kind: 'name', label, detail: from }) as const),
    ...choices.map(
      (label) => ({ kind: 'value', label, ...(label === usual ? { detail: 'default', default: label } : {}) }) as const,
    ),
  ]
  const drafts = found.filter(({ label }, index) => found.findIndex((each) => each.label === label) === index)
  return [
    ...drafts
      .filter(({ label }) => !taken.has(label))
      .map((draft) => made(draft, literal(draft, type.kind, insertion))),
    ...(isImage ? images.map((image) => made({ kind: 'image', label: image.name, image })) : []),
  ]
}

/** Quantities stand in the tables as they are written. */
function literal({ kind, label }: Draft, type: string, insertion: Insertion): string {
  return type === 'quantity' && kind === 'value' ? label : writtenAs(label, type, insertion.quote)
}

function writtenAs(text: string, type: string, quote: string): string {
  if (quote !== '') return `${quote}${text}${quote}`
  return type === 'string' ? flowItem(text) : text
}

function listAt(root: unknown, steps: readonly (string | number)[]): readonly unknown[] {
  const list = valueAt(root, steps.slice(0, -1) as Path)
  return Array.isArray(list) ? list : []
}

/** Kinds with the version that they need; versions for the kind that is there. */
function typeCompletions(text: string, { spot, value }: Site, field: 'kind' | 'apiVersion'): readonly Draft[] {
  const above = value?.steps.slice(0, -1) ?? []
  const object = asObject(valueAt(spot.root, above as Path))
  if (field === 'apiVersion') {
    const { kind } = object
    const fitting = typeof kind === 'string' ? versionsOf(kind) : []
    const all = [...new Set(knownKinds().map(({ apiVersion }) => apiVersion)), SCENARIO_API_VERSION]
    const versions = kind === 'Scenario' ? [SCENARIO_API_VERSION] : fitting.length > 0 ? fitting : all
    return versions.map((label) => ({ kind: 'value', label }))
  }
  const { apiVersion } = object
  const kinds = [
    ...knownKinds().map((info) => ({ version: info.apiVersion, kind: info.kind })),
    { version: SCENARIO_API_VERSION, kind: 'Scenario' },
  ]
  const ofVersion = kinds.filter(({ version }) => version === apiVersion)
  return (ofVersion.length > 0 ? ofVersion : kinds).flatMap((each) => {
    if (ofVersion.length === 0 && kinds.find(({ kind }) => kind === each.kind) !== each) return []
    const also = apiVersion === each.version ? undefined : versionEdit(text, spot, above, each.version)
    return [{ kind: 'value', label: each.kind, detail: each.version, about: each.kind, ...(also ? { also } : {}) }]
  })
}

/** The version in its line, or on one of its own above the kind. */
function versionEdit(
  text: string,
  { document, start, root }: Site['spot'],
  above: readonly (string | number)[],
  version: string,
): TextEdit | undefined {
  const given = ownValue(asObject(valueAt(root, above as Path)), 'apiVersion')
  if (given !== undefined) return setValue(parseManifest(text), document, [...above, 'apiVersion'], version)
  const from = text.lastIndexOf('\n', start - 1) + 1
  const lead = /^[ ]*(?:-[ ]+)*/.exec(text.slice(from, start))?.[0] ?? ''
  const at = from + lead.length
  return { start: at, end: at, text: `apiVersion: ${version}\n${' '.repeat(lead.length)}` }
}
