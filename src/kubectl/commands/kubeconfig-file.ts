import { KUBECONFIG_PATH, type Kubeconfig, readKubeconfig, standardKubeconfig } from '../client/kubeconfig.ts'
import { type Call, CommandError } from '../command-line/command.ts'
import { yamlText } from '../text/yaml.ts'

type Desk = Pick<Call, 'given' | 'terminal'>

export function kubeconfigPath({ given }: Pick<Call, 'given'>): string {
  return given.text('kubeconfig') || KUBECONFIG_PATH
}

/** What the machine's file says; without one, what it would say. */
export function kubeconfigOf(desk: Desk): Kubeconfig {
  const text = desk.terminal.readFile(kubeconfigPath(desk))
  return text === undefined ? standardKubeconfig(desk.terminal.namespace) : readKubeconfig(text)
}

export function saveKubeconfig(desk: Desk, config: Kubeconfig): void {
  const path = kubeconfigPath(desk)
  if (!desk.terminal.writeFile(path, yamlText(config))) {
    throw new CommandError(`open ${path}: no such file or directory`)
  }
}
