import type { Fixes, FixTitle } from '../../../manifest/note.ts'
import type { FieldFault, FieldFaults } from '../../../scenario/field-fault.ts'
import type { Note, Notes } from '../../../scenario/note.ts'
import type { RunNote, RunNotes } from '../../../trace/run-note.ts'

type Samples<Kinds> = { readonly [K in keyof Kinds]: readonly Kinds[K][] }

function listed<Kinds, Of>(samples: Samples<Kinds>): readonly Of[] {
  return Object.entries<readonly unknown[]>(samples).flatMap(([kind, values]) =>
    values.map((each) => ({ kind, ...(each as object) }) as Of),
  )
}

const server = {
  ...{ role: 'app' as const, answers: [], commandMs: 0 },
  ports: [{ port: 8080, protocols: ['http'], declared: true }],
  ...{
    startMs: 2000,
    onTerm: { code: 0, afterMs: 0 },
    holds: ['/APP/STATIC/'],
    shares: ['/TOOLS/RUN'],
    makes: ['/READY'],
  },
} as const

/** Each kind of note with values as compile and the engine give them. */
export const NOTES = listed<Notes & RunNotes, Note | RunNote>({
  notAnObject: [{}],
  textTooLong: [{}],
  textTooDeep: [{ most: 100 }],
  tooManyDocuments: [{ most: 500 }],
  tooManyValues: [{ most: 30_000 }],
  duplicateField: [{ path: 'PATH' }],
  tab: [{}],
  fullWidth: [
    { sign: '：', narrow: ':', name: 'colon' },
    { sign: '“', narrow: '"', name: 'quote' },
  ],
  kubeletConfiguration: [{}],
  ignoredField: [{ field: 'hostUsers' }],
  gateOff: [{ field: 'FIELD', gate: 'GATE' }],
  ignoredKind: [{ objectKind: 'HorizontalPodAutoscaler' }],
  ignoredCapability: [{ capability: 'SYS_MODULE' }],
  hostIPC: [{}],
  stdinOnce: [{}],
  runtimeClass: [{}],
  resourceClaims: [{}],
  assumedImage: [{ image: 'IMAGE', program: server, hasCommand: true }],
  takenForImage: [{ image: 'IMAGE', known: 'KNOWN' }],
  noSuchTag: [{ image: 'IMAGE' }],
  defaultStorageClass: [{ name: 'NAME', provisioner: 'PROVISIONER' }],
  download: [{ url: 'URL', file: 'FILE' }],
  behindBroken: [{ line: 7 }],
  lateSchedule: [
    { name: 'NAME', start: 'START', first: 'FIRST' },
    { name: 'NAME', start: 'START' },
  ],
  longImage: [{ length: 1025, most: 1024 }],
  noObjects: [{}],
  typedCommand: [{ command: 'KUBECTL' }],
  secondScenario: [{}],
  unknownField: [{ path: 'PATH' }],
  field: [
    { path: 'PATH', fault: { kind: 'mustBeInteger', least: 0 } },
    { path: '', fault: { kind: 'mustBeObject' } },
    { path: 'PATH', fault: 'KUBECTL' },
  ],
  cutShort: [
    { limit: 'instant', most: 300_000 },
    { limit: 'work', most: 712_000, at: { pod: 'POD', container: 'CONTAINER', pid: 1, command: 'YES' } },
    { limit: 'steps', most: 30_000_000, at: { pod: 'WEB', container: 'CONTAINER', pid: 7, command: 'SH -C' } },
    { limit: 'entries', most: 1_000_000 },
  ],
  command: [{ command: 'kubectl' }],
  stepOutput: [{ mebibytes: 1 }],
  noProvisioner: [{ provisioner: 'PROVISIONER' }],
  nodeClock: [{}],
  nodeProcessSignalled: [{ name: 'kubelet', signal: 'SIGTERM' }],
  logLines: [{ container: 'APP', most: 20_000 }],
  requests: [{ most: 100_000 }],
  logText: [{ mebibytes: 32 }],
})

const choices = ['SOME', 'OTHER']

export const FAULTS = listed<FieldFaults, FieldFault>({
  needed: [{}],
  neededAsTime: [{}],
  neededOneOf: [{ choices }, { choices: ['SOME'] }],
  neededOrDelay: [{}],
  exactlyOneOf: [{ choices }],
  mustBeObject: [{}],
  mustBeText: [{}],
  mustBeTexts: [{}],
  mustBeList: [{}],
  mustBeMap: [{}],
  mustBeBoolean: [{}],
  mustBeInteger: [{ least: 1 }],
  mustBeDuration: [{}],
  mustBeQuantity: [{ examples: ['2', '64Mi'] }],
  mustBeQuantityOrPercentage: [{}],
  mustBe: [{ value: 'VALUE' }],
  mustBeOneOf: [{ choices }],
  mustBeSomeOf: [{ choices }],
  atMost: [{ most: '24' }],
  atLeast: [{ least: '3' }],
  between: [{ least: '1', most: '300' }],
  moreThanNothing: [{}],
  afterFrom: [{}],
  standsTwice: [{}],
  lastOneCounts: [{}],
  dedicatedNode: [{ labels: ['GPU=TRUE'] }],
  noImage: [{ reason: 'REASON' }],
  flagsSayIt: [{}],
  mustBeUser: [{}],
  mustBeAbsolutePath: [{}],
  mustBeFilePath: [{ path: 'PATH' }],
  mustBePort: [{}],
  mustBePortNumber: [{}],
  mustBeginWithSlash: [{}],
  mustBeEnd: [{ word: 'WORD' }],
  optionNotSimulated: (
    [
      ...['allLogsAtOnce', 'cpusInOrder', 'filesNotCounted', 'imagesStay', 'lessThanOneSecond'],
      ...['noOwnMemory', 'noShutdown', 'noSwap', 'oneNumaNode'],
    ] as const
  ).map((why) => ({ why }) as FieldFaults['optionNotSimulated']),
  needsGracePeriod: [{ signal: 'SIGNAL' }],
  onlyWithParallelPulls: [{}],
  mustBeCPUs: [{ last: 3 }],
  kubeletDoesNotStart: [{ reason: 'REASON' }],
  tooManySteps: [{ most: 1000 }],
  tooManyRequests: [{ asked: 900_000, most: 100_000 }],
  mustBeService: [{}],
  noSuchService: [{ service: 'wbe', meant: 'web' }, { service: 'SERVICE' }],
  noSuchServicePort: [{ service: 'SERVICE', port: 81, ports: [80, 8080] }],
  mustBeRate: [{}],
  tooManyCPUs: [{ most: 8192 }],
  oneSocket: [{}],
})

export const FIXES = listed<Fixes, FixTitle>({
  changeTo: [{ meant: 'MEANT' }],
  replaceSign: [{ sign: '：', narrow: ':' }],
  indentWithSpaces: [{}],
  addNamespace: [{ name: 'NAME' }],
  describeImage: [{}],
  imageIsThere: [{}],
})
