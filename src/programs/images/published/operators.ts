import type { ImageSpec } from '../image.ts'
import { published } from './published.ts'

/** Controllers, operators and what runs beside them. */
export const OPERATORS: readonly ImageSpec[] = [
  // brancz/kube-rbac-proxy: Dockerfile (distroless static, USER 65532:65532)
  published({
    names: 'kubebuilder/kube-rbac-proxy brancz/kube-rbac-proxy',
    mib: 20,
    binary: '/usr/local/bin/kube-rbac-proxy',
    user: '65532:65532',
    ports: [8080],
  }),
  // prometheus-operator/prometheus-operator: Dockerfile, cmd/prometheus-config-reloader/Dockerfile (busybox, USER nobody)
  published({
    names: 'prometheus-operator/prometheus-operator coreos/prometheus-operator',
    base: 'busybox',
    mib: 25,
    binary: '/bin/operator',
    user: 'nobody',
    ports: [8080],
  }),
  published({
    names: 'prometheus-operator/prometheus-config-reloader coreos/prometheus-config-reloader',
    base: 'busybox',
    mib: 15,
    binary: '/bin/prometheus-config-reloader',
    user: 'nobody',
    ports: [8080],
  }),
  // jimmidyson/configmap-reload: Dockerfile (USER 65534)
  published({
    names: 'jimmidyson/configmap-reload',
    mib: 4,
    binary: '/configmap-reload',
    user: '65534',
    ports: [9533],
  }),
  // kiwigrid/k8s-sidecar: Dockerfile (python alpine, USER 65534:65534)
  published({
    names: 'kiwigrid/k8s-sidecar',
    base: 'alpine',
    mib: 35,
    binary: '/usr/local/bin/python',
    cmd: '-u /app/sidecar.py',
    user: '65534:65534',
    dir: '/app',
  }),
  // kubernetes/kube-state-metrics: Dockerfile (distroless static, USER nobody)
  published({
    names: 'kube-state-metrics/kube-state-metrics coreos/kube-state-metrics',
    mib: 15,
    binary: '/kube-state-metrics',
    cmd: '--port=8080 --telemetry-port=8081',
    user: 'nobody',
    ports: [8080, 8081],
  }),
  // cert-manager/cert-manager: hack/containers/Containerfile.* (distroless static, USER 1000)
  ...(
    [
      ['cert-manager-controller', '/app/cmd/controller/controller', [9402, 9403]],
      ['cert-manager-cainjector', '/app/cmd/cainjector/cainjector', [9402]],
      ['cert-manager-webhook', '/app/cmd/webhook/webhook', [10250, 6080]],
      ['cert-manager-acmesolver', '/app/cmd/acmesolver/acmesolver', [8089]],
    ] as const
  ).map(([name, binary, ports]) => published({ names: `jetstack/${name}`, mib: 20, binary, user: '1000', ports })),
  published({
    names: 'jetstack/cert-manager-startupapicheck jetstack/cert-manager-ctl',
    mib: 15,
    binary: '/app/cmd/startupapicheck/startupapicheck',
    user: '1000',
    ends: [0, 3],
  }),
  // kubernetes-sigs/external-dns: Dockerfile (USER 65534 in the former, 65532 of ko now); metrics on 7979
  published({
    names: 'external-dns/external-dns bitnami/external-dns',
    mib: 25,
    binary: '/bin/external-dns',
    user: '65532',
    ports: [7979],
  }),
  // kubernetes/autoscaler: cluster-autoscaler/Dockerfile.amd64 (distroless static), health and metrics on 8085
  published({
    names: 'autoscaling/cluster-autoscaler',
    mib: 35,
    binary: '/cluster-autoscaler',
    ports: [8085],
  }),
  // kubernetes/autoscaler: vertical-pod-autoscaler/pkg/*/Dockerfile (distroless static)
  published({ names: 'autoscaling/vpa-recommender', mib: 20, binary: '/recommender', ports: [8942] }),
  published({ names: 'autoscaling/vpa-updater', mib: 20, binary: '/updater', ports: [8943] }),
  published({ names: 'autoscaling/vpa-admission-controller', mib: 20, binary: '/admission-controller', ports: [8000] }),
  // kedacore/keda: Dockerfile, Dockerfile.adapter (distroless static nonroot)
  published({ names: 'kedacore/keda', mib: 40, binary: '/keda', user: '65532:65532', ports: [8080, 8081] }),
  published({
    names: 'kedacore/keda-metrics-apiserver',
    mib: 35,
    binary: '/keda-adapter',
    user: '65532:65532',
    ports: [6443, 8080],
  }),
  // argoproj/argo-cd: Dockerfile (USER 999, tini in front of what the command says)
  published({
    names: 'argoproj/argocd argoproj/argo-cd',
    base: 'debian',
    mib: 170,
    binary:
      '/usr/local/bin/argocd /usr/local/bin/argocd-server /usr/local/bin/argocd-repo-server /usr/local/bin/argocd-application-controller /usr/local/bin/argocd-dex /usr/local/bin/argocd-notifications /usr/local/bin/argocd-applicationset-controller /usr/local/bin/entrypoint.sh',
    entrypoint: '',
    user: '999',
    dir: '/home/argocd',
  }),
  // argoproj/argo-workflows: Dockerfile (workflow-controller, argocli: USER 8737)
  published({ names: 'argoproj/workflow-controller', mib: 30, binary: '/bin/workflow-controller', user: '8737' }),
  published({ names: 'argoproj/argocli', mib: 45, binary: '/bin/argo', user: '8737', ports: [2746] }),
  // fluxcd/*-controller: Dockerfile (alpine, USER 65534:65534), health on 9440
  ...['source-controller', 'kustomize-controller', 'helm-controller', 'notification-controller'].map((name) =>
    published({
      names: `fluxcd/${name}`,
      base: 'alpine',
      mib: 35,
      binary: `/usr/local/bin/${name}`,
      user: '65534:65534',
      ports: [8080, 9440],
    }),
  ),
  // bitnami-labs/sealed-secrets: docker/controller.Dockerfile (distroless static, USER 1001)
  published({
    names: 'bitnami/sealed-secrets-controller',
    mib: 20,
    binary: '/usr/local/bin/controller',
    user: '1001',
    ports: [8080, 8081],
  }),
  // external-secrets/external-secrets: Dockerfile (distroless static, USER 65534)
  published({
    names: 'external-secrets/external-secrets',
    mib: 50,
    binary: '/bin/external-secrets',
    user: '65534',
    ports: [8080, 8081],
  }),
  // stakater/Reloader: Dockerfile (USER 65532:65532), metrics on 9090
  published({ names: 'stakater/reloader', mib: 20, binary: '/manager', user: '65532:65532', ports: [9090] }),
  // open-policy-agent/gatekeeper: Dockerfile (USER 65532:65532), health on 9090
  published({
    names: 'openpolicyagent/gatekeeper',
    mib: 40,
    binary: '/manager',
    user: '65532:65532',
    ports: [8443, 8888, 9090],
  }),
  // kyverno/kyverno: built with ko (USER 65534)
  published({ names: 'kyverno/kyverno', mib: 35, binary: '/ko-app/kyverno', user: '65534', ports: [9443, 8000] }),
  // aquasecurity/trivy-operator: build/trivy-operator/Dockerfile (USER 10000)
  published({
    names: 'aquasecurity/trivy-operator',
    base: 'alpine',
    mib: 30,
    binary: '/usr/local/bin/trivy-operator',
    user: '10000',
    ports: [8080, 9090],
  }),
  // vmware-tanzu/velero: Dockerfile (distroless base, USER 65532 since 1.14)
  published({
    names: 'velero/velero',
    mib: 90,
    binary: '/velero',
    user: '65532:65532',
    ports: [8085],
  }),
  // kubernetes/dashboard: modules/*/Dockerfile (scratch, USER 1001), older: aio/Dockerfile (2001)
  published({
    names: 'kubernetesui/dashboard',
    mib: 75,
    binary: '/dashboard',
    entrypoint: '/dashboard --insecure-bind-address=0.0.0.0 --bind-address=0.0.0.0',
    user: '1001',
    ports: [9090, 8443],
  }),
  published({
    names: 'kubernetesui/metrics-scraper',
    mib: 20,
    binary: '/metrics-sidecar',
    user: '1001',
    ports: [8000],
  }),
]
