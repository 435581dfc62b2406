import { HostileRequest, changed } from './hostile';
import { oneChange, probeJob, refusedJob } from './probeJob';

const pod = 'spec template spec';
const container = `${pod} containers 0`;

const node = 'a probe shares nothing of its node';
const place = 'a probe does not choose where and before whom it runs';
const settingsOf =
  'a container of a probe has no settings, files, ports or hooks';
const rightsOf = 'a container of a probe has no rights on its node';
const oneConnection =
  'a container of a probe makes one TCP connection and nothing else';
const target =
  "a probe connects to a Service of its cluster, or to an IP address that is not its own node's";

/** Jobs whose pod could do more than make one connection. */
export function hostilePods(): HostileRequest[] {
  const base = probeJob();
  const [first] = base.spec.template.spec.containers;
  const withArgs = (...args: string[]) => oneChange(`${container} args`, args);
  return [
    refusedJob(
      'a Job on the network of the node',
      oneChange(`${pod} hostNetwork`, true),
      node,
    ),
    refusedJob(
      'a Job among the processes of the node',
      oneChange(`${pod} hostPID`, true),
      node,
    ),
    refusedJob(
      'a Job in the IPC namespace of the node',
      oneChange(`${pod} hostIPC`, true),
      node,
    ),
    refusedJob(
      'a Job with the users of the node',
      oneChange(`${pod} hostUsers`, true),
      node,
    ),
    refusedJob(
      'a volume of a Secret',
      changed(
        base,
        [`${pod} volumes`, [{ name: 's', secret: { secretName: 's' } }]],
        [`${container} volumeMounts`, [{ name: 's', mountPath: '/s' }]],
      ),
      node,
    ),
    refusedJob(
      'a volume of the node',
      oneChange(`${pod} volumes`, [{ name: 'h', hostPath: { path: '/' } }]),
      node,
    ),
    refusedJob(
      'host names of its own',
      oneChange(`${pod} hostAliases`, [{ ip: '10.0.0.1', hostnames: ['a'] }]),
      node,
    ),
    refusedJob(
      'another image',
      oneChange(`${container} image`, 'busybox'),
      'the image is not among those that the parameter allows',
    ),
    refusedJob(
      'another command',
      oneChange(`${container} command`, ['/bin/sh']),
      oneConnection,
    ),
    refusedJob(
      'a server instead of a connection',
      withArgs('netexec', '--timeout=2s', '--protocol=tcp', '10.244.0.1:80'),
      oneConnection,
    ),
    refusedJob(
      'UDP',
      withArgs('connect', '--timeout=2s', '--protocol=udp', '10.244.0.1:80'),
      oneConnection,
    ),
    refusedJob(
      'a long time limit',
      withArgs('connect', '--timeout=90s', '--protocol=tcp', '10.244.0.1:80'),
      oneConnection,
    ),
    refusedJob(
      'an argument more',
      withArgs(
        'connect',
        '--timeout=2s',
        '--protocol=tcp',
        '10.244.0.1:80',
        '--x',
      ),
      oneConnection,
    ),
    refusedJob(
      'a target outside of the cluster',
      withArgs('connect', '--timeout=2s', '--protocol=tcp', 'example.com:80'),
      target,
    ),
    refusedJob(
      'the metadata address of the cloud',
      withArgs(
        'connect',
        '--timeout=2s',
        '--protocol=tcp',
        '169.254.169.254:80',
      ),
      target,
    ),
    refusedJob(
      'the loopback address',
      withArgs('connect', '--timeout=2s', '--protocol=tcp', '[::1]:80'),
      target,
    ),
    refusedJob(
      'a service account',
      oneChange(`${pod} serviceAccountName`, 'admin'),
      'a probe holds no credentials',
    ),
    refusedJob(
      'a token of the service account',
      oneChange(`${pod} automountServiceAccountToken`, true),
      'a probe holds no credentials',
    ),
    refusedJob(
      'no word about the token',
      oneChange(`${pod} automountServiceAccountToken`, undefined),
      'a probe holds no credentials',
    ),
    refusedJob(
      'a Secret for pulling images',
      oneChange(`${pod} imagePullSecrets`, [{ name: 's' }]),
      'a probe holds no credentials',
    ),
    refusedJob(
      'a privileged container',
      changed(
        base,
        [`${container} securityContext privileged`, true],
        [`${container} securityContext allowPrivilegeEscalation`, true],
      ),
      rightsOf,
    ),
    refusedJob(
      'a capability',
      oneChange(`${container} securityContext capabilities add`, ['NET_ADMIN']),
      rightsOf,
    ),
    refusedJob(
      'a writable file system',
      oneChange(`${container} securityContext readOnlyRootFilesystem`, false),
      rightsOf,
    ),
    refusedJob(
      'root, by the container',
      oneChange(`${container} securityContext runAsUser`, 0),
      rightsOf,
    ),
    refusedJob(
      'root, by the pod',
      changed(
        base,
        [`${pod} securityContext runAsUser`, 0],
        [`${pod} securityContext runAsNonRoot`, false],
      ),
      'a probe runs as a user that owns nothing',
    ),
    refusedJob(
      'sysctls',
      oneChange(`${pod} securityContext sysctls`, [
        { name: 'net.ipv4.ip_unprivileged_port_start', value: '0' },
      ]),
      'a probe runs as a user that owns nothing',
    ),
    refusedJob(
      'a container of another name',
      changed(base, [
        `${pod} containers`,
        [...base.spec.template.spec.containers, { ...first, name: 'third' }],
      ]),
      'a probe has one or two containers',
    ),
    refusedJob(
      'a container that runs before',
      oneChange(`${pod} initContainers`, [{ ...first, name: 'init' }]),
      'a probe has one or two containers',
    ),
    refusedJob(
      'a setting of a Secret',
      oneChange(`${container} env`, [
        { name: 'A', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
      ]),
      settingsOf,
    ),
    refusedJob(
      'all settings of a Secret',
      oneChange(`${container} envFrom`, [{ secretRef: { name: 's' } }]),
      settingsOf,
    ),
    refusedJob(
      'a question of the node to an address',
      oneChange(`${container} lifecycle`, {
        preStop: { httpGet: { host: '10.0.0.1', port: 80 } },
      }),
      settingsOf,
    ),
    refusedJob(
      'a port of the node',
      oneChange(`${container} ports`, [{ containerPort: 80, hostPort: 80 }]),
      settingsOf,
    ),
    refusedJob(
      'a node of its choice',
      oneChange(`${pod} nodeName`, 'node1'),
      place,
    ),
    refusedJob(
      'kinds of nodes of its choice',
      oneChange(`${pod} nodeSelector`, { a: 'b' }),
      place,
    ),
    refusedJob(
      'nodes that others may not use',
      oneChange(`${pod} tolerations`, [{ operator: 'Exists' }]),
      place,
    ),
    refusedJob(
      'a high priority',
      oneChange(`${pod} priorityClassName`, 'system-node-critical'),
      place,
    ),
    refusedJob(
      'a runtime of its choice',
      oneChange(`${pod} runtimeClassName`, 'x'),
      place,
    ),
    refusedJob(
      'name servers of its own',
      oneChange(`${pod} dnsConfig nameservers`, ['10.0.0.1']),
      'a probe has the DNS of its cluster',
    ),
    refusedJob(
      'more than it needs of the node',
      oneChange(`${container} resources limits`, { cpu: '4', memory: '8Gi' }),
      'a container of a probe takes at most',
    ),
    refusedJob(
      'no limits',
      oneChange(`${container} resources`, {}),
      'a container of a probe takes at most',
    ),
  ];
}
