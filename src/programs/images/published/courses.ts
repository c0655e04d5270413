import { described } from '../described.ts'
import type { ImageSpec } from '../image.ts'
import { GO_WITHOUT_HANDLER, JAVA_TERM, published } from './published.ts'

/** A program of a node image: as PID 1 node hears SIGTERM only where it is asked to. */
function nodeApp(names: string, port: number, mib = 260): ImageSpec {
  return published({
    names,
    base: 'debian',
    mib,
    binary: '/usr/local/bin/node',
    cmd: 'app.js',
    ports: [port],
    term: 'ignore',
  })
}

/** A server that a course made for its examples. */
function server(names: string, port: number, more: Partial<Parameters<typeof published>[0]> = {}): ImageSpec {
  return published({ names, base: 'debian', mib: 100, binary: '/app/server', ports: [port], ...more })
}

/** Images of books, courses and documentation: what matters of them is their port, and how they end. */
export const COURSES: readonly ImageSpec[] = [
  // luksa/kubernetes-in-action: Chapter10/kubia-pet-image, kubia-pet-peers-image (node)
  nodeApp('luksa/kubia-pet', 8080),
  nodeApp('luksa/kubia-pet-peers', 8080),
  // luksa/kubernetes-in-action: Chapter04/batch-job (busybox): two minutes, then a line
  described({
    names: 'luksa/batch-job',
    base: 'busybox',
    mib: 2,
    entrypoint: '/main.sh',
    files: {
      '/main.sh': {
        kind: 'file',
        content: '#!/bin/sh\necho "$(date) Batch job starting"\nsleep 120\necho "$(date) Finished succesfully"\n',
        mode: 0o755,
      },
    },
  }),
  // luksa/kubernetes-in-action: Chapter06/fortune (ubuntu): a new page every ten seconds, or as INTERVAL or the argument says
  described({
    names: 'luksa/fortune',
    base: 'debian',
    mib: 80,
    entrypoint: '/bin/fortuneloop.sh',
    files: {
      '/usr/bin/fortuneloop.sh': {
        kind: 'file',
        content:
          '#!/bin/bash\ntrap "exit" SIGINT\nmkdir -p /var/htdocs\nevery=${1:-${INTERVAL:-10}}\nwhile :; do\n  echo "$(date) Writing fortune to /var/htdocs/index.html"\n  echo "placeholder for a fortune" > /var/htdocs/index.html\n  sleep $every\ndone\n',
        mode: 0o755,
      },
    },
  }),
  // bmuschko/ckad-prep, ckad-study-guide: nodejs-hello-world
  nodeApp('bmuschko/nodejs-hello-world', 3000),
  // wardviaene/kubernetes-course, docker-demo: node on 3000
  nodeApp('wardviaene/k8s-demo wardviaene/docker-demo', 3000),
  // nigelpoulton/getting-started-k8s, TheK8sBook: node on 8080
  nodeApp('nigelpoulton/getting-started-k8s nigelpoulton/k8sbook nigelpoulton/pluralsight-docker-ci', 8080, 30),
  // kodekloudhub/webapp-color: app.py (flask on 8080)
  server('kodekloud/webapp-color mmumshad/simple-webapp-color', 8080, {
    binary: '/usr/local/bin/python',
    cmd: 'app.py',
    term: 'ignore',
  }),
  server('kodekloud/simple-webapp mmumshad/simple-webapp', 8080, {
    binary: '/usr/local/bin/python',
    cmd: 'app.py',
    term: 'ignore',
  }),
  server('kodekloud/webapp-conntest', 8080, { binary: '/usr/local/bin/python', cmd: 'app.py', term: 'ignore' }),
  // kodekloudhub/event-simulator: writes lines, serves nothing
  published({
    names: 'kodekloud/event-simulator',
    base: 'alpine',
    mib: 35,
    binary: '/usr/local/bin/python',
    cmd: 'event-simulator.py',
    term: 'ignore',
  }),
  // dockersamples/example-voting-app: vote and result on 80, worker serves nothing
  server(
    'dockersamples/examplevotingapp_vote kodekloud/examplevotingapp_vote dockersamples/examplevotingapp_result kodekloud/examplevotingapp_result',
    80,
  ),
  published({
    names: 'dockersamples/examplevotingapp_worker kodekloud/examplevotingapp_worker',
    base: 'debian',
    mib: 75,
    binary: '/app/Worker',
  }),
  // sixeyed/kiamol: ASP.NET on 80 (chapters 3 to 12), a shell that sleeps
  ...['ch02-hello-kiamol', 'ch03-numbers-api', 'ch03-numbers-web', 'ch05-pi', 'ch06-pi', 'ch08-numbers-api'].map(
    (name) => server(`kiamol/${name}`, 80, { binary: '/usr/bin/dotnet', base: 'alpine', mib: 50 }),
  ),
  described({ names: 'kiamol/ch03-sleep', base: 'alpine', mib: 5, cmd: 'sleep 3600' }),
  // jpetazzo/container.training: dockercoins, httpenv
  server('dockercoins/hasher dockercoins/rng dockercoins/webui', 80),
  published({
    names: 'dockercoins/worker',
    base: 'alpine',
    mib: 20,
    binary: '/usr/local/bin/python',
    cmd: 'worker.py',
    term: 'ignore',
  }),
  server('jpetazzo/httpenv bretfisher/httpenv', 8888, { base: 'none', mib: 4, term: GO_WITHOUT_HANDLER }),
  published({
    names: 'jpetazzo/shpod',
    base: 'alpine',
    mib: 150,
    binary: '/usr/bin/kubectl',
    entrypoint: '',
    cmd: 'sh',
    tools: 'bash curl git',
  }),
  // learnk8s, mhausenblas/simpleservice (python on 9876), paulbouwer/hello-kubernetes (node on 8080)
  server('learnk8s/app', 8080),
  server('mhausenblas/simpleservice openshiftlabs/simpleservice', 9876),
  nodeApp('paulbouwer/hello-kubernetes', 8080, 45),
  // nginxinc/NGINX-Demos: nginx-hello (80; without privileges 8080)
  server('nginxdemos/hello', 80, { base: 'alpine', mib: 20, binary: '/usr/sbin/nginx', stop: 'SIGQUIT' }),
  server('nginxdemos/nginx-hello', 8080, {
    base: 'alpine',
    mib: 20,
    binary: '/usr/sbin/nginx',
    stop: 'SIGQUIT',
    user: '101',
  }),
  // istio/istio: samples/bookinfo/src (9080)
  ...['productpage-v1', 'details-v1', 'ratings-v1', 'reviews-v1', 'reviews-v2', 'reviews-v3'].map((name) =>
    server(`istio/examples-bookinfo-${name}`, 9080, { mib: 150 }),
  ),
  // istio/istio: samples/httpbin, samples/sleep; postmanlabs/httpbin: gunicorn on 80; mccutchen/go-httpbin: 8080
  server('kennethreitz/httpbin postmanlabs/httpbin', 80, { binary: '/usr/local/bin/gunicorn', mib: 170 }),
  server('mccutchen/go-httpbin', 8080, { base: 'none', mib: 10, binary: '/bin/go-httpbin', user: '65532' }),
  // mendhak/docker-http-https-echo: node on 8080 and 8443, answers to SIGTERM
  server('mendhak/http-https-echo', 8080, {
    base: 'alpine',
    mib: 55,
    binary: '/usr/local/bin/node',
    user: 'node',
    ports: [8080, 8443],
  }),
  // kubernetes/website: hpa-example (php and apache on 80); GoogleCloudPlatform/microservices-demo
  described({
    names: 'hpa-example google_containers/hpa-example',
    mib: 180,
    cmd: 'apache2-foreground',
    stop: 'SIGWINCH',
    dir: '/var/www/html',
    ports: [80],
    programs: '/usr/local/bin/apache2-foreground=apache-html',
  }),
  server('google-samples/microservices-demo/frontend', 8080, { base: 'none', mib: 15, binary: '/src/server' }),
  // microservices-demo/microservices-demo: docs (front-end 8079, the others 80)
  server('weaveworksdemos/front-end', 8079, {
    binary: '/usr/local/bin/node',
    cmd: 'server.js',
    user: 'myuser',
    base: 'alpine',
  }),
  ...['catalogue', 'payment', 'user'].map((name) =>
    server(`weaveworksdemos/${name}`, 80, { base: 'alpine', mib: 20, user: 'myuser' }),
  ),
  ...['carts', 'orders', 'shipping', 'queue-master'].map((name) =>
    server(`weaveworksdemos/${name}`, 80, {
      base: 'alpine',
      mib: 75,
      user: 'myuser',
      binary: '/usr/bin/java',
      term: JAVA_TERM,
    }),
  ),
  // spring-projects/spring-petclinic: 8080
  server('springcommunity/spring-framework-petclinic arey/springboot-petclinic', 8080, {
    mib: 200,
    binary: '/usr/bin/java',
    term: JAVA_TERM,
  }),
  // stacksimplify, richardchesterwood: nginx with a page of theirs; activemq
  server('stacksimplify/kubenginx', 80, { mib: 70, binary: '/usr/sbin/nginx', stop: 'SIGQUIT' }),
  server('richardchesterwood/k8s-fleetman-webapp-angular', 80, { mib: 60, binary: '/usr/sbin/nginx' }),
  server('richardchesterwood/k8s-fleetman-queue', 61616, {
    ports: [8161, 61616],
    mib: 250,
    binary: '/usr/bin/java',
    term: JAVA_TERM,
  }),
  // docker/getting-started: nginx on 80; docker/welcome-to-docker
  server('docker/getting-started docker/welcome-to-docker', 80, { base: 'alpine', mib: 15, binary: '/usr/sbin/nginx' }),
  // training/webapp: python on 5000; scottsbaldwin/docker-hello-world and karthequian/helloworld: nginx on 80
  server('training/webapp', 5000, { binary: '/usr/bin/python', cmd: 'app.py', term: 'ignore', mib: 140 }),
  server('scottsbaldwin/docker-hello-world karthequian/helloworld', 80, { binary: '/usr/sbin/nginx', mib: 70 }),
]
