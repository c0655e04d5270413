import type { Program } from '../../engine/program-api/program.ts'
import { program, type Tool } from '../tool.ts'
import { pack, tar } from './archives.ts'
import { awk } from './awk/awk.ts'
import { bc } from './bc.ts'
import { cat } from './cat.ts'
import { column, expand, fold, paste, shuf, split, unlink } from './columns.ts'
import { cmp, comm, diff, truncate } from './compare.ts'
import { chmod, chown, cp, ln, mv } from './copy.ts'
import { curl } from './curl.ts'
import { dd } from './dd.ts'
import { md5sum, sha1sum, sha256sum } from './digests.ts'
import { bindNslookup, dig, host } from './dns/bind.ts'
import { nslookup, oldNslookup } from './dns/nslookup.ts'
import { hexdump, od, strings, xxd } from './dump.ts'
import { echo } from './echo.ts'
import { envsubst } from './envsubst.ts'
import { expr } from './expr.ts'
import { flock } from './flock.ts'
import { getent } from './getent.ts'
import { grep } from './grep.ts'
import { grpcHealthProbe } from './grpc-health-probe.ts'
import { install } from './install.ts'
import { arp, ifconfig, ip, route } from './interfaces.ts'
import { iptables, oldIptables } from './iptables.ts'
import { jq } from './jq/jq.ts'
import { mount, mountpoint, sysctl, umount } from './kernel.ts'
import { kill } from './kill.ts'
import { kubectl } from './kubectl.ts'
import { chroot, nice, notSimulated, nsenter, setsid, su, time } from './launchers.ts'
import { head, tail, tee, wc } from './lines.ts'
import { ls } from './list.ts'
import { mkdir, touch } from './make.ts'
import { free } from './memory-info.ts'
import { nc, telnet } from './nc.ts'
import { ping, traceroute } from './network.ts'
import { openssl } from './openssl.ts'
import { packages } from './packages.ts'
import { basename, df, dirname, du, find, xargs } from './paths.ts'
import { printf } from './printf.ts'
import { busybox, killall, nohup, pgrep, pidof, timeout, watch, which, yes } from './process.ts'
import { ps } from './ps.ts'
import { rm, rmdir } from './remove.ts'
import { sed } from './sed.ts'
import { sleep, usleep } from './sleep.ts'
import { lsof, netstat, ss } from './sockets.ts'
import { stress, stressNg } from './stress.ts'
import { gosu, setpriv, suExec } from './switch-user.ts'
import {
  arch,
  date,
  env,
  groups,
  hostname,
  id,
  mktemp,
  nproc,
  printenv,
  pwd,
  readlink,
  stat,
  uname,
  uptime,
  whoami,
} from './system.ts'
import { test } from './test.ts'
import { top } from './top.ts'
import { base64, cut, nl, rev, seq, sort, tac, tr, uniq } from './transform.ts'
import { failAlways, succeed } from './truth.ts'
import { wget } from './wget.ts'

const NO_EDITOR = notSimulated('nobody sits at this terminal; write files with echo, printf, sed or tee')

/** Every command, by the name of its executable. */
const TOOLS: Readonly<Record<string, Tool>> = {
  '[': test,
  apk: packages,
  apt: packages,
  'apt-get': packages,
  arch,
  arp,
  awk,
  base64,
  basename,
  bc,
  bunzip2: pack,
  busybox,
  bzcat: pack,
  bzip2: pack,
  cat,
  chgrp: chown,
  chmod,
  chown,
  chroot,
  clear: succeed,
  cmp,
  column,
  comm,
  cp,
  curl,
  cut,
  date,
  dd,
  df,
  diff,
  dig,
  dirname,
  dnf: packages,
  du,
  echo,
  egrep: grep,
  env,
  expand,
  expr,
  false: failAlways,
  fgrep: grep,
  find,
  flock,
  fold,
  free,
  gosu,
  grep,
  grpc_health_probe: grpcHealthProbe,
  groups,
  gem: packages,
  gunzip: pack,
  gzip: pack,
  head,
  hexdump,
  host,
  hostname,
  id,
  ifconfig,
  ip,
  envsubst,
  getent,
  install,
  iptables,
  jq,
  kill,
  killall,
  kubectl,
  less: cat,
  ln,
  ls,
  lsof,
  md5sum,
  mkdir,
  mktemp,
  more: cat,
  mount,
  mountpoint,
  mv,
  nano: NO_EDITOR,
  nc,
  netstat,
  nice,
  nl,
  nohup,
  npm: packages,
  nproc,
  nsenter,
  nslookup,
  'iptables-1.8.3': oldIptables,
  'nslookup-1.28': oldNslookup,
  'nslookup-bind': bindNslookup,
  od,
  openssl,
  paste,
  pgrep,
  pidof,
  ping,
  pip: packages,
  pkill: pgrep,
  printenv,
  printf,
  ps,
  pwd,
  readlink,
  realpath: readlink,
  rev,
  rm,
  rmdir,
  route,
  sed,
  seq,
  setpriv,
  setsid,
  sha1sum,
  sha256sum,
  shuf,
  sleep,
  sort,
  split,
  ss,
  stat,
  strings,
  su,
  'su-exec': suExec,
  sync: succeed,
  sysctl,
  tac,
  tail,
  tar,
  tee,
  telnet,
  test,
  time,
  timeout,
  top,
  touch,
  tr,
  traceroute,
  true: succeed,
  truncate,
  tty: failAlways,
  umount,
  uname,
  uniq,
  unlink,
  uptime,
  usleep,
  vi: NO_EDITOR,
  vim: NO_EDITOR,
  watch,
  wc,
  wget,
  which,
  whoami,
  xargs,
  xxd,
  unxz: pack,
  xz: pack,
  xzcat: pack,
  yes,
  yum: packages,
  zcat: pack,
}

export const COMMANDS: ReadonlyMap<string, Program> = new Map([
  ...Object.entries(TOOLS).map(([name, tool]) => [name, program(tool)] as const),
  ['stress', stress],
  ['stress-ng', stressNg],
])
