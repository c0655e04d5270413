import { type FlagSet, flagSet } from './flag-set.ts'

/** What every command takes. */
// cli-runtime: pkg/genericclioptions/config_flags.go AddFlags; kubectl: pkg/cmd/cmd.go NewKubectlCommand (v1.36)
export const GLOBAL_FLAGS: FlagSet = flagSet(`
  --as string; --as-group strings; --as-uid string; --as-user-extra strings; --cache-dir string;
  --certificate-authority string; --client-certificate string; --client-key string; --cluster string;
  --context string; --disable-compression bool; --insecure-skip-tls-verify bool; --kubeconfig string;
  --kuberc string; --log-flush-frequency duration=5s; --match-server-version bool; -n --namespace string;
  --password string; --profile string=none; --profile-output string=profile.pprof; --request-timeout string=0;
  -s --server string; --tls-server-name string; --token string; --user string; --username string; -v --v int;
  --vmodule string; --warnings-as-errors bool; -h --help bool`)

// Several commands take the same flags together.
export const FILENAME_FLAGS = '-f --filename list; -k --kustomize string; -R --recursive bool'
export const PRINT_FLAGS =
  '-o --output string; --allow-missing-template-keys bool=true; --show-managed-fields bool; --template string'
export const DRY_RUN_FLAG = '--dry-run string=none?unchanged'
export const VALIDATE_FLAG = '--validate string=strict?strict'
export const SELECTOR_FLAG = '-l --selector string'

export function fieldManager(name: string): string {
  return `--field-manager string=${name}`
}
