import type { PlainFile } from './file-node.ts'

/** Memory that files can be in: a container's. */
export interface PageMemory {
  /** Bytes that it may still take; undefined: no limit. */
  room(): number | undefined
  /** Bytes of files that it has come by, or is rid of. */
  addPages(bytes: number): void
}

/**
 * OOM-5: whose memory the files of a volume take: that of whoever wrote each page, for as long as the page is there, also when
 * the writer has long ended.
 */
// Linux: mm/shmem.c, mm/memcontrol.c mem_cgroup_charge
export class TmpfsPages {
  readonly #charged = new Map<PlainFile, { readonly memory: PageMemory; bytes: number }[]>()

  change(file: PlainFile, bytes: number, memory: PageMemory | undefined): void {
    if (bytes < 0) this.#release(file, -bytes)
    else if (memory && bytes > 0) {
      const charges = this.#charged.get(file) ?? []
      const own = charges.find((each) => each.memory === memory)
      if (own) own.bytes += bytes
      else charges.push({ memory, bytes })
      this.#charged.set(file, charges)
      memory.addPages(bytes)
    }
  }

  /** The volume is gone. */
  releaseAll(): void {
    for (const file of [...this.#charged.keys()]) this.#release(file, Number.POSITIVE_INFINITY)
  }

  #release(file: PlainFile, bytes: number): void {
    const charges = this.#charged.get(file) ?? []
    let left = bytes
    for (let last = charges.at(-1); last && left > 0; last = charges.at(-1)) {
      const freed = Math.min(left, last.bytes)
      last.bytes -= freed
      left -= freed
      last.memory.addPages(-freed)
      if (last.bytes > 0) break
      charges.pop()
    }
    if (charges.length === 0) this.#charged.delete(file)
  }
}
