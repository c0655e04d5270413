import { ownValue } from '../../../lib/own.ts'

/** Where a directive may stand. `free`: what is inside follows rules of its own, and is not looked at. */
export type Context =
  | 'main'
  | 'events'
  | 'http'
  | 'server'
  | 'location'
  | 'server if'
  | 'location if'
  | 'limit_except'
  | 'upstream'
  | 'free'

interface Known {
  readonly contexts: readonly Context[]
  readonly least: number
  readonly most: number
  /** What its block is; without, it has none. */
  readonly opens: boolean
  /** It may be given once at a place. */
  readonly once: boolean
  /** It is on or off. */
  readonly flag: boolean
}

const HSL = 'http,server,location'
const HSLI = `${HSL},location if`
const HSLX = `${HSL},limit_except`
const ANY = '0-99'

/**
 * The directives of nginx's standard modules by where they may stand. After a name: how many arguments it takes
 * (without, any number), `flag` for on or off, `{` for one with a block, `!` for one that is given once.
 */
// nginx: the ngx_command_t tables of its modules (1.27)
const TABLE: Readonly<Record<string, string>> = {
  main: `user/1-2! worker_processes/1! worker_cpu_affinity worker_rlimit_nofile/1! worker_rlimit_core/1! worker_priority/1!
    worker_shutdown_timeout/1! pid/1! daemon/flag! master_process/flag! lock_file/1! env/1 debug_points/1 thread_pool/1-3
    timer_resolution/1! working_directory/1! load_module/1 pcre_jit/flag! ssl_engine/1! ssl_object_cache_inheritable/flag
    google_perftools_profiles/1! events/0{! http/0{! stream/0{! mail/0{!`,
  [`main,${HSL}`]: 'error_log/1-99',
  events: `worker_connections/1! use/1! multi_accept/flag! accept_mutex/flag! accept_mutex_delay/1! debug_connection/1
    worker_aio_requests/1!`,
  http: `server/0{ upstream/1{ map/2{ geo/1-2{ split_clients/2{ log_format/2-99 limit_req_zone/3-4 limit_conn_zone/2
    proxy_cache_path/2-99 fastcgi_cache_path/2-99 uwsgi_cache_path/2-99 scgi_cache_path/2-99 server_names_hash_max_size/1
    server_names_hash_bucket_size/1 variables_hash_max_size/1 variables_hash_bucket_size/1 map_hash_max_size/1
    map_hash_bucket_size/1 js_import js_path js_set js_var js_shared_dict_zone otel_exporter{ geoip_country geoip_city
    geoip_org geoip_proxy geoip_proxy_recursive perl_modules perl_require perl_set stub_status_zone`,
  'http,server': `client_header_buffer_size/1! client_header_timeout/1! connection_pool_size/1! ignore_invalid_headers/flag!
    large_client_header_buffers/2! merge_slashes/flag! request_pool_size/1! underscores_in_headers/flag!
    ssl/flag ssl_buffer_size/1 ssl_certificate/1 ssl_certificate_key/1 ssl_certificate_cache ssl_ciphers/1 ssl_client_certificate/1
    ssl_conf_command/2 ssl_crl/1 ssl_dhparam/1 ssl_early_data/flag ssl_ecdh_curve/1 ssl_key_log/1 ssl_ocsp/1 ssl_ocsp_cache/1
    ssl_ocsp_responder/1 ssl_password_file/1 ssl_prefer_server_ciphers/flag ssl_protocols/1-99 ssl_reject_handshake/flag
    ssl_session_cache/1-2 ssl_session_ticket_key/1 ssl_session_tickets/flag ssl_session_timeout/1 ssl_stapling/flag
    ssl_stapling_file/1 ssl_stapling_responder/1 ssl_stapling_verify/flag ssl_trusted_certificate/1 ssl_verify_client/1
    ssl_verify_depth/1 http2/flag http2_body_preread_size/1 http2_chunk_size/1 http2_idle_timeout/1 http2_max_concurrent_pushes/1
    http2_max_concurrent_streams/1 http2_max_field_size/1 http2_max_header_size/1 http2_max_requests/1 http2_push/1
    http2_push_preload/flag http2_recv_buffer_size/1 http2_recv_timeout/1 http3/flag http3_hq/flag
    http3_max_concurrent_streams/1 http3_stream_buffer_size/1 quic_active_connection_id_limit/1 quic_bpf/flag quic_gso/flag
    quic_host_key/1 quic_retry/flag`,
  server: 'listen/1-99 server_name/1-99',
  'server,location': `location/1-2{ try_files/2-99 if/1-99{ valid_referers/1-99`,
  'server,location,server if,location if':
    'return/1-2 rewrite/2-3 set/2 break/0 rewrite_log/flag uninitialized_variable_warn/flag',
  [HSLX]: 'allow/1 deny/1 auth_basic/1! auth_basic_user_file/1! auth_delay/1!',
  [HSLI]: `root/1! access_log/1-99 error_page/2-99 add_header/2-4 add_trailer/2-3 charset/1! expires/1-2! sendfile/flag! limit_rate/1!
    limit_rate_after/1! gzip/flag! sub_filter/2 fastcgi_intercept_errors/flag addition_types image_filter image_filter_jpeg_quality
    xslt_stylesheet ssi/flag! userid secure_link secure_link_md5 secure_link_secret dav_methods perl js_content`,
  [HSL]: `index/1-99 client_max_body_size/1! client_body_buffer_size/1! client_body_in_file_only/1! client_body_in_single_buffer/flag!
    client_body_temp_path/1-4! client_body_timeout/1! keepalive_timeout/1-2! keepalive_requests/1! keepalive_disable/1-2
    keepalive_time/1! keepalive_min_timeout/1! sendfile_max_chunk/1! tcp_nopush/flag! tcp_nodelay/flag! default_type/1! types/0{ etag/flag!
    if_modified_since/1! chunked_transfer_encoding/flag! absolute_redirect/flag! server_name_in_redirect/flag!
    port_in_redirect/flag! server_tokens/1! reset_timedout_connection/flag! resolver/1-99! resolver_timeout/1! satisfy/1!
    send_timeout/1! send_lowat/1! lingering_close/1! lingering_time/1! lingering_timeout/1! log_not_found/flag!
    log_subrequest/flag! max_ranges/1! msie_padding/flag! msie_refresh/flag! open_file_cache/1-2! open_file_cache_errors/flag!
    open_file_cache_min_uses/1! open_file_cache_valid/1! open_log_file_cache/1-4! output_buffers/2! postpone_output/1!
    read_ahead/1! recursive_error_pages/flag! subrequest_output_buffer_size/1! types_hash_bucket_size/1! types_hash_max_size/1!
    aio/1! aio_write/flag! directio/1! directio_alignment/1! disable_symlinks/1-2! early_hints auth_request/1! auth_request_set/2
    autoindex/flag! autoindex_exact_size/flag! autoindex_format/1! autoindex_localtime/flag! charset_types override_charset/flag
    source_charset/1 charset_map{ gzip_buffers/2 gzip_comp_level/1 gzip_disable/1-99 gzip_http_version/1 gzip_min_length/1
    gzip_proxied/1-99 gzip_types/1-99 gzip_vary/flag gzip_static/1 gunzip/flag gunzip_buffers/2 limit_req/1-3
    limit_req_status/1 limit_req_log_level/1 limit_req_dry_run/flag limit_conn/2 limit_conn_status/1 limit_conn_log_level/1
    limit_conn_dry_run/flag set_real_ip_from/1 real_ip_header/1 real_ip_recursive/flag add_before_body/1 add_after_body/1
    ssi_last_modified ssi_min_file_chunk ssi_silent_errors ssi_types ssi_value_length sub_filter_last_modified/flag
    sub_filter_once/flag sub_filter_types/1-99 userid_domain userid_expires userid_mark userid_name userid_p3p userid_path
    userid_service userid_flags referer_hash_bucket_size referer_hash_max_size mirror/1 mirror_request_body/flag slice/1
    image_filter_buffer image_filter_interlace image_filter_sharpen image_filter_transparency image_filter_webp_quality
    xml_entities xslt_last_modified xslt_param xslt_string_param xslt_types create_full_put_path/flag dav_access
    min_delete_depth/1 js_body_filter js_header_filter js_fetch_timeout otel_trace otel_trace_context otel_span_name
    otel_span_attr grpc_bind grpc_buffer_size/1 grpc_connect_timeout/1 grpc_hide_header/1 grpc_ignore_headers
    grpc_intercept_errors/flag grpc_next_upstream grpc_next_upstream_timeout grpc_next_upstream_tries grpc_pass_header
    grpc_read_timeout/1 grpc_send_timeout/1 grpc_set_header/2 grpc_socket_keepalive/flag memcached_bind memcached_buffer_size
    memcached_connect_timeout memcached_gzip_flag memcached_next_upstream memcached_read_timeout memcached_send_timeout`,
  location: 'internal/0 alias/1! stub_status/0-1 empty_gif/0 flv/0 mp4/0 random_index/flag limit_except/1-99{',
  'location,location if,limit_except': 'proxy_pass/1!',
  'location,location if': 'fastcgi_pass/1! uwsgi_pass/1! scgi_pass/1! grpc_pass/1! memcached_pass/1!',
  upstream: `server/1-99 ip_hash/0 least_conn/0 hash/1-2 random/0-2 keepalive/1! keepalive_requests/1! keepalive_timeout/1!
    keepalive_time/1! zone/1-2 sticky/1-99 state/1 least_time/1-2 queue/1-2 ntlm/0 resolver/1-99 resolver_timeout/1`,
}

const PROXY = `bind buffer_size buffering buffers busy_buffers_size cache cache_background_update cache_bypass
  cache_convert_head cache_key cache_lock cache_lock_age cache_lock_timeout cache_max_range_offset cache_methods cache_min_uses
  cache_purge cache_revalidate cache_use_stale cache_valid connect_timeout cookie_domain cookie_flags cookie_path force_ranges
  headers_hash_bucket_size headers_hash_max_size hide_header http_version ignore_client_abort ignore_headers intercept_errors
  limit_rate max_temp_file_size method next_upstream next_upstream_timeout next_upstream_tries no_cache pass_header
  pass_request_body pass_request_headers read_timeout redirect request_buffering send_lowat send_timeout set_body set_header
  socket_keepalive ssl_certificate ssl_certificate_cache ssl_certificate_key ssl_ciphers ssl_conf_command ssl_crl ssl_name
  ssl_password_file ssl_protocols ssl_server_name ssl_session_reuse ssl_trusted_certificate ssl_verify ssl_verify_depth store
  store_access temp_file_write_size temp_path pass_trailers allow_upstream`

const FASTCGI_ONLY = `catch_stderr index keep_conn param split_path_info modifier1 modifier2`

const CONTEXT_OF_BLOCK: Readonly<Record<string, Context>> = {
  events: 'events',
  http: 'http',
  server: 'server',
  location: 'location',
  upstream: 'upstream',
  limit_except: 'limit_except',
}

const KNOWN: ReadonlyMap<string, readonly Known[]> = read()

function read(): Map<string, Known[]> {
  const known = new Map<string, Known[]>()
  const add = (contexts: string, spec: string): void => {
    const [, name = '', count = ANY, opens, once] = /^([a-z0-9_]+)(?:\/([0-9-]+|flag))?(\{)?(!)?$/.exec(spec) ?? []
    const [least = 0, most = least] = count === 'flag' ? [1, 1] : count.split('-').map(Number)
    const entry: Known = {
      contexts: contexts.split(',') as Context[],
      least,
      most,
      opens: opens !== undefined,
      once: once !== undefined,
      flag: count === 'flag',
    }
    known.set(name, [...(known.get(name) ?? []), entry])
  }
  for (const [contexts, specs] of Object.entries(TABLE)) for (const spec of specs.split(/\s+/)) add(contexts, spec)
  for (const name of PROXY.split(/\s+/)) {
    add(HSL, name === 'set_header' ? 'proxy_set_header/2' : `proxy_${name}`)
    for (const family of ['fastcgi', 'uwsgi', 'scgi']) add(HSL, `${family}_${name}`)
    if (name.startsWith('ssl_')) add(HSL, `grpc_${name}`)
  }
  for (const name of FASTCGI_ONLY.split(/\s+/))
    for (const family of ['fastcgi', 'uwsgi', 'scgi']) add(HSLI, `${family}_${name}`)
  return known
}

/** What nginx has against a directive at this place; undefined: nothing. `seen`: the names that were there before. */
// nginx: core/ngx_conf_file.c ngx_conf_handler (1.27)
export function refusal(
  name: string,
  args: readonly string[],
  hasBlock: boolean,
  context: Context,
  seen: ReadonlySet<string>,
): string | undefined {
  const entries = KNOWN.get(name)
  if (!entries) return `unknown directive "${name}"`
  const entry = entries.find(({ contexts }) => contexts.includes(context))
  if (!entry) return `"${name}" directive is not allowed here`
  if (hasBlock && !entry.opens) return `directive "${name}" is not terminated by ";"`
  if (!hasBlock && entry.opens) return `directive "${name}" has no opening "{"`
  if (args.length < entry.least || args.length > entry.most) {
    return `invalid number of arguments in "${name}" directive`
  }
  if (entry.flag && args[0] !== 'on' && args[0] !== 'off') {
    return `invalid value "${args[0] ?? ''}" in "${name}" directive, it must be "on" or "off"`
  }
  return entry.once && seen.has(name) ? `"${name}" directive is duplicate` : undefined
}

export function contextOf(name: string, outer: Context): Context {
  if (name === 'if') return outer === 'server' ? 'server if' : 'location if'
  return ownValue(CONTEXT_OF_BLOCK, name) ?? 'free'
}
