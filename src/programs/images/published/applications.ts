import type { ImageSpec } from '../image.ts'
import { JAVA_TERM, published } from './published.ts'

/** PHP behind Apache: whatever page its manifest asks for is there. */
function apache(names: string, mib: number, dir: string): ImageSpec {
  return published({
    names,
    base: 'debian',
    mib,
    binary: '/usr/local/bin/apache2-foreground',
    entrypoint: '',
    cmd: 'apache2-foreground',
    stop: 'SIGWINCH',
    dir,
    ports: [80],
  })
}

/** Applications that people run as they come: their Dockerfiles name port and user. */
export const APPLICATIONS: readonly ImageSpec[] = [
  // mongo-express/mongo-express-docker: Dockerfile (node alpine, tini)
  published({
    names: 'mongo-express',
    base: 'alpine',
    mib: 55,
    binary: '/docker-entrypoint.sh',
    entrypoint: '/docker-entrypoint.sh',
    cmd: 'mongo-express',
    dir: '/app',
    ports: [8081],
  }),
  // TimWolla/docker-adminer: Dockerfile (php alpine, USER adminer)
  published({
    names: 'adminer',
    base: 'alpine',
    mib: 45,
    binary: '/usr/local/bin/php',
    entrypoint: 'php',
    cmd: '-S [::]:8080 -t /var/www/html',
    user: 'adminer',
    dir: '/var/www/html',
    ports: [8080],
  }),
  // phpmyadmin/docker: apache/Dockerfile (php apache)
  apache('phpmyadmin phpmyadmin/phpmyadmin', 180, '/var/www/html'),
  // pgadmin-org/pgadmin4: Dockerfile (USER 5050)
  published({
    names: 'dpage/pgadmin4',
    base: 'alpine',
    mib: 170,
    binary: '/entrypoint.sh',
    user: '5050',
    dir: '/pgadmin4',
    ports: [80, 443],
  }),
  // joeferner/redis-commander: Dockerfile (USER redis, 1000)
  published({
    names: 'rediscommander/redis-commander',
    base: 'alpine',
    mib: 35,
    binary: '/redis-commander/docker/entrypoint.sh',
    user: '1000',
    ports: [8081],
  }),
  // portainer/portainer: build/linux/Dockerfile (scratch)
  published({
    names: 'portainer/portainer-ce portainer/portainer',
    mib: 90,
    binary: '/portainer',
    ports: [8000, 9000, 9443],
  }),
  // keycloak/keycloak: quarkus/container/Dockerfile (ubi micro, USER 1000); without a command it prints its usage
  published({
    names: 'keycloak/keycloak',
    base: 'rhel',
    mib: 230,
    binary: '/opt/keycloak/bin/kc.sh',
    user: '1000',
    ports: [8080, 8443, 9000],
    term: JAVA_TERM,
    lacks: 'curl wget nc',
  }),
  // go-gitea/gitea: Dockerfile (s6), Dockerfile.rootless (USER 1000:1000)
  published({
    names: 'gitea/gitea',
    base: 'alpine',
    mib: 65,
    binary: '/usr/bin/entrypoint',
    cmd: '/usr/bin/s6-svscan /etc/s6',
    ports: [22, 3000],
    byTag: (tag) => (tag.includes('rootless') ? { user: '1000:1000', ports: [2222, 3000] } : {}),
  }),
  // nextcloud/docker, docker-library/drupal, TryGhost of docker-library
  apache('nextcloud', 420, '/var/www/html'),
  apache('drupal', 230, '/opt/drupal'),
  apache('joomla', 230, '/var/www/html'),
  published({
    names: 'ghost',
    base: 'debian',
    mib: 190,
    binary: '/usr/local/bin/docker-entrypoint.sh',
    cmd: 'node current/index.js',
    dir: '/var/lib/ghost',
    ports: [2368],
  }),
  // SonarSource/docker-sonarqube: Dockerfile (USER 1000 since 10), sonatype/docker-nexus3: Dockerfile (USER nexus, 200)
  published({
    names: 'sonarqube',
    base: 'debian',
    mib: 450,
    binary: '/opt/sonarqube/docker/entrypoint.sh',
    user: 'sonarqube',
    dir: '/opt/sonarqube',
    ports: [9000],
    stop: 'SIGINT',
  }),
  published({
    names: 'sonatype/nexus3',
    base: 'rhel',
    mib: 330,
    binary: '/opt/sonatype/nexus/bin/nexus',
    cmd: 'run',
    user: 'nexus',
    dir: '/opt/sonatype',
    ports: [8081],
    term: JAVA_TERM,
  }),
  // openzipkin/zipkin: docker/Dockerfile (USER zipkin)
  published({
    names: 'openzipkin/zipkin openzipkin/zipkin-slim',
    base: 'alpine',
    mib: 90,
    binary: '/usr/local/bin/start-zipkin',
    user: 'zipkin',
    dir: '/zipkin',
    ports: [9410, 9411],
    term: JAVA_TERM,
  }),
  // SeleniumHQ/docker-selenium: Hub/Dockerfile, NodeChrome (supervisord, USER 1200)
  published({
    names: 'selenium/hub',
    base: 'debian',
    mib: 220,
    binary: '/opt/bin/entry_point.sh',
    user: '1200',
    ports: [4442, 4443, 4444],
  }),
  published({
    names: 'selenium/node-chrome selenium/node-firefox selenium/standalone-chrome selenium/standalone-firefox',
    base: 'debian',
    mib: 550,
    binary: '/opt/bin/entry_point.sh',
    user: '1200',
    ports: [4444, 5555, 5900],
  }),
  // jupyter/docker-stacks: images/docker-stacks-foundation/Dockerfile (tini, USER 1000)
  published({
    names: 'jupyter/base-notebook jupyter/minimal-notebook jupyter/scipy-notebook jupyter/datascience-notebook',
    base: 'debian',
    mib: 700,
    binary: '/usr/local/bin/start-notebook.sh',
    user: '1000',
    dir: '/home/jovyan',
    ports: [8888],
  }),
  // ollama/ollama: Dockerfile; tensorflow/serving: tools/docker/Dockerfile
  published({ names: 'ollama/ollama', base: 'debian', mib: 1500, binary: '/bin/ollama', cmd: 'serve', ports: [11434] }),
  published({
    names: 'tensorflow/serving',
    base: 'debian',
    mib: 180,
    binary: '/usr/bin/tf_serving_entrypoint.sh',
    ports: [8500, 8501],
  }),
  // NVIDIA/k8s-device-plugin: deployments/container/Dockerfile
  published({
    names: 'nvidia/k8s-device-plugin',
    base: 'rhel',
    mib: 140,
    binary: '/usr/bin/nvidia-device-plugin',
    entrypoint: 'nvidia-device-plugin',
  }),
  // odoo/docker: Dockerfile (USER odoo)
  published({
    names: 'odoo',
    base: 'debian',
    mib: 580,
    binary: '/entrypoint.sh',
    cmd: 'odoo',
    user: 'odoo',
    ports: [8069, 8071, 8072],
  }),
  // mattermost/mattermost: server/build/Dockerfile (USER mattermost, 2000)
  published({
    names: 'mattermost/mattermost-team-edition mattermost/mattermost-enterprise-edition',
    base: 'debian',
    mib: 280,
    binary: '/mattermost/bin/mattermost',
    user: '2000',
    dir: '/mattermost',
    ports: [8065, 8067, 8074, 8075],
  }),
  // n8n-io/n8n: docker/images/n8n/Dockerfile (tini, USER node)
  published({
    names: 'n8nio/n8n',
    base: 'alpine',
    mib: 210,
    binary: '/docker-entrypoint.sh',
    user: 'node',
    dir: '/home/node',
    ports: [5678],
  }),
  // dani-garcia/vaultwarden: docker/Dockerfile; pi-hole/docker-pi-hole; home-assistant/core
  published({ names: 'vaultwarden/server', base: 'debian', mib: 100, binary: '/start.sh', ports: [80] }),
  published({ names: 'pihole/pihole', base: 'alpine', mib: 45, binary: '/usr/bin/start.sh', ports: [53, 80, 443] }),
  published({
    names: 'homeassistant/home-assistant home-assistant/home-assistant',
    base: 'alpine',
    mib: 600,
    binary: '/init',
    ports: [8123],
  }),
  // jekyll/jekyll, squidfunk/mkdocs-material: servers for a site that is written
  published({
    names: 'squidfunk/mkdocs-material',
    base: 'alpine',
    mib: 45,
    binary: '/usr/bin/mkdocs',
    entrypoint: '/usr/bin/mkdocs',
    cmd: 'serve --dev-addr=0.0.0.0:8000',
    dir: '/docs',
    ports: [8000],
  }),
  // oliver006/redis_exporter, prometheuscommunity, prom: exporters
  published({
    names: 'oliver006/redis_exporter',
    mib: 5,
    binary: '/redis_exporter',
    user: '59000:59000',
    ports: [9121],
  }),
  published({
    names: 'prometheuscommunity/postgres-exporter',
    base: 'busybox',
    mib: 12,
    binary: '/bin/postgres_exporter',
    user: 'nobody',
    ports: [9187],
  }),
  published({
    names: 'prom/mysqld-exporter prometheus/mysqld-exporter',
    base: 'busybox',
    mib: 10,
    binary: '/bin/mysqld_exporter',
    user: 'nobody',
    ports: [9104],
  }),
  published({
    names: 'prom/blackbox-exporter prometheus/blackbox-exporter',
    base: 'busybox',
    mib: 12,
    binary: '/bin/blackbox_exporter',
    cmd: '--config.file=/etc/blackbox_exporter/config.yml',
    ports: [9115],
  }),
  published({
    names: 'prom/statsd-exporter prometheus/statsd-exporter',
    base: 'busybox',
    mib: 12,
    binary: '/bin/statsd_exporter',
    user: 'nobody',
    ports: [9102, 9125],
  }),
  published({
    names: 'cadvisor/cadvisor google/cadvisor',
    base: 'alpine',
    mib: 35,
    binary: '/usr/bin/cadvisor',
    entrypoint: '/usr/bin/cadvisor -logtostderr',
    ports: [8080],
  }),
  // weaveworks/scope, vmware-tanzu/octant: pages for clusters
  published({
    names: 'weaveworks/scope',
    base: 'alpine',
    mib: 30,
    binary: '/home/weave/entrypoint.sh',
    entrypoint: '/home/weave/entrypoint.sh',
    ports: [4040],
  }),
]
