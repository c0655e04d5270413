import type { FileTree } from '../../engine/program-api/files.ts'

/** The page of nginx's images has so many bytes; what it says is ours. */
const WELCOME_BYTES = 615
const ERROR_PAGE_BYTES = 497

function page(title: string, text: string, bytes: number): string {
  const head = `<!DOCTYPE html>\n<html>\n<head>\n<title>${title}</title>\n</head>\n<body>\n<h1>${title}</h1>\n<p>${text}</p>\n`
  const tail = '</body>\n</html>\n'
  const room = bytes - head.length - tail.length
  const note = 'Podlapse wrote this page; the one in the image has other words, and as many bytes as this one. '
  const filling = note.repeat(10).slice(0, Math.max(0, room - '<!--  -->\n'.length))
  return `${head}<!-- ${filling} -->\n${tail}`
}

export const WELCOME = page(
  'Welcome to nginx!',
  'The web server is running, and nobody has put a page of their own here yet.',
  WELCOME_BYTES,
)

export const ERROR_PAGE = page(
  'An error occurred.',
  'Something went wrong behind this server. Its error log may say what.',
  ERROR_PAGE_BYTES,
)

export const MIME_TYPES = `types {
    text/html                             html htm shtml;
    text/css                              css;
    text/xml                              xml;
    image/gif                             gif;
    image/jpeg                            jpeg jpg;
    application/javascript                js;
    text/plain                            txt;
    text/mathml                           mml;
    image/png                             png;
    image/svg+xml                         svg svgz;
    image/webp                            webp;
    image/x-icon                          ico;
    font/woff                             woff;
    font/woff2                            woff2;
    application/json                      json;
    application/pdf                       pdf;
    application/wasm                      wasm;
    application/xhtml+xml                 xhtml;
    application/zip                       zip;
    audio/mpeg                            mp3;
    video/mp4                             mp4;
}
`

const FORMAT = `    log_format  main  '$remote_addr - $remote_user [$time_local] "$request" '
                      '$status $body_bytes_sent "$http_referer" '
                      '"$http_user_agent" "$http_x_forwarded_for"';
`

export const MAIN_CONF = `
user  nginx;
worker_processes  auto;

error_log  /var/log/nginx/error.log notice;
pid        /run/nginx.pid;

events {
    worker_connections  1024;
}

http {
    include       /etc/nginx/mime.types;
    default_type  application/octet-stream;

${FORMAT}
    access_log  /var/log/nginx/access.log  main;

    sendfile        on;
    keepalive_timeout  65;

    include /etc/nginx/conf.d/*.conf;
}
`

/** Before 1.21 one worker did all, and notices were not logged. */
export const OLDER_CONF = MAIN_CONF.replace(' notice;', ' warn;').replace(
  'worker_processes  auto',
  'worker_processes  1',
)

/** Nothing that only root may: its pid and its temporary files lie where everybody may write, and no user is named. */
export const UNPRIVILEGED_CONF = MAIN_CONF.replace('\nuser  nginx;\n', '')
  .replace('/run/nginx.pid', '/tmp/nginx.pid')
  .replace(
    'http {\n',
    `http {
    proxy_temp_path /tmp/proxy_temp;
    client_body_temp_path /tmp/client_temp;
    fastcgi_temp_path /tmp/fastcgi_temp;
    uwsgi_temp_path /tmp/uwsgi_temp;
    scgi_temp_path /tmp/scgi_temp;

`,
  )

export const DEFAULT_CONF = `server {
    listen       80;
    server_name  localhost;

    location / {
        root   /usr/share/nginx/html;
        index  index.html index.htm;
    }

    error_page   500 502 503 504  /50x.html;
    location = /50x.html {
        root   /usr/share/nginx/html;
    }
}
`

/** Parameters as the files say them that come with nginx for FastCGI, SCGI and uWSGI. */
// nginx: conf/fastcgi_params, conf/fastcgi.conf, conf/scgi_params, conf/uwsgi_params
function params(directive: string, more: readonly (readonly [string, string])[] = []): string {
  const lines = [
    ...more,
    ['QUERY_STRING', '$query_string'],
    ['REQUEST_METHOD', '$request_method'],
    ['CONTENT_TYPE', '$content_type'],
    ['CONTENT_LENGTH', '$content_length'],
    ['REQUEST_URI', '$request_uri'],
    ['DOCUMENT_URI', '$document_uri'],
    ['DOCUMENT_ROOT', '$document_root'],
    ['SERVER_PROTOCOL', '$server_protocol'],
    ['REMOTE_ADDR', '$remote_addr'],
    ['REMOTE_PORT', '$remote_port'],
    ['SERVER_PORT', '$server_port'],
    ['SERVER_NAME', '$server_name'],
  ] as const
  return lines.map(([name, value]) => `${directive.padEnd(14)} ${name.padEnd(18)} ${value};\n`).join('')
}

export const PARAMS_FILES: FileTree = Object.fromEntries(
  (
    [
      ['fastcgi_params', params('fastcgi_param')],
      ['fastcgi.conf', params('fastcgi_param', [['SCRIPT_FILENAME', '$document_root$fastcgi_script_name']])],
      ['scgi_params', params('scgi_param')],
      ['uwsgi_params', params('uwsgi_param')],
    ] as const
  ).map(([name, content]) => [`/etc/nginx/${name}`, { kind: 'file', content }] as const),
)
