export function withSource<Module, Result>(
  path: string,
  use: (module: Module) => Result | Promise<Result>,
): Promise<Result>
