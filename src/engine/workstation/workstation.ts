import type { ApiClient } from '../../kubectl/client/api-client.ts'
import { KUBECONFIG_PATH, kubeconfigText } from '../../kubectl/client/kubeconfig.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { ScenarioWorkstation } from '../../scenario/scenario.ts'
import type { FileTree } from '../program-api/files.ts'
import type { Programs } from '../program-api/image.ts'
import { effectiveCapabilities } from '../runtime/capabilities.ts'
import { RuntimeContainer } from '../runtime/container.ts'
import { createFileSystem } from '../runtime/files/file-system.ts'
import { Volume } from '../runtime/files/volume.ts'
import { MemoryCgroup } from '../runtime/memory-cgroup.ts'
import type { Network } from '../runtime/network.ts'
import type { ExitRecord, OsProcess } from '../runtime/os-process.ts'
import { PidNamespace } from '../runtime/os-process.ts'
import { ProcessHost } from '../runtime/process-host.ts'
import { NULL_INPUT, sink } from '../runtime/stream.ts'
import { provideSystemFiles } from '../runtime/system-files/system-files.ts'
import { textReader } from '../runtime/text-reader.ts'
import type { World } from '../world/world.ts'

/** What the machine is made of: a shell, the usual tools, kubectl. */
const IMAGE = 'podlapse/workstation'
const NAME = 'workstation'
/** Outside of the cluster's networks, from where nodes, Pods and Services can be reached. */
const ADDRESS = '192.168.100.10'
const USER = 1000
const HOME = '/home/user'
const MEMORY_BYTES = 8 * 1024 ** 3

/** Where it stands, and the API server that its kubectl reaches. */
export interface Surroundings {
  readonly world: World
  readonly network: Network
  readonly client: ApiClient
}

/** The machine that people type on: it is part of the simulated world, and of no cluster. */
export class Workstation {
  readonly #host: ProcessHost
  readonly #container: RuntimeContainer

  constructor({ world, network, client }: Surroundings, programs: Programs, given: ScenarioWorkstation) {
    this.#host = new ProcessHost(world, programs, network)
    this.#host.kubernetes = { client, namespace: given.namespace }
    const image = programs.image(IMAGE)
    const now = () => world.now
    const capabilities = effectiveCapabilities(undefined, USER)
    const { files, layer } = createFileSystem({
      image: { ...image.files, ...homeTree(given) },
      now,
      uid: USER,
      gid: USER,
      groups: [USER],
      capabilities,
    })
    this.#container = new RuntimeContainer({
      id: NAME,
      createdAt: world.now,
      pids: new PidNamespace('node'),
      sandbox: {
        id: NAME,
        pod: { namespace: '', name: NAME, uid: NAME },
        attempt: 0,
        createdAt: world.now,
        ip: ADDRESS,
        hostNetwork: false,
        hostname: NAME,
        network: network.open(ADDRESS, [NAME], { nodeSide: ADDRESS }),
        sharedPids: undefined,
        containers: new Set(),
        shm: new Volume({ now, mode: 0o1777, medium: 'shm', limitBytes: MEMORY_BYTES / 2 }),
        ready: true,
      },
      config: {
        name: NAME,
        kind: 'app',
        attempt: 0,
        image,
        imageName: IMAGE,
        imageID: IMAGE,
        argv: [],
        env: new Map(Object.entries({ ...image.env, HOME, USER: 'user', HOSTNAME: NAME, SHELL: '/bin/bash' })),
        workingDir: HOME,
        uid: USER,
        gid: USER,
        groups: [USER],
        capabilities,
        files,
        layer,
        memoryLimit: undefined,
        memoryRequest: undefined,
        terminationMessagePath: '/dev/termination-log',
        terminationMessageFromLogs: false,
        mountFailure: undefined,
        described: {
          ports: [],
          startMs: 0,
          answers: [],
          onTerm: { code: 0, afterMs: 0 },
          makes: [],
          holds: [],
          shares: [],
          commandMs: 0,
        },
      },
      memory: () =>
        new MemoryCgroup<OsProcess>(
          world.kernel,
          undefined,
          () => {},
          () => {},
        ),
    })
    this.#container.state = 'running'
    provideSystemFiles(this.#container, {
      facts: { name: NAME, ip: ADDRESS, milliCPU: 4000, memoryBytes: MEMORY_BYTES, cgroup: 'v2' },
      sysctls: new Map(),
      now,
      load: () => ({ ...this.#host.load(), memoryBytes: world.assumptions.systemMemory }),
    })
    files.write('/etc/hosts', `127.0.0.1\tlocalhost\n${ADDRESS}\t${NAME}\n`)
  }

  /** Runs a program with what it reads on its standard input; `ended` hears how it came out. */
  run(
    argv: readonly string[],
    stdin: string | undefined,
    write: (stream: 'stdout' | 'stderr', text: string) => void,
    ended: (exit: ExitRecord) => void,
  ): { interrupt(): void } {
    const process = this.#host.start(this.#container, {
      parent: undefined,
      argv,
      env: this.#container.config.env,
      cwd: HOME,
      stdio: {
        stdin: stdin === undefined ? NULL_INPUT : textReader(stdin),
        stdout: sink((text) => write('stdout', text)),
        stderr: sink((text) => write('stderr', text)),
      },
      standing: 'asked',
    })
    if (typeof process === 'string') {
      write('stderr', `bash: fork: ${process}\n`)
      ended({ status: 127, signal: undefined })
      return { interrupt() {} }
    }
    process.exited.listen(ended)
    return {
      interrupt: () => {
        if (process.exited.fired) return
        write('stdout', '^C\n')
        this.#interrupt(process)
      },
    }
  }

  /** What a terminal sends to all that is in the foreground; what a shell has put behind it does not listen. */
  #interrupt(shell: OsProcess): void {
    const group = [...this.#container.processes].filter((each) => each === shell || comesFrom(each, shell))
    for (const each of group.reverse()) this.#host.signal(this.#container, each, 'SIGINT', false)
  }
}

function comesFrom(process: OsProcess, ancestor: OsProcess): boolean {
  for (let each = process.parent; each; each = each.parent) if (each === ancestor) return true
  return false
}

/** The user's files, in directories of their own where their names say so. */
function homeTree({ files, namespace }: ScenarioWorkstation): FileTree {
  const tree: Record<string, FileTree[string]> = {
    [HOME]: { kind: 'directory', uid: USER },
    [`${HOME}/.kube`]: { kind: 'directory', uid: USER },
    [KUBECONFIG_PATH]: { kind: 'file', content: kubeconfigText(namespace), uid: USER },
  }
  for (const [path, content] of Object.entries(files)) {
    const absolute = path.startsWith('/') ? path : `${HOME}/${path}`
    for (let at = absolute.indexOf('/', HOME.length + 1); at > 0; at = absolute.indexOf('/', at + 1)) {
      if (absolute.startsWith(`${HOME}/`)) tree[absolute.slice(0, at)] = { kind: 'directory', uid: USER }
    }
    tree[absolute] = { kind: 'file', content, uid: USER }
  }
  return tree
}

/** For steps that hand objects to kubectl themselves. */
export function manifestText(objects: readonly KubeObject[]): string {
  return objects.map((object) => JSON.stringify(object)).join('\n---\n')
}
