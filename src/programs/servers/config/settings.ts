/** What a server was told, by the names that it has for it. The last value of a name counts. */
export class Settings {
  readonly #values = new Map<string, string[]>()

  add(name: string, value: string): void {
    const values = this.#values.get(name)
    if (values) values.push(value)
    else this.#values.set(name, [value])
  }

  /** What another source says wins over what is here. */
  override(stronger: Settings): void {
    for (const [name, values] of stronger.#values) this.#values.set(name, values)
  }

  text(name: string): string | undefined {
    return this.#values.get(name)?.at(-1)
  }

  all(name: string): readonly string[] {
    return this.#values.get(name) ?? []
  }

  number(name: string): number | undefined {
    const text = this.text(name)
    return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined
  }

  /** Said, and not said to be off. */
  is(name: string): boolean {
    const text = this.text(name)
    return text !== undefined && !/^(?:0|no|off|false|n)$/i.test(text)
  }

  has(name: string): boolean {
    return this.#values.has(name)
  }

  names(): readonly string[] {
    return [...this.#values.keys()]
  }
}

/** The port at the end of an address: `:9090`, `0.0.0.0:9090`, `[::]:9090`, `http://0.0.0.0:2379`. */
export function portIn(address: string | undefined): number | undefined {
  const port = /:(\d+)\/?$/.exec(address ?? '')?.[1] ?? /^(\d+)$/.exec(address ?? '')?.[1]
  return port === undefined ? undefined : Number(port)
}

/** An address that only the Pod's own containers reach. */
export function isLoopback(address: string | undefined): boolean {
  return /^(?:\w+:\/\/)?(?:127\.|localhost\b|\[?::1\b)/.test(address ?? '')
}
