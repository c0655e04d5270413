import { Kernel } from '../../engine/kernel/kernel.ts'
import type { HttpOutcome, HttpRequest } from '../../engine/program-api/network.ts'
import type { Signal } from '../../engine/program-api/signal.ts'
import { effectiveCapabilities } from '../../engine/runtime/capabilities.ts'
import { RuntimeContainer } from '../../engine/runtime/container.ts'
import { createFileSystem, type Mount, type MountableFiles } from '../../engine/runtime/files/file-system.ts'
import { Volume } from '../../engine/runtime/files/volume.ts'
import { MemoryCgroup } from '../../engine/runtime/memory-cgroup.ts'
import { Network } from '../../engine/runtime/network.ts'
import { type OsProcess, PidNamespace } from '../../engine/runtime/os-process.ts'
import { ProcessHost } from '../../engine/runtime/process-host.ts'
import { createCapture } from '../../engine/runtime/stream.ts'
import { provideSystemFiles } from '../../engine/runtime/system-files/system-files.ts'
import { World } from '../../engine/world/world.ts'
import type { SecurityContext } from '../../manifest/pod/security-context.ts'
import { ASSUMPTIONS } from '../../scenario/assumptions.ts'
import { TraceRecorder } from '../../trace/recorder.ts'
import { PROGRAMS } from '../programs.ts'

export interface MachineOptions {
  readonly image?: string
  readonly env?: Readonly<Record<string, string>>
  readonly mounts?: readonly Mount[]
  readonly uid?: number
  readonly securityContext?: SecurityContext
  readonly memoryLimit?: number
  /** v2 (default): who overruns takes the whole container along. */
  readonly cgroup?: 'v1' | 'v2'
  readonly readOnlyRoot?: boolean
}

export interface Outcome {
  readonly stdout: string
  readonly stderr: string
  /** undefined: it was still running when the test stopped looking. */
  readonly code: number | undefined
  readonly ms: number
}

/** One container in the engine's own runtime, without Kubernetes around it. */
export class Machine {
  readonly kernel = new Kernel(1)
  readonly files: MountableFiles
  readonly #host: ProcessHost
  readonly #network: Network
  readonly #container: RuntimeContainer
  readonly #ip = '10.0.0.7'

  constructor(options: MachineOptions = {}) {
    const { kernel } = this
    const image = PROGRAMS.image(options.image ?? 'busybox:1.36')
    const recorder = new TraceRecorder({
      kubernetes: '1.36',
      name: 'test',
      seed: 1,
      untilMs: 0,
      assumptions: ASSUMPTIONS,
    })
    const world = new World(kernel, recorder, ASSUMPTIONS)
    this.#network = new Network(kernel, 1)
    this.#host = new ProcessHost(world, PROGRAMS, this.#network)
    const { files, layer } = createFileSystem({
      image: image.files,
      now: () => kernel.now,
      ...(options.mounts ? { mounts: options.mounts } : {}),
      ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
      ...(options.readOnlyRoot ? { readOnlyRoot: true } : {}),
      capabilities: effectiveCapabilities(options.securityContext, options.uid ?? 0),
    })
    this.files = files
    files.write('/etc/hosts', `127.0.0.1\tlocalhost\n${this.#ip}\tp\n`)
    files.write('/etc/hostname', 'p\n')
    const pod = { namespace: 'default', name: 'p', uid: 'u' }
    const network = this.#network.open(this.#ip, ['p'])
    this.#container = new RuntimeContainer({
      id: 'c',
      createdAt: 0,
      pids: new PidNamespace(),
      sandbox: {
        id: 's',
        pod,
        attempt: 0,
        createdAt: 0,
        ip: this.#ip,
        hostNetwork: false,
        hostname: 'p',
        network,
        sharedPids: undefined,
        containers: new Set(),
        shm: new Volume({ now: () => kernel.now, mode: 0o1777, medium: 'shm', limitBytes: 64 * 1024 ** 2 }),
        ready: true,
      },
      config: {
        name: 'c',
        kind: 'app',
        attempt: 0,
        image,
        imageName: image.reference,
        imageID: image.reference,
        argv: [...image.entrypoint, ...image.cmd],
        env: new Map(Object.entries({ ...image.env, HOSTNAME: 'p', HOME: '/root', ...options.env })),
        workingDir: image.workingDir,
        uid: options.uid ?? 0,
        gid: options.uid ?? 0,
        groups: [options.uid ?? 0],
        privileged: options.securityContext?.privileged ?? false,
        capabilities: effectiveCapabilities(options.securityContext, options.uid ?? 0),
        files,
        layer,
        memoryLimit: options.memoryLimit,
        memoryRequest: undefined,
        terminationMessagePath: '/dev/termination-log',
        terminationMessageFromLogs: false,
        mountFailure: undefined,
        described: {
          ports: [{ port: 8080, protocols: ['http'], declared: true }],
          startMs: 0,
          answers: [],
          onTerm: { code: 0, afterMs: 0 },
          makes: [],
          holds: [],
          shares: [],
          commandMs: 0,
          ...image.facts,
        },
      },
      memory: (self) =>
        new MemoryCgroup<OsProcess>(
          kernel,
          options.memoryLimit,
          () => {},
          () => this.#overrun(self, options.cgroup ?? 'v2'),
        ),
    })
    this.#container.sandbox.containers.add(this.#container)
    this.#container.state = 'running'
    provideSystemFiles(this.#container, {
      facts: { name: 'n', ip: '10.0.0.10', milliCPU: 4000, memoryBytes: 8 * 1024 ** 3, cgroup: options.cgroup ?? 'v2' },
      sysctls: new Map(),
      now: () => kernel.now,
      load: () => ({
        ...this.#host.load(),
        memoryBytes: this.#host.world.assumptions.systemMemory + this.#container.memory.usage(),
      }),
    })
  }

  #overrun(container: RuntimeContainer, cgroup: 'v1' | 'v2'): void {
    const victim = container.memory.biggest()
    if (!victim) return
    const killed = cgroup === 'v2' ? [...container.processes] : [victim]
    for (const process of killed) this.#host.finish(container, process, 137, 'SIGKILL')
  }

  /** Starts a process; the container's first where there is none yet. */
  start(argv: readonly string[], cwd?: string): Running {
    const stdout = createCapture()
    const stderr = createCapture()
    const { config } = this.#container
    const process = this.#host.start(this.#container, {
      parent: undefined,
      argv,
      env: config.env,
      cwd: cwd ?? config.workingDir,
      stdio: { stdout: stdout.writer, stderr: stderr.writer },
    })
    if (typeof process === 'string') throw new Error(`${argv[0]}: ${process}`)
    this.#container.init ??= process
    return new Running(this.kernel, process, stdout, stderr)
  }

  /** Starts a process, lets time go on until it ends or `until`, and says what it did. */
  run(argv: readonly string[], until = 3_600_000): Outcome {
    return this.start(argv).end(until)
  }

  sh(script: string, until?: number): Outcome {
    return this.run(['sh', '-c', script], until)
  }

  /** A signal from the node, at a time. */
  signalAt(time: number, running: Running, signal: Signal): void {
    this.kernel.at(time, () => this.#host.signal(this.#container, running.process, signal, true))
  }

  /** A request from outside the Pod, at a time. */
  requestAt(
    time: number,
    port: number,
    path: string,
    more: Partial<HttpRequest> = {},
    timeout = 1000,
  ): { outcome: HttpOutcome | undefined } {
    const box: { outcome: HttpOutcome | undefined } = { outcome: undefined }
    const network = this.#network
    const ip = this.#ip
    this.kernel.at(time, () => {
      this.kernel.spawn(
        (function* () {
          const request = { method: 'GET', path, headers: {}, body: '', ...more }
          box.outcome = yield* network.request(undefined, ip, port, request, timeout)
          return 0
        })(),
      )
    })
    return box
  }

  /** A gRPC health check from outside the Pod, at a time. */
  healthAt(time: number, port: number): { health: string | undefined } {
    const box: { health: string | undefined } = { health: undefined }
    const network = this.#network
    const ip = this.#ip
    this.kernel.at(time, () => {
      this.kernel.spawn(
        (function* () {
          const outcome = yield* network.grpcHealth(undefined, ip, port, '', 1000)
          box.health = outcome.kind === 'health' ? outcome.health : undefined
          return 0
        })(),
      )
    })
    return box
  }

  runUntil(time: number): void {
    while ((this.kernel.peek() ?? Number.POSITIVE_INFINITY) <= time) this.kernel.step()
  }

  get processCount(): number {
    return this.#container.processes.size
  }

  get memory(): number {
    return this.#container.memory.usage()
  }
}

export class Running {
  readonly process: OsProcess
  readonly #kernel: Kernel
  readonly #startedAt: number
  readonly #stdout: { text(): string }
  readonly #stderr: { text(): string }
  #endedAt: number | undefined

  constructor(kernel: Kernel, process: OsProcess, stdout: { text(): string }, stderr: { text(): string }) {
    this.#kernel = kernel
    this.process = process
    this.#stdout = stdout
    this.#stderr = stderr
    this.#startedAt = kernel.now
    process.exited.listen(() => {
      this.#endedAt = kernel.now
    })
  }

  end(until = 3_600_000): Outcome {
    const deadline = this.#startedAt + until
    while (this.process.status === undefined && (this.#kernel.peek() ?? Number.POSITIVE_INFINITY) <= deadline)
      this.#kernel.step()
    return {
      stdout: this.#stdout.text(),
      stderr: this.#stderr.text(),
      code: this.process.status,
      ms: (this.#endedAt ?? this.#kernel.now) - this.#startedAt,
    }
  }
}
