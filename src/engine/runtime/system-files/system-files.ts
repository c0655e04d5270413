import { ownValue } from '../../../lib/own.ts'
import type { Time } from '../../../lib/time.ts'
import type { RuntimeContainer } from '../container.ts'
import type { Directory, FileNode } from '../files/file-node.ts'
import { GeneratedDirectory, generatedFile, generatedLater, generatedTree, linkTo } from '../files/generated-files.ts'
import { KERNEL_RELEASE, KERNEL_VERSION, type NodeFacts, type NodeLoad } from '../node-facts.ts'
import { processesSeenBy, processSeenBy } from '../process-list.ts'
import { cgroupDirectory } from './cgroup-files.ts'
import { networkFiles } from './proc-network.ts'
import { nodeFiles } from './proc-node.ts'
import { processDirectory } from './proc-process.ts'
import { isNamespaced, NODE_SYSCTLS } from './sysctls.ts'

/** The node as the runtime hands it to the files that speak of it. */
export interface NodeOfContainer {
  readonly facts: NodeFacts
  /** What a privileged container has set, by name. */
  readonly sysctls: Map<string, string>
  now(): Time
  load(): NodeLoad
}

/** Mounts /proc and /sys. Nothing of them exists before somebody looks. */
export function provideSystemFiles(container: RuntimeContainer, node: NodeOfContainer): void {
  const { files, privileged } = container.config
  const provide = (path: string, make: () => Directory, readOnly: boolean) =>
    files.provide(path, generatedLater(make), readOnly)
  provide('/proc', () => procDirectory(container, node), false)
  provide('/proc/sys', () => sysctlDirectory(container, node), !privileged)
  provide('/sys', () => generatedTree(SYS), !privileged)
  provide('/sys/fs/cgroup', () => cgroupDirectory(container, node.facts), !privileged)
}

/** What programs look for in /sys. */
const SYS = Object.fromEntries(
  ['block', 'bus', 'class/net', 'dev', 'devices', 'firmware', 'fs/bpf', 'fs/cgroup', 'kernel', 'module', 'power'].map(
    (path) => [path, () => generatedTree({})],
  ),
)

function procDirectory(container: RuntimeContainer, node: NodeOfContainer): GeneratedDirectory {
  const { facts } = node
  const view = {
    facts,
    get now() {
      return node.now()
    },
    load: () => node.load(),
  }
  const self = (): number => container.reader?.pid ?? 1
  const fixed: Readonly<Record<string, () => FileNode>> = {
    ...nodeFiles(view),
    mounts: () => linkTo('self/mounts'),
    net: () => generatedTree(networkFiles(container)),
    self: () => linkTo(String(self())),
    sys: () => generatedTree({}),
    'thread-self': () => linkTo(String(self())),
  }
  return new GeneratedDirectory(
    (name) => {
      if (Object.hasOwn(fixed, name)) return fixed[name]?.()
      if (!/^\d+$/.test(name)) return undefined
      const process = processSeenBy(container, Number(name), node.now())
      return process && processDirectory(container, process, facts, process.pid === self())
    },
    () => [...processesSeenBy(container, node.now()).map(({ pid }) => String(pid)), ...Object.keys(fixed)],
  )
}

function sysctlDirectory(container: RuntimeContainer, node: NodeOfContainer): GeneratedDirectory {
  const { sandbox } = container
  const own = sandbox.sysctls ?? new Map<string, string>()
  const value = (name: string): string => {
    if (name === 'kernel.hostname') return sandbox.hostname
    if (name === 'kernel.osrelease') return KERNEL_RELEASE
    if (name === 'kernel.version') return KERNEL_VERSION
    return own.get(name) ?? node.sysctls.get(name) ?? ownValue(NODE_SYSCTLS, name) ?? ''
  }
  const names = new Set([...Object.keys(NODE_SYSCTLS), ...own.keys()])
  return generatedTree(
    Object.fromEntries(
      [...names].map((name) => [
        name.replaceAll('.', '/'),
        () =>
          generatedFile(
            () => `${value(name)}\n`,
            (line) => (isNamespaced(name) && !sandbox.hostNetwork ? own : node.sysctls).set(name, line),
          ),
      ]),
    ),
  )
}
