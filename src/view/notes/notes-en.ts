import { assumedImageText } from './assumed-image-en.ts'
import { FAULTS_EN } from './faults-en.ts'
import { type NoteWords, sayFault } from './note-words.ts'
import { PROCESS_EN } from './process-at-work.ts'

const NOT_YET = 'not simulated yet'

/** What programs make the simulator do. */
const WORK = 'units of work that programs make'

export const NOTES_EN: NoteWords = {
  mark: ': ',
  faults: FAULTS_EN,
  fixes: {
    changeTo: ({ meant }) => `Change to ${meant}`,
    replaceSign: ({ sign, narrow }) => `Replace ${sign} by ${narrow}`,
    indentWithSpaces: () => 'Indent with spaces',
    addNamespace: ({ name }) => `Add the Namespace ${name}`,
    describeImage: () => 'Describe this image',
    imageIsThere: () => 'Say that it is there',
  },
  notes: {
    notAnObject: () => 'a document must be an object with apiVersion and kind',
    textTooLong: () => 'the text is longer than 1 MiB',
    textTooDeep: ({ most }) => `the text is nested more than ${most} levels deep`,
    tooManyDocuments: ({ most }) => `the text has more than ${most} documents`,
    tooManyValues: ({ most }) => `the text has more than ${most} values`,
    duplicateField: ({ path }) => `duplicate field "${path}": the last one counts`,
    tab: () => 'YAML is indented with spaces, never with tabs',
    fullWidth: ({ sign, narrow, name }) => `the full-width ${name} ${sign} is not YAML's ${narrow}`,
    kubeletConfiguration: () =>
      'a kubelet reads it from a file of its node. Its fields can be given to a node: nodes: [{name: node-1, kubelet: {maxPods: 20}}] in a Scenario document',

    ignoredField: ({ field }) => `${NOT_YET}: ${field}`,
    gateOff: ({ field, gate }) =>
      `${field} has no effect: the feature gate ${gate} is off unless a cluster says otherwise, and the API server drops the field`,
    ignoredKind: ({ objectKind }) => `${NOT_YET}: ${objectKind}`,
    ignoredCapability: ({ capability }) => `${NOT_YET}: the capability ${capability}`,
    hostIPC: () => `${NOT_YET}: the node’s semaphores, message queues and segments of System V; its /dev/shm is shared`,
    stdinOnce: () => `${NOT_YET}: nobody attaches, so the input stays open`,
    runtimeClass: () => `${NOT_YET}: the runtime of a RuntimeClass; its overhead, and on which nodes it is, are`,
    resourceClaims: () =>
      `${NOT_YET}: devices and their drivers; the Pod waits for claims that nobody allocates, so it stays Pending`,

    assumedImage: assumedImageText,
    takenForImage: ({ image, known }) =>
      `taken for the image ${known}, whose name ${image} has; the Scenario's images can say what it does`,
    noSuchTag: ({ image }) =>
      `${image}: there is no such tag as far as known, so that pulling it fails; the Scenario's images can say pull: ok`,
    defaultStorageClass: ({ name, provisioner }) =>
      `assumed: the cluster has a default StorageClass, ${name} (${provisioner}), so that a volume is made for this claim; the Scenario's assumptions can say defaultStorageClass: false`,
    download: ({ url, file }) =>
      `not simulated: what ${url} has; ${file} is a placeholder, and a server that reads it as its configuration is taken for one that fits its manifest`,
    behindBroken: ({ line }) => `not applied: kubectl reads no further than the mistake in line ${line}`,
    lateSchedule: ({ name, start, first }) =>
      first === undefined
        ? 'this schedule names no time at all'
        : `nothing happens until ${first}, and the run, which begins at ${start}, ends before: the Scenario's until can say more (at most 24h); kubectl create job NAME --from=cronjob/${name} does not wait`,
    longImage: ({ length, most }) => `an image of ${length} characters; nothing longer than ${most} is simulated`,
    typedCommand: ({ command }) => `${NOT_YET}: ${command}`,
    noObjects: () => 'there is no object in the text',
    secondScenario: () => 'a text has one Scenario',
    unknownField: ({ path }) => `unknown field "${path}"`,
    field: ({ path, fault }) => `${path === '' ? 'Scenario' : path}: ${sayFault(fault, FAULTS_EN)}`,

    cutShort: ({ limit, most, at }) => {
      const count = String(most).replace(/\B(?=(?:\d{3})+$)/g, ',')
      const what = { instant: 'steps at one instant', steps: 'steps', entries: 'entries', work: WORK }[limit]
      return `what comes after this: more than ${count} ${what}${at === undefined ? '' : ` (${PROCESS_EN(at.pod, at.container, at.pid, at.command)})`}`
    },
    command: ({ command }) => command,
    stepOutput: ({ mebibytes }) => `more than ${mebibytes} MiB of output of one step`,
    noProvisioner: ({ provisioner }) =>
      `the provisioner ${provisioner} is not in this cluster: a PersistentVolume has to be made by hand`,
    nodeClock: () => 'what else on the node goes by its clock',
    nodeProcessSignalled: ({ name, signal }) => `that ${name} of the node gets ${signal}`,
    logLines: ({ container, most }) => `more than ${most} log lines of one run of ${container}`,
    requests: ({ most }) => `more than ${most} requests of the traffic`,
    logText: ({ mebibytes }) => `more than ${mebibytes} MiB of logs: what containers write from here on`,
  },
}
