import type { RepairTitles } from '../repair/repair.ts'

/** What a button says that mends something: a kind without its words does not compile. */
export type RepairWords = { readonly [K in keyof RepairTitles]: (values: RepairTitles[K]) => string }

export const REPAIRS_EN: RepairWords = {
  plainSigns: ({ count }) => (count === 1 ? 'Replace the odd sign' : `Replace ${count} odd signs`),
  spacesForTabs: () => 'Indent with spaces',
  spaceAfterColon: () => 'Put the space where it belongs',
  addColon: ({ key }) => `Write ${key}: with a colon`,
  ownLine: () => 'Give each its own line',
  comment: () => 'Write // as #',
  commentOut: () => 'Make the line a comment',
  indent: ({ lines }) => (lines === 1 ? 'Indent the line' : `Indent ${lines} lines`),
  quote: () => 'Put the text in quotes',
  closeQuote: () => 'Close what is left open',
  separator: () => 'Separate the documents by ---',
  dropNumbers: () => 'Remove the numbers of the lines',
  dropOmission: () => 'Remove the dots',
  rename: ({ to }) => `Change to ${to}`,
  set: ({ field, value }) => `Set ${field}: ${value}`,
  remove: ({ field }) => `Remove ${field}`,
  keepOnly: ({ field }) => `Keep only ${field}`,
  move: ({ field, to }) => `Move ${field} to ${to}`,
  asText: ({ field }) => `Put ${field} in quotes`,
  asNumber: ({ field }) => `Write ${field} as a number`,
  asList: ({ field }) => `Write ${field} as a list`,
  asMap: ({ field }) => `Write ${field} as fields`,
  merge: ({ field }) => `Put both ${field} together`,
  version: ({ version, moved }) => (moved ? `Change to ${version}, with its fields` : `Change to ${version}`),
  selector: () => 'Select the labels of the template',
  labels: () => 'Give the template the labels of the selector',
  add: ({ field, value }) => (value === '' ? `Add ${field}` : `Add ${field}: ${value}`),
  addObject: ({ objectKind, name }) => `Add the ${objectKind} ${name}`,
  wholeObject: ({ objectKind }) => `Make a whole ${objectKind} of it`,
}
