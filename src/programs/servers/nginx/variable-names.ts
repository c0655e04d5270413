import { ConfigProblem, type Directive } from './directive.ts'

/** The variables of nginx's standard modules. */
const KNOWN = new Set(
  `host hostname http_host request_uri uri document_uri args query_string is_args is_request_port request_port scheme
  request_method remote_addr remote_port remote_user server_addr server_name server_port server_protocol request status
  body_bytes_sent bytes_sent time_local time_iso8601 msec request_time request_id request_body request_body_file
  request_completion request_length content_type content_length nginx_version pid proxy_host proxy_port
  proxy_add_x_forwarded_for proxy_internal_chunked proxy_internal_body_length proxy_internal_connection upstream_addr
  upstream_status upstream_response_time upstream_connect_time upstream_header_time upstream_response_length
  upstream_bytes_received upstream_bytes_sent upstream_cache_status upstream_last_addr upstream_queue_time
  upstream_last_server_name realpath_root document_root request_filename binary_remote_addr connection
  connection_requests connection_time pipe https limit_rate invalid_referer gzip_ratio fastcgi_script_name
  fastcgi_path_info realip_remote_addr realip_remote_port proxy_protocol_addr proxy_protocol_port
  proxy_protocol_server_addr proxy_protocol_server_port ssl_protocol ssl_cipher ssl_ciphers ssl_curve ssl_curves
  ssl_session_id ssl_session_reused ssl_server_name ssl_client_cert ssl_client_raw_cert ssl_client_escaped_cert
  ssl_client_fingerprint ssl_client_i_dn ssl_client_s_dn ssl_client_serial ssl_client_v_end ssl_client_v_remain
  ssl_client_v_start ssl_client_verify ssl_early_data ssl_alpn_protocol ssl_client_sigalg ssl_sigalg http2 http3 quic
  tcpinfo_rtt tcpinfo_rttvar tcpinfo_snd_cwnd tcpinfo_rcv_space date_local date_gmt slice_range secure_link
  secure_link_expires memcached_key modern_browser ancient_browser msie uid_got uid_set uid_reset limit_req_status
  limit_conn_status connections_active connections_reading connections_writing connections_waiting server_name`.split(
    /\s+/,
  ),
)

const FAMILIES =
  /^(?:arg|http|sent_http|upstream_http|cookie|sent_trailer|upstream_trailer|upstream_cookie|proxy_protocol_tlv|jwt_header|jwt_claim|geoip|otel|\d+)(?:_|$)|^\d+$/

/** Which words of a directive are texts with variables in them. */
const TEXTS: Readonly<Record<string, (args: readonly string[]) => readonly string[]>> = {
  return: (args) => args.slice(-1),
  rewrite: (args) => args.slice(1, 2),
  set: (args) => args.slice(1),
  add_header: (args) => args.slice(1, 2),
  proxy_set_header: (args) => args.slice(1),
  proxy_pass: (args) => args,
  log_format: (args) => args.slice(1),
  try_files: (args) => args,
  root: (args) => args,
  alias: (args) => args,
  error_page: (args) => args.slice(-1),
  map: (args) => args.slice(0, 1),
  if: (args) => args.slice(0, 1),
}

/** Directives that make a variable, and which of their words names it. */
const MAKERS: Readonly<Record<string, number>> = {
  set: 0,
  map: 1,
  split_clients: 1,
  perl_set: 0,
  js_set: 0,
  js_var: 0,
  auth_request_set: 0,
}

/** nginx does not start with a variable that nobody makes. */
// nginx: http/ngx_http_variables.c ngx_http_variables_init_vars (1.27)
export function checkVariables(http: readonly Directive[]): void {
  const made = new Set<string>()
  collect(http, made)
  check(http, made)
}

function collect(block: readonly Directive[], made: Set<string>): void {
  for (const { name, args, block: inner } of block) {
    const word = Object.hasOwn(MAKERS, name) ? args[MAKERS[name] as number] : name === 'geo' ? args.at(-1) : undefined
    if (word?.startsWith('$')) made.add(word.slice(1))
    for (const text of [name, ...args])
      for (const [, group = ''] of text.matchAll(/\(\?P?<([a-zA-Z_]\w*)>/g)) made.add(group)
    if (inner && name !== 'types') collect(inner, made)
  }
}

function check(block: readonly Directive[], made: ReadonlySet<string>): void {
  for (const { name, args, block: inner } of block) {
    const texts = Object.hasOwn(TEXTS, name) ? TEXTS[name]?.(args) : undefined
    for (const text of texts ?? []) {
      for (const [, braced, bare] of text.matchAll(/\$(?:\{([^}]*)\}|(\w+))/g)) {
        const variable = (braced ?? bare ?? '').toLowerCase()
        if (!KNOWN.has(variable) && !FAMILIES.test(variable) && !hasIgnoringCase(made, variable)) {
          throw new ConfigProblem(`unknown "${variable}" variable`)
        }
      }
    }
    if (inner && name !== 'types' && name !== 'map') check(inner, made)
  }
}

function hasIgnoringCase(names: ReadonlySet<string>, wanted: string): boolean {
  if (names.has(wanted)) return true
  for (const name of names) if (name.toLowerCase() === wanted) return true
  return false
}
