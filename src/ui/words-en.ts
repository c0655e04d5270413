import type { LinkFailure } from '../app/link-failure.ts'
import type { TextDeed } from '../app/text-notice.ts'
import type { Cut } from '../trace/cut.ts'
import { PROCESS_EN } from '../view/notes/process-at-work.ts'

const LINK: Readonly<Record<LinkFailure['reason'], string>> = {
  'not-a-link': 'This address is not a Podlapse link.',
  'newer-version': 'This link was made by a newer Podlapse.',
  'too-long': 'This link is too long to be read.',
  cut: 'This link has been cut off: its end is missing.',
  damaged: 'This link is damaged.',
  unavailable: 'The part of the page that reads links could not be loaded.',
}

export const APP_EN = {
  /** Of the table on paper. */
  printColumns: ['TIME', 'WHAT HAPPENS'],
  timeline: 'Timeline',
  manifest: 'Manifest',
  closeManifest: 'Close the manifest',
  openManifest: 'Open the manifest',
  inspector: 'At the playhead',
  close: 'Close',
  link: (failure: LinkFailure['reason']) => LINK[failure],
  linkInstead: {
    part: 'What could be read of it is in the editor; the rest is lost.',
    example: 'Nothing of it could be read. This is an example instead.',
    textBefore: 'Nothing of it could be read. The text that was open has stayed.',
  } satisfies Readonly<Record<LinkFailure['instead'], string>>,
  cut: (at: string) => `Simulated up to ${at}, and no further.`,
  cutAt: PROCESS_EN,
  cutWhy: {
    instant: (most: string) => `More than ${most} steps at one instant.`,
    steps: (most: string) => `More than ${most} steps.`,
    entries: (most: string) => `More than ${most} entries.`,
    work: (most: string) => `Its programs do more work than is simulated (${most} units up to here).`,
  } satisfies Readonly<Record<Cut['limit'], (most: string) => string>>,
  problems: (count: number) => (count === 1 ? '1 problem' : `${count} problems`),
  problemsInText: (count: number) =>
    `${count === 1 ? '1 problem' : `${count} problems`} in the text: the rest is simulated`,
  fault: 'Podlapse broke on this text',
  resizeEditor: 'Width of the manifest',
  resizeInspector: 'Width of the inspector',
  resizeDrawer: 'Height of Events and logs',
  simulated: (at: string, until: string) => `${at} of ${until} simulated`,
  dismiss: 'Dismiss',
  empty: 'Paste a Pod manifest, or start from one of these',
  mobileTabs: {
    timeline: 'Timeline',
    pictures: 'Views',
    state: 'State',
    logs: 'Logs',
    terminal: 'Shell',
    yaml: 'YAML',
  },
  simulating: 'Simulating',
  views: 'Views',
  playback: 'Playback',
  broken: 'Podlapse broke',
  brokenHint: 'This is our fault, not yours.',
  brokenText: 'Your text',
  reload: 'Load again',
  textKept: 'Your text is kept',
  backToText: 'Back to your text',
  textDeed: {
    stepAdded: 'A step was added',
    stepMoved: 'The step was moved',
    stepChanged: 'The step was changed',
    stepRemoved: 'The step was removed',
    fixed: 'The text was mended',
    undone: 'The last change is undone',
    redone: 'The change is there again',
    nothingToUndo: 'There is nothing to undo',
    kept: 'Your text is kept in this browser at each change',
  } satisfies Readonly<Record<TextDeed, string>>,
  undo: 'Undo',
  redo: 'Redo',
  saveFile: 'Save a file',
  dropHere: 'Drop it to open it',
  dropHint: 'YAML or JSON; the text that is open is kept.',
  dropped: {
    binary: (name: string) => `${name} is no text.`,
    large: (name: string, most: string) => `${name} is longer than ${most}.`,
  },
  textUnkept: 'The browser has no room left to keep this text: it is lost when the page is closed. Copy it first.',
  refusedTitle: 'This text cannot be simulated yet',
  refusedOlder: 'This text cannot be simulated yet: what you see is of the last valid one',
  faultOlder: 'Podlapse broke on this text: what you see is of the last run',
  lineColon: (line: number) => `line ${line}`,
  showLine: (line: number) => `Show line ${line}`,
  moreProblems: (count: number) => (count === 1 ? 'And 1 more problem.' : `And ${count} more problems.`),
  noneMadeTitle: (first: string, more: number) =>
    more === 0 ? `${first} has made no Pod` : `${first} and ${more} more have made no Pod`,
  noneMadeBody: 'It is to have none, or they were refused: kubectl describe says which.',
  noPodTitle: 'Nothing here makes a Pod',
  noPodBody: (objects: readonly string[], more: number) =>
    objects.length === 0
      ? 'There is no object in the text.'
      : `${objects.join(', ')}${more > 0 ? ` and ${more} more` : ''}: no Pod uses what is there.`,
  addPod: 'Add a Pod',
  partFailed: 'This part of the page could not be loaded',
  partFailedHint: 'There is no connection, or a newer Podlapse has taken the place of this one.',
  textLasts: 'Your text is kept in this browser.',
  textDoesNotLast: 'This browser does not keep your text: copy it before you load the page again.',
  tryAgain: 'Try again',
  loadPageAgain: 'Load the page again',
  editorFailed: 'The full editor could not be loaded.',
}
