/**
 * What a record holds under a name that somebody chose. `record[name]` finds what every object inherits, too:
 * `constructor`, `toString`, `__proto__`.
 */
export function ownValue<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined
}

/** Sets a name that somebody chose: `__proto__` is a name like any other. */
export function setOwn<T>(record: Record<string, T>, name: string, value: NoInfer<T>): void {
  Object.defineProperty(record, name, { value, enumerable: true, writable: true, configurable: true })
}
