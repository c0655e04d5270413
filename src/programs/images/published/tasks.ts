import type { ImageSpec } from '../image.ts'
import { published } from './published.ts'

/** Tools that do their work and end. Without a command of their manifest's they print their usage. */
export const TASKS: readonly ImageSpec[] = [
  // bitnami/containers: bitnami/kubectl (USER 1001); registry.k8s.io/kubectl: kubernetes build/server-image/kubectl
  published({
    names: 'bitnami/kubectl bitnamilegacy/kubectl',
    base: 'debian',
    mib: 95,
    binary: '/opt/bitnami/kubectl/bin/kubectl',
    entrypoint: 'kubectl',
    env: { PATH: '/opt/bitnami/kubectl/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' },
    cmd: '--help',
    user: '1001',
    ends: [0, 2],
  }),
  published({ names: 'kubectl', mib: 18, binary: '/bin/kubectl', ends: [0, 2] }),
  // lachie83/k8s-kubectl, alpine/k8s, rancher/kubectl: alpine or scratch with kubectl
  published({ names: 'rancher/kubectl', mib: 20, binary: '/bin/kubectl', ends: [0, 2] }),
  // alpine-docker/k8s: Dockerfile (WORKDIR /apps); alpine-docker/helm: Dockerfile (ENTRYPOINT helm)
  published({
    names: 'alpine/k8s dtzar/helm-kubectl',
    base: 'alpine',
    mib: 120,
    binary: '/usr/bin/kubectl /usr/bin/helm',
    entrypoint: '',
    cmd: 'sh',
    tools: 'bash curl git jq openssl',
    ends: [0, 2],
  }),
  // jqlang/jq: Dockerfile (ENTRYPOINT jq, distroless)
  published({
    names: 'jqlang/jq stedolan/jq imega/jq',
    base: 'none',
    mib: 2,
    binary: '/jq=jq',
    cmd: '',
    ends: [0, 2],
  }),
  // badouralix/docker-curl-jq: Dockerfile (alpine, curl and jq)
  published({
    names: 'badouralix/curl-jq dwdraju/alpine-curl-jq',
    base: 'alpine',
    mib: 6,
    binary: '/usr/bin/jq=jq',
    entrypoint: '',
    cmd: 'sh',
    tools: 'curl',
    ends: [0, 2],
  }),
  published({
    names: 'alpine/helm',
    base: 'alpine',
    mib: 30,
    binary: '/usr/bin/helm',
    entrypoint: 'helm',
    ends: [0, 2],
  }),
  // aws/aws-cli: docker/Dockerfile (amazonlinux, WORKDIR /aws)
  published({
    names: 'amazon/aws-cli aws-cli/aws-cli',
    base: 'rhel',
    mib: 130,
    binary: '/usr/local/bin/aws',
    dir: '/aws',
    ends: [0, 4],
  }),
  // GoogleCloudPlatform/cloud-sdk-docker: Dockerfile
  published({
    names: 'google/cloud-sdk',
    base: 'debian',
    mib: 1000,
    binary: '/usr/bin/gcloud /usr/bin/gsutil',
    entrypoint: '',
    cmd: 'sh',
    tools: 'bash curl git',
    ends: [0, 4],
  }),
  published({
    names: 'azure-cli microsoft/azure-cli',
    base: 'rhel',
    mib: 270,
    binary: '/usr/bin/az',
    entrypoint: '',
    cmd: 'bash',
    tools: 'bash curl',
    ends: [0, 4],
  }),
  // GoogleContainerTools/kaniko: deploy/Dockerfile (scratch, no USER)
  published({
    names: 'kaniko-project/executor',
    mib: 35,
    binary: '/kaniko/executor',
    dir: '/workspace',
    ends: [0, 40],
  }),
  published({ names: 'kaniko-project/warmer', mib: 35, binary: '/kaniko/warmer', dir: '/workspace', ends: [0, 10] }),
  // kubernetes/ingress-nginx: images/kube-webhook-certgen/rootfs/Dockerfile (distroless static nonroot, USER 65532:65532)
  published({
    names: 'ingress-nginx/kube-webhook-certgen jettech/kube-webhook-certgen',
    mib: 18,
    binary: '/kube-webhook-certgen',
    user: '65532:65532',
    ends: [0, 1],
  }),
  // migrate/migrate: Dockerfile; flyway/flyway-docker; liquibase/docker
  published({
    names: 'migrate/migrate',
    base: 'alpine',
    mib: 22,
    binary: '/usr/local/bin/migrate',
    entrypoint: 'migrate',
    cmd: '--help',
    ends: [0, 2],
  }),
  published({
    names: 'flyway/flyway',
    base: 'debian',
    mib: 280,
    binary: '/flyway/flyway',
    cmd: '-?',
    dir: '/flyway',
    ends: [0, 8],
  }),
  published({
    names: 'liquibase liquibase/liquibase',
    base: 'debian',
    mib: 230,
    binary: '/liquibase/docker-entrypoint.sh',
    cmd: '--help',
    user: 'liquibase',
    dir: '/liquibase',
    ends: [0, 8],
  }),
  // minio/mc: Dockerfile.release
  published({ names: 'minio/mc', base: 'rhel', mib: 30, binary: '/usr/bin/mc', entrypoint: 'mc', ends: [0, 1] }),
  // hashicorp/terraform: Dockerfile
  published({ names: 'hashicorp/terraform', base: 'alpine', mib: 40, binary: '/bin/terraform', ends: [0, 5] }),
  // restic/restic: docker/Dockerfile; rclone/rclone: Dockerfile
  published({ names: 'restic/restic', base: 'alpine', mib: 15, binary: '/usr/bin/restic', ends: [0, 5] }),
  published({
    names: 'rclone/rclone',
    base: 'alpine',
    mib: 30,
    binary: '/usr/local/bin/rclone',
    entrypoint: 'rclone',
    dir: '/data',
    ends: [0, 5],
  }),
  // aquasec/kube-bench: Dockerfile; aquasec/trivy: Dockerfile
  published({
    names: 'aquasec/kube-bench',
    base: 'alpine',
    mib: 35,
    binary: '/usr/local/bin/kube-bench',
    entrypoint: '/usr/local/bin/kube-bench',
    cmd: '--version',
    ends: [0, 4],
  }),
  published({
    names: 'aquasec/trivy aquasecurity/trivy',
    base: 'alpine',
    mib: 50,
    binary: '/usr/local/bin/trivy',
    entrypoint: 'trivy',
    ends: [0, 8],
  }),
  // argoproj/argo-workflows: Dockerfile (argoexec)
  published({ names: 'argoproj/argoexec', mib: 35, binary: '/bin/argoexec', ends: [0, 2] }),
  // docker/whalesay, the first example of Argo Workflows: cowsay
  published({
    names: 'docker/whalesay',
    base: 'debian',
    mib: 85,
    binary: '/usr/local/bin/cowsay',
    entrypoint: '',
    dir: '/cowsay',
    ends: [0, 1],
  }),
  // fortio/fortio: Dockerfile (scratch, USER 1000), server on 8080
  published({
    names: 'fortio/fortio',
    mib: 10,
    binary: '/usr/bin/fortio',
    cmd: 'server',
    user: '1000',
    ports: [8078, 8079, 8080, 8081],
  }),
  // williamyeh/hey, rakyll/hey; grafana/k6: Dockerfile (USER 12345)
  published({ names: 'williamyeh/hey rakyll/hey', mib: 4, binary: '/hey', ends: [0, 10] }),
  published({
    names: 'grafana/k6 loadimpact/k6',
    base: 'alpine',
    mib: 25,
    binary: '/usr/bin/k6',
    entrypoint: 'k6',
    user: '12345',
    ends: [0, 10],
  }),
]
