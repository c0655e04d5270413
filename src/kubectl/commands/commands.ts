import type { Command } from '../command-line/command.ts'
import { apiResources, apiVersions } from './api-resources.ts'
import { apply } from './apply.ts'
import { attach } from './attach.ts'
import { auth } from './auth/auth.ts'
import { autoscale } from './autoscale.ts'
import { certificate } from './certificate.ts'
import { clusterInfo } from './cluster-info.ts'
import { completion, plugin } from './completion.ts'
import { config } from './config/config.ts'
import { cordon, uncordon } from './cordon.ts'
import { cp } from './cp.ts'
import { create } from './create/create.ts'
import { debug } from './debug.ts'
import { deleteCommand } from './delete.ts'
import { describe } from './describe.ts'
import { diff } from './diff.ts'
import { drain } from './drain.ts'
import { edit } from './edit.ts'
import { events } from './events.ts'
import { exec } from './exec.ts'
import { explain } from './explain.ts'
import { expose } from './expose.ts'
import { get } from './get.ts'
import { annotate, label } from './label.ts'
import { logs } from './logs.ts'
import * as notYet from './not-yet.ts'
import { options } from './options.ts'
import { patch } from './patch.ts'
import { portForward } from './port-forward.ts'
import { replace } from './replace.ts'
import { rollout } from './rollout/rollout.ts'
import { run } from './run.ts'
import { scale } from './scale.ts'
import { set } from './set/set.ts'
import { taint } from './taint.ts'
import { top } from './top.ts'
import { version } from './version.ts'
import { wait } from './wait.ts'

/** All of kubectl's commands, in the order of its own help: it suggests them in that order. */
// kubectl: pkg/cmd/cmd.go NewKubectlCommand (v1.36)
export const KUBECTL: Command = {
  name: 'kubectl',
  usage: '[flags] [options]',
  commands: [
    ...[create, expose, run, set],
    ...[explain, get, edit, deleteCommand],
    ...[rollout, scale, autoscale],
    ...[certificate, clusterInfo, top, cordon, uncordon, drain, taint],
    ...[describe, logs, attach, exec, portForward, notYet.proxy],
    ...[cp, auth, debug, events],
    ...[diff, apply, patch, replace, wait, notYet.kustomize],
    ...[label, annotate, completion],
    ...[notYet.alpha, notYet.kuberc, plugin, version, apiVersions, apiResources],
    ...[config, options],
  ],
}
