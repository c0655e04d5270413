/** What a value of a type may become in another language: any string for a string, keys and parameters as they are. */
export type Widen<T> = T extends string
  ? string
  : T extends number
    ? number
    : T extends boolean
      ? boolean
      : T extends (...args: infer Args) => infer Result
        ? (...args: Args) => Widen<Result>
        : { readonly [Key in keyof T]: Widen<T[Key]> }
