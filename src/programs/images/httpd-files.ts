import type { FileTree } from '../../engine/program-api/files.ts'

const MODULES =
  `mpm_event authn_file authn_core authz_host authz_groupfile authz_user authz_core access_compat auth_basic
  reqtimeout filter mime log_config env headers setenvif version unixd status autoindex dir alias`.split(/\s+/)

/** There, and not loaded unless somebody takes the hash away. */
const SPARE = `proxy proxy_http proxy_fcgi rewrite ssl deflate expires socache_shmcb remoteip http2 cgid info`.split(
  /\s+/,
)

const load = (name: string): string => `LoadModule ${name}_module modules/mod_${name}.so`

/** What the image's own configuration says, without its comments. */
const CONF = `ServerRoot "/usr/local/apache2"

Listen 80

${MODULES.map((name) => `${load(name)}\n`).join('')}${SPARE.map((name) => `#${load(name)}\n`).join('')}
<IfModule unixd_module>
User www-data
Group www-data
</IfModule>

ServerAdmin you@example.com
#ServerName www.example.com:80

<Directory />
    AllowOverride none
    Require all denied
</Directory>

DocumentRoot "/usr/local/apache2/htdocs"
<Directory "/usr/local/apache2/htdocs">
    Options Indexes FollowSymLinks
    AllowOverride None
    Require all granted
</Directory>

<IfModule dir_module>
    DirectoryIndex index.html
</IfModule>

<Files ".ht*">
    Require all denied
</Files>

ErrorLog /proc/self/fd/2
LogLevel warn

<IfModule log_config_module>
    LogFormat "%h %l %u %t \\"%r\\" %>s %b \\"%{Referer}i\\" \\"%{User-Agent}i\\"" combined
    LogFormat "%h %l %u %t \\"%r\\" %>s %b" common
    CustomLog /proc/self/fd/1 common
</IfModule>

<IfModule headers_module>
    RequestHeader unset Proxy early
</IfModule>

<IfModule mime_module>
    TypesConfig conf/mime.types
</IfModule>

#Include conf/extra/httpd-vhosts.conf
`

const VHOSTS = `<VirtualHost *:80>
    ServerName dummy-host.example.com
    DocumentRoot "/usr/local/apache2/docs/dummy-host.example.com"
</VirtualHost>
`

export const HTTPD_FILES: FileTree = {
  '/usr/local/apache2/conf/httpd.conf': { kind: 'file', content: CONF },
  '/usr/local/apache2/conf/mime.types': { kind: 'file', content: 'text/html html htm\ntext/plain txt\n' },
  '/usr/local/apache2/conf/extra/httpd-vhosts.conf': { kind: 'file', content: VHOSTS },
  '/usr/local/apache2/logs': { kind: 'directory' },
  '/usr/local/apache2/htdocs/index.html': {
    kind: 'file',
    content: '<html><body><h1>It works!</h1></body></html>\n',
  },
}
