import type { OptionNotSimulated } from '../../scenario/field-fault.ts'
import type { NoteWords } from './note-words.ts'

const OPTIONS: Readonly<Record<OptionNotSimulated, string>> = {
  allLogsAtOnce: 'any number of logs is rotated at once',
  cpusInOrder: 'CPUs are given in the order of their numbers',
  filesNotCounted: 'files are not counted',
  imagesStay: 'images take nothing of a node’s disk and are never removed from it',
  lessThanOneSecond: 'less than 1s',
  noOwnMemory: 'no container has memory of its own',
  noShutdown: 'a node is not shut down gracefully',
  noSwap: 'a node has no swap',
  oneNumaNode: 'a node has one NUMA node, so all is aligned',
}

/** What is wrong with a field of the Scenario; its path stands before. */
export const FAULTS_EN: NoteWords['faults'] = {
  needed: () => 'is needed',
  neededAsTime: () => 'is needed: when the step happens',
  neededOneOf: ({ choices }) => `is needed: ${choices.length > 1 ? 'one of ' : ''}${choices.join(', ')}`,
  neededOrDelay: () => 'is needed, or a delay',
  exactlyOneOf: ({ choices }) => `must have exactly one of ${choices.join(', ')}`,
  mustBeObject: () => 'must be an object',
  mustBeText: () => 'must be text',
  mustBeTexts: () => 'must be a list of texts',
  mustBeList: () => 'must be a list',
  mustBeMap: () => 'must map names to texts',
  mustBeBoolean: () => 'must be true or false',
  mustBeInteger: ({ least }) => `must be a whole number, at least ${least}`,
  mustBeDuration: () => 'must be a duration such as 1m30s, or a number of seconds',
  mustBeQuantity: ({ examples }) => `must be a quantity such as ${examples.join(' or ')}`,
  mustBeQuantityOrPercentage: () => 'must be a quantity such as 500Mi, or a percentage such as 10%',
  mustBe: ({ value }) => `must be ${value}`,
  mustBeOneOf: ({ choices }) => `must be one of ${choices.join(', ')}`,
  mustBeSomeOf: ({ choices }) => `must be some of ${choices.join(', ')}`,
  atMost: ({ most }) => `must be at most ${most}`,
  atLeast: ({ least }) => `must be at least ${least}`,
  between: ({ least, most }) => `must be between ${least} and ${most}`,
  moreThanNothing: () => 'must be more than nothing',
  afterFrom: () => 'must be after from',
  standsTwice: () => 'stands twice',
  lastOneCounts: () => 'stands twice: the last one counts',

  dedicatedNode: ({ labels }) =>
    `taken for a dedicated node, so labelled ${labels.join(', ')} too (labels: {} for none)`,

  noImage: ({ reason }) => `is no image: ${reason}`,
  flagsSayIt: () => 'is not asked: the flags of podlapse say what the command does',
  mustBeUser: () => 'must be a user such as 1000, nginx or 1000:1000',
  mustBeAbsolutePath: () => 'must be an absolute path',
  mustBeFilePath: ({ path }) => `${path}: must be the absolute path of a file`,
  mustBePort: () => 'must be a port number, or {port, protocol}',
  mustBePortNumber: () => 'must be a number from 1 to 65535',
  mustBeginWithSlash: () => 'must begin with /',
  mustBeEnd: ({ word }) => `must be ${word}, or {code, after} such as {code: 0, after: 5s}`,

  optionNotSimulated: ({ why }) => `not simulated: ${OPTIONS[why]}`,
  needsGracePeriod: ({ signal }) => `${signal} needs a time in evictionSoftGracePeriod`,
  onlyWithParallelPulls: () => 'can be more than 1 only with serializeImagePulls: false',
  mustBeCPUs: ({ last }) => `must be CPUs of the node such as 0-1,3: it has 0-${last}`,
  kubeletDoesNotStart: ({ reason }) => `the kubelet does not start: ${reason}`,
  tooManySteps: ({ most }) =>
    `a Scenario has at most ${most} steps: a loop of the shell can do in one what is done often`,
  tooManyRequests: ({ asked, most }) =>
    `comes to ${asked} requests by the end of the run; ${most} are simulated in all: fewer a second, or for a shorter time`,
  mustBeService: () => 'must be a Service such as service/web',
  noSuchService: ({ service, meant }) =>
    `nothing here makes a Service ${service}${meant === undefined ? '' : `; did you mean ${meant}?`}`,
  noSuchServicePort: ({ service, port, ports }) => `Service ${service} has no port ${port}, but ${ports.join(', ')}`,
  mustBeRate: () => 'must be a rate such as 20/s or 30/m',
  tooManyCPUs: ({ most }) => `the kubelet does not start: no machine has more than ${most} CPUs`,
  oneSocket: () => 'assumed: the node has one socket and one thread a core',
}
