import { expect, it } from 'vitest'
import { runCli } from './cli.ts'

/** What a script takes out of an image that nobody knows is in it, and what others look for in a volume comes there. */

function fates(spec: string): string[] {
  const pieces: string[] = []
  runCli(['run', '-', '--until', '3m'], {
    stdout: (piece) => void pieces.push(piece),
    stderr: () => {},
    read: () => `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n${spec.replace(/^(?=.)/gm, '  ')}`,
  })
  return pieces
    .join('')
    .trimEnd()
    .split('\n')
    .slice(-1)
    .map((row) =>
      row
        .replace(/\(.*?\)/g, '')
        .split(/\s+/)
        .slice(1, 4)
        .join(' '),
    )
}

const VOLUME = 'volumes: [{name: v, emptyDir: {}}]\n'
const MOUNT = 'volumeMounts: [{name: v, mountPath: /shared}]'

it.each([
  ['a directory', 'cp -a /var/www/html/. /shared/ && test -e /shared/placeholder'],
  ['files by a pattern', 'npm run build && cp -r /app/dist/* /shared/'],
  ['a program', 'cp /usr/bin/agent-mount /shared/agent-mount; /shared/agent-mount --now'],
  ['a script', 'cp ./migrate.sh /shared && ls /shared/migrate.sh'],
])('copies %s out of its image', (_what, script) => {
  const init = `initContainers: [{name: i, image: "ghcr.io/acme/app:3", workingDir: /app, command: ${JSON.stringify(['sh', '-ec', script])}, ${MOUNT}}]\n`
  expect(fates(`${init}containers: [{name: c, image: nginx}]\n${VOLUME}`)).toEqual(['1/1 Running 0'])
})

it('does not find what was to come from somewhere else', () => {
  const init = `initContainers: [{name: i, image: "ghcr.io/acme/app:3", command: [sh, -c, "cp /shared/made-by-nobody /tmp/x"], ${MOUNT}}]\n`
  expect(fates(`${init}containers: [{name: c, image: nginx}]\n${VOLUME}`)[0]).toContain('Init:')
})

it.each([
  ['[/tools/entrypoint]', '[-entrypoint, go, --, build]', '0/1 Completed 0'],
  ['[/tools/run-with-env]', '[sh, -c, "exit 3"]', '0/1 Error 0'],
  ['[sh, -c, ". /tools/env && echo ready"]', '[]', '0/1 Completed 0'],
])('an init container puts into a volume what %s is to be', (command, args, fate) => {
  const spec = `restartPolicy: Never
initContainers: [{name: i, image: "ghcr.io/acme/tools:1", args: [install], ${MOUNT}}]
containers: [{name: c, image: "golang:1.23", command: ${command}, args: ${args}, volumeMounts: [{name: v, mountPath: /tools}]}]
${VOLUME}`
  expect(fates(spec)).toEqual([fate])
})

it('nginx has the parameters of FastCGI, and php-fpm tests its configuration', () => {
  const spec = `containers:
- name: web
  image: nginx
  command: [sh, -c, "cat /etc/nginx/fastcgi_params /etc/nginx/uwsgi_params && exec nginx -g 'daemon off;'"]
- name: f
  image: php:8.3-fpm
  readinessProbe: {exec: {command: [sh, -c, "php-fpm -t 2>&1 | grep successful"]}}
`
  expect(fates(spec)).toEqual(['2/2 Running 0'])
})

it('an agent of Vault stays, or ends where it is told to, and writes its files', () => {
  const agent = (more: string, name: string) =>
    `{name: ${name}, image: "hashicorp/vault:1.18", command: [sh, -ec], args: ["echo '{${more}\\"template\\":[{\\"destination\\":\\"/shared/config\\"}]}' > /tmp/c.json && vault agent -config=/tmp/c.json"], ${MOUNT}}`
  const spec = `initContainers: [${agent('\\"exit_after_auth\\":true,', 'i')}]
containers: [${agent('', 'a')}, {name: c, image: "acme/pay:1", command: [sh, -c, ". /shared/config && exec /pay"], ${MOUNT}}]
${VOLUME}`
  expect(fates(spec)).toEqual(['2/2 Running 0'])
})
