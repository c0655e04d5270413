import type { FileTree } from '../../engine/program-api/files.ts'

/** Does what the real one does before it becomes the server: runs what lies in /docker-entrypoint.d, and says so. */
const ENTRYPOINT = `#!/bin/sh
set -e
if [ -z "\${NGINX_ENTRYPOINT_QUIET_LOGS:-}" ]; then exec 3>&1; else exec 3>/dev/null; fi
if [ "$1" = nginx ] || [ "$1" = nginx-debug ]; then
  if [ -n "$(ls /docker-entrypoint.d)" ]; then
    echo "$0: /docker-entrypoint.d/ is not empty, will attempt to perform configuration" >&3
    echo "$0: Looking for shell scripts in /docker-entrypoint.d/" >&3
    for f in /docker-entrypoint.d/*; do
      case "$f" in
        *.envsh)
          if [ -x "$f" ]; then echo "$0: Sourcing $f" >&3; . "$f"
          else echo "$0: Ignoring $f, not executable" >&3; fi ;;
        *.sh)
          if [ -x "$f" ]; then echo "$0: Launching $f" >&3; "$f"
          else echo "$0: Ignoring $f, not executable" >&3; fi ;;
        *) echo "$0: Ignoring $f" >&3 ;;
      esac
    done
    echo "$0: Configuration complete; ready for start up" >&3
  else
    echo "$0: No files found in /docker-entrypoint.d/, skipping configuration" >&3
  fi
fi
exec "$@"
`

const QUIET = 'say() { [ -n "${NGINX_ENTRYPOINT_QUIET_LOGS:-}" ] || echo "$me: $@"; }\n'

const IPV6 = `#!/bin/sh
me=$(basename "$0")
${QUIET}conf=etc/nginx/conf.d/default.conf
if [ ! -f "/$conf" ]; then say "info: /$conf is not a file or does not exist"; exit 0; fi
if ! touch "/$conf" 2>/dev/null; then say "info: can not modify /$conf (read-only file system?)"; exit 0; fi
if grep -q 'listen  *\\[::\\]:PORT;' "/$conf"; then say "info: IPv6 listen already enabled"; exit 0; fi
say "info: Getting the checksum of /$conf"
if ! grep -q 'server_name  localhost;' "/$conf"; then say "info: /$conf differs from the packaged version"; exit 0; fi
sed -i 's/    listen       PORT;/    listen       PORT;\\n    listen  [::]:PORT;/' "/$conf"
say "info: Enabled listen on IPv6 in /$conf"
`

const RESOLVERS = `if [ -n "\${NGINX_ENTRYPOINT_LOCAL_RESOLVERS:-}" ]; then
  NGINX_LOCAL_RESOLVERS=$(awk '/^nameserver/ {printf "%s%s", sep, $2; sep = " "}' /etc/resolv.conf)
  export NGINX_LOCAL_RESOLVERS
fi
`

const TEMPLATES = `#!/bin/sh
set -e
me=$(basename "$0")
${QUIET}from=\${NGINX_ENVSUBST_TEMPLATE_DIR:-/etc/nginx/templates}
to=\${NGINX_ENVSUBST_OUTPUT_DIR:-/etc/nginx/conf.d}
suffix=\${NGINX_ENVSUBST_TEMPLATE_SUFFIX:-.template}
[ -d "$from" ] || exit 0
if ! touch "$to/.writable" 2>/dev/null; then say "ERROR: $from exists, but $to is not writable"; exit 0; fi
rm -f "$to/.writable"
names=$(env | cut -d= -f1 | grep -E "\${NGINX_ENVSUBST_FILTER:-}" | sed 's/.*/\${&}/')
for template in "$from"/*"$suffix" "$from"/*/*"$suffix"; do
  [ -f "$template" ] || continue
  relative=\${template#"$from/"}
  output=$to/\${relative%"$suffix"}
  mkdir -p "$(dirname "$output")"
  say "Running envsubst on $template to $output"
  envsubst "$names" < "$template" > "$output"
done
`

const WORKERS = `#!/bin/sh
me=$(basename "$0")
[ -n "\${NGINX_ENTRYPOINT_WORKER_PROCESSES_AUTOTUNE:-}" ] || exit 0
conf=/etc/nginx/nginx.conf
if ! touch $conf 2>/dev/null; then echo "$me: error: can not modify $conf (read-only file system?)"; exit 0; fi
sed -i "s/^worker_processes .*/worker_processes $(nproc);/" $conf
`

/** `port`: where the image's own configuration listens. */
export function entrypointFiles(port: number): FileTree {
  const script = (content: string): FileTree[string] => ({
    kind: 'file',
    content: content.replaceAll('PORT', String(port)),
    mode: 0o755,
  })
  return {
    '/docker-entrypoint.sh': script(ENTRYPOINT),
    '/docker-entrypoint.d/10-listen-on-ipv6-by-default.sh': script(IPV6),
    '/docker-entrypoint.d/15-local-resolvers.envsh': script(RESOLVERS),
    '/docker-entrypoint.d/20-envsubst-on-templates.sh': script(TEMPLATES),
    '/docker-entrypoint.d/30-tune-worker-processes.sh': script(WORKERS),
  }
}
