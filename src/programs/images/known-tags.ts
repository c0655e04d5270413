/**
 * Which tags an image can be thought to have. Nobody lists them here: an official image's are versions and words for
 * variants, and what is neither is a slip of somebody's. A version is held against the highest that is to be expected.
 */

/** By major version the highest minor one; `*` is every other major up to `most`. */
interface Versions {
  readonly most: number
  readonly minors?: Readonly<Record<number, number>>
}

const VERSIONS: ReadonlyMap<string, Versions> = new Map(
  Object.entries({
    nginx: { most: 1, minors: { 0: 8, 1: 40 } },
    httpd: { most: 2, minors: { 2: 6 } },
    busybox: { most: 1, minors: { 1: 40 } },
    alpine: { most: 3, minors: { 2: 7, 3: 30 } },
    debian: { most: 15 },
    ubuntu: { most: 28 },
    centos: { most: 8 },
    fedora: { most: 50 },
    redis: { most: 10 },
    memcached: { most: 2 },
    mysql: { most: 10, minors: { 5: 7, 8: 4 } },
    mariadb: { most: 14, minors: { 5: 5, 10: 11 } },
    postgres: { most: 20, minors: { 8: 4, 9: 6 } },
    mongo: { most: 10 },
    cassandra: { most: 6 },
    rabbitmq: { most: 5, minors: { 3: 14 } },
    zookeeper: { most: 4, minors: { 3: 12 } },
    elasticsearch: { most: 10 },
    python: { most: 3, minors: { 2: 7, 3: 18 } },
    node: { most: 32 },
    golang: { most: 1, minors: { 1: 30 } },
    ruby: { most: 4, minors: { 2: 7, 3: 6 } },
    perl: { most: 5 },
    php: { most: 9, minors: { 5: 6, 7: 4, 8: 7 } },
    openjdk: { most: 25 },
    tomcat: { most: 12 },
    wordpress: { most: 8 },
    haproxy: { most: 4 },
    traefik: { most: 4 },
    caddy: { most: 3 },
    registry: { most: 3 },
  } satisfies Record<string, Versions>),
)

const WORDS = new Set(
  `latest stable mainline edge lts current nightly master main release releases rc beta alpha pre preview snapshot next tip dev
  devel rolling testing unstable experimental oldstable oldoldstable innovation community enterprise oss fips
  alpine slim perl otel debian ubuntu rhel ubi centos rockylinux oraclelinux oracle linux windowsservercore nanoserver
  windows ltsc amd64 arm64 arm64v8 arm arm32v7 musl glibc uclibc
  forky trixie bookworm bullseye buster stretch jessie wheezy squeeze sid backports
  resolute questing plucky oracular noble mantic lunar kinetic jammy impish hirsute groovy focal eoan disco cosmic bionic
  artful xenial trusty precise
  apache fpm zts cli debug nonroot root distroless minimal micro init full standard base build builder buildpack scm curl
  tools unprivileged headless management server servercore onbuild chrome chromium standalone rootless
  jdk jre openjdk java temurin corretto graalvm erlang krypton jod iron hydrogen gallium fermium erbium dubnium carbon boron
  argon kraft native bundle scratch al v version contrib elasticsearch cloudwatch kafka forward syslog stackdriver gcs s3
  core light lite amd intel cuda gpu cpu php python py node nodejs npm ruby go golang postgres mysql mariadb redis nginx`.split(
    /\s+/,
  ),
)

/** What stands in a tag that is to be wrong. */
const MADE_UP =
  /^(?:nope|no|nosuch|wrong|invalid|non(?:existing|existent|exist)?|doesnot|doesnt|not|notfound|notag|missing|broken|bad|typo|fake|bogus|foo|bar|foobar|xyz|asdf|unknown|imaginary|exists?|latests|latset|lastest)$|nonexist|doesnotexist|doesntexist|notexist/

/** `name`: as the catalogue has it. Official images have no owner; of others nobody knows the tags, made-up ones apart. */
export function canHaveTag(name: string, tag: string): boolean {
  const parts = tag.toLowerCase().split(/[-_.+]/)
  if (name.includes('/')) return !parts.some((part) => MADE_UP.test(part))
  if (!parts.every(isPlausible)) return false
  const [, major, minor] = /^v?(\d+)(?:\.(\d+))?/.exec(tag) ?? []
  const versions = VERSIONS.get(name)
  if (major === undefined || !versions || major.length > 4) return true
  const most = versions.minors?.[Number(major)]
  return Number(major) <= versions.most && (most === undefined || minor === undefined || Number(minor) <= most)
}

/** A number, a word for a variant with or without one, a date, a piece of a commit. */
function isPlausible(part: string): boolean {
  if (/^v?\d+[a-z]{0,2}\d*$/.test(part) || /^\d+(?:rc|beta|alpha|pre|jdk|jre)\d*$/.test(part)) return true
  if (/^[0-9a-f]{7,40}$/.test(part) && /\d/.test(part)) return true
  return WORDS.has(part) || WORDS.has(part.replace(/\d+[a-z]?\d*$/, ''))
}
