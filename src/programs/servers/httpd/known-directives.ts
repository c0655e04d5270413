/** Directives of the core and of modules that Apache's own configuration loads. */
// httpd: docs/manual/mod/quickreference (2.4)
const CORE = new Set(
  `acceptfilter acceptpathinfo accessfilename adddefaultcharset allowencodedslashes allowoverride allowoverridelist
  cgimapextension cgipassauth cgivar contentdigest coredumpdirectory define defaultruntimedir defaulttype directoryslash
  documentroot enablemmap enablesendfile error errordocument errorlog errorlogformat extendedstatus fileetag forcetype
  group hostnamelookups httpprotocoloptions include includeoptional keepalive keepalivetimeout limitinternalrecursion
  limitrequestbody limitrequestfields limitrequestfieldsize limitrequestline limitxmlrequestbody listen listenbacklog
  loadfile loadmodule loglevel maxconnectionsperchild maxkeepaliverequests maxmemfree maxrangeoverlaps maxrangereversals
  maxranges maxrequestsperchild maxrequestworkers maxclients maxsparethreads minsparethreads mergeslashes mergetrailers
  mutex namevirtualhost options pidfile protocol protocols protocolshonororder qualifyredirecturl readbuffersize
  receivebuffersize regexdefaultoptions registerhttpmethod rlimitcpu rlimitmem rlimitnproc scoreboardfile seerequesttail
  sendbuffersize serveradmin serveralias serverlimit servername serverpath serverroot serversignature servertokens
  sethandler setinputfilter setoutputfilter startservers stricthostcheck suexec threadlimit threadsperchild
  threadstacksize timeout traceenable undefine unsetenv usecanonicalname usecanonicalphysicalport user asyncrequestworkerfactor
  <directory <directorymatch <files <filesmatch <location <locationmatch <virtualhost <ifmodule <ifdefine <ifversion
  <iffile <ifdirective <ifsection <if <elseif <else <limit <limitexcept <requireall <requireany <requirenone
  authtype authname authuserfile authgroupfile authbasicprovider authbasicauthoritative authmerging authzsendforbiddenonfailure
  require satisfy allow deny order
  addcharset addencoding addhandler addinputfilter addlanguage addoutputfilter addtype modmimeusepathinfo multiviewsmatch
  removecharset removeencoding removehandler removelanguage removetype typesconfig defaultlanguage
  customlog logformat transferlog bufferedlogs cookielog globallog passenv setenv setenvif setenvifnocase browsermatch
  browsermatchnocase setenvifexpr header requestheader addalt addicon addiconbytype addiconbyencoding adddescription
  defaulticon headername readmename indexignore indexignorereset indexoptions indexorderdefault indexstylesheet
  indexheadinsert directoryindex directoryindexredirect directorycheckhandler fallbackresource alias aliasmatch
  aliaspreservepath redirect redirectmatch redirecttemp redirectpermanent redirectrelative scriptalias scriptaliasmatch
  requestreadtimeout filterdeclare filterprovider filterchain filterprotocol filtertrace`.split(/\s+/),
)

/** And of modules that have to be loaded first. */
const OF_MODULES: Readonly<Record<string, RegExp>> = {
  rewrite_module: /^rewrite/,
  proxy_module: /^(?:proxy|noproxy|balancer|<proxy)/,
  ssl_module: /^ssl/,
  expires_module: /^expires/,
  deflate_module: /^deflate/,
  remoteip_module: /^remoteip/,
  socache_shmcb_module: /^$/,
  http2_module: /^h2/,
  cgi_module: /^script(?:log|sock)/,
  cgid_module: /^script(?:log|sock)|^cgid/,
  dav_module: /^dav/,
  cache_module: /^cache/,
  macro_module: /^(?:<macro|use$|undefmacro)/,
  info_module: /^addmoduleinfo/,
  lua_module: /^lua/,
  negotiation_module: /^(?:languagepriority|forcelanguagepriority|cachenegotiateddocs)/,
  userdir_module: /^userdir/,
  auth_digest_module: /^authdigest/,
  session_module: /^session/,
  substitute_module: /^substitute/,
  ext_filter_module: /^extfilter/,
  include_module: /^(?:ssi|xbithack)/,
  php_module: /^php/,
  php7_module: /^php/,
  security2_module: /^sec/,
  evasive20_module: /^dos/,
  authnz_ldap_module: /^auth(?:nz)?ldap/,
  ldap_module: /^ldap/,
  dumpio_module: /^dumpio/,
  ratelimit_module: /^$/,
  mpm_prefork_module: /^(?:minspareservers|maxspareservers)$/,
}

export function isKnownDirective(name: string, modules: ReadonlySet<string>): boolean {
  if (CORE.has(name)) return true
  // A module that nobody knows here may have any.
  for (const module of modules) {
    if (Object.hasOwn(OF_MODULES, module) && OF_MODULES[module]?.test(name)) return true
  }
  return false
}
