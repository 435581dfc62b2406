import { setTimeout as wait } from 'node:timers/promises';
import { ask } from '../cluster/api';
import { attempt } from '../connections/attempt';
import { namespaceKeys, servedPorts } from '../world/declared';
import { control, namespaceName } from '../world/world';
import { PolicyManifest } from './policySet';

const longestDelay = 60_000;

const policiesOf = (namespace: string) =>
  `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`;

let gatePort: number | undefined;

/**
 * Opens another port of the control than the one that is open, and waits until it is: what was applied before is most
 * likely in effect then, too. No API tells.
 */
async function waitForEnforcement(answeringAddress: string): Promise<void> {
  const before = gatePort;
  gatePort = servedPorts.find(port => port !== before) ?? servedPorts[0];
  const gate = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'gate', namespace: control.namespace },
    spec: {
      podSelector: { matchLabels: { name: control.answering } },
      ingress: [{ ports: [{ port: gatePort }] }],
    },
  };
  const path = policiesOf(control.namespace);
  await (before === undefined
    ? ask('POST', path, gate)
    : ask('PUT', `${path}/gate`, gate));
  const end = Date.now() + longestDelay;
  const connection = {
    from: { namespace: control.namespace, name: control.asking },
    protocol: 'TCP' as const,
    address: answeringAddress,
    port: gatePort,
  };
  for (;;) {
    await wait(50);
    const [answer] = await attempt([connection]);
    if (answer !== undefined) return;
    if (Date.now() > end) {
      throw new Error(
        `A port that a policy opens stayed closed for ${longestDelay} ms: is NetworkPolicy enforced here?`,
      );
    }
  }
}

/** Replaces all policies of the three namespaces, and waits until that has taken effect. */
export async function applyPolicies(
  policies: readonly PolicyManifest[],
  answeringAddress: string,
): Promise<void> {
  await Promise.all(
    namespaceKeys.map(key => ask('DELETE', policiesOf(namespaceName(key)))),
  );
  await Promise.all(
    policies.map(policy =>
      ask('POST', policiesOf(policy.metadata.namespace), policy),
    ),
  );
  await waitForEnforcement(answeringAddress);
}
