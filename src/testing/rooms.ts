/**
 * The rooms of a folder, and what each may import of the others: only what stands above it in this list. A better idea
 * than the list changes the list, src/README.md and the code in one commit, which says why.
 */
export const ROOMS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  engine: {
    kernel: [],
    world: ['kernel'],
    'program-api': ['kernel'],
    runtime: ['kernel', 'world', 'program-api'],
    apiserver: ['kernel', 'world'],
    network: ['kernel', 'world', 'program-api', 'runtime', 'apiserver'],
    scheduler: ['kernel', 'world', 'apiserver'],
    // A kubelet admits Pods by plugins of the scheduler, as upstream's does (pkg/kubelet/lifecycle/predicate.go).
    kubelet: ['kernel', 'world', 'program-api', 'runtime', 'apiserver', 'network', 'scheduler'],
    controllers: ['kernel', 'world', 'apiserver'],
    workstation: ['kernel', 'world', 'program-api', 'runtime', 'apiserver', 'kubelet'],
    steps: ['kernel', 'world', 'program-api', 'runtime', 'apiserver', 'kubelet', 'workstation'],
    cluster: [
      'kernel',
      'world',
      'program-api',
      'runtime',
      'apiserver',
      'network',
      'scheduler',
      'kubelet',
      'controllers',
      'workstation',
      'steps',
    ],
  },
  kubectl: {
    text: [],
    client: ['text'],
    'command-line': ['text', 'client'],
    printers: ['text', 'client', 'command-line'],
    explain: ['text', 'client', 'command-line', 'printers'],
    commands: ['text', 'client', 'command-line', 'printers', 'explain'],
  },
  view: {
    time: [],
    notes: ['time'],
    reader: [],
    terminal: ['time', 'reader', 'history'],
    history: ['time'],
    // Why a container or a Pod is as it is, in facts: explain/ says it.
    diagnosis: ['time', 'history'],
    lanes: ['time', 'history', 'diagnosis'],
    inspector: ['time', 'history', 'diagnosis'],
    explain: ['time', 'notes', 'history', 'diagnosis', 'lanes', 'inspector'],
    // What of a manifest a run bears out, beside its fields; and edits of it that cure, which runs are made of.
    'field-facts': ['time', 'history', 'diagnosis', 'lanes'],
    fixes: ['time', 'history', 'diagnosis'],
    'control-plane': ['time', 'history', 'lanes', 'inspector', 'explain'],
    table: ['time', 'history', 'lanes', 'inspector', 'explain'],
    compare: ['time', 'history', 'lanes', 'inspector', 'explain'],
    states: ['time', 'history', 'lanes', 'inspector', 'explain'],
  },
}

interface ListedCircle {
  readonly why: string
  holds(path: string): boolean
}

function listed(why: string, folder: string, names: string): ListedCircle {
  const paths = names.split(' ').map((name) => `${folder}/${name}.ts`)
  return { why, holds: (path) => paths.includes(path) }
}

/** Circles that types make, and why they are right. */
export const LISTED_CIRCLES: readonly ListedCircle[] = [
  {
    why: 'A command holds words, words hold commands: $(…).',
    holds: (path) => path.startsWith('programs/shell/'),
  },
  listed('The kernel makes processes, which wait in it.', 'engine/kernel', 'kernel process'),
  listed('A sandbox has containers, and each of them its sandbox.', 'engine/runtime', 'container sandbox'),
  listed(
    'A host starts processes, whose system calls act on it.',
    'engine/runtime',
    'mount-for process-host process-network process-sys send-signal',
  ),
  listed(
    'Volumes are shown as files, in which volumes are mounted.',
    'engine/runtime/files',
    'file-system mount-table mounted-files volume',
  ),
]
