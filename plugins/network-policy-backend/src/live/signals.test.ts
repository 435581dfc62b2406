import {
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  SignalPayload,
  signalsServiceRef,
} from '@backstage/plugin-signals-node';
import { networkPolicyProberExtensionPoint } from 'backstage-plugin-network-policy-node';
import request from 'supertest';
import { eventually } from '../__testUtils__/eventually';
import { policy } from '../__testUtils__/fixtures';
import { base, startProbes } from '../__testUtils__/startProbes';

jest.setTimeout(30_000);

/** Starts the plugin with signals that are kept, and a prober that waits until it is let go. */
const setUp = async () => {
  const signals = new Array<SignalPayload>();
  let letGo = () => {};
  const waiting = new Promise<void>(resolve => {
    letGo = resolve;
  });
  const started = await startProbes({
    features: [
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({
          publish: async signal => void signals.push(signal),
        }),
      }),
      createBackendModule({
        pluginId: 'network-policy',
        moduleId: 'waiting-prober',
        register(registration) {
          registration.registerInit({
            deps: { probers: networkPolicyProberExtensionPoint },
            init: async ({ probers }) =>
              probers.setProber({
                probe: async () => {
                  await waiting;
                  return { outcome: 'connected', steps: {} };
                },
              }),
          });
        },
      }),
    ],
  });
  // A first look that waited for the cluster would make the backend rest for long, and a card that is not live yet
  // changes by itself.
  await eventually(async () => {
    const { body } = await request(started.server).get(
      `${base}/web/reach/north/default/namespaces`,
    );
    expect(body.health).toMatchObject({ state: 'live' });
  });
  await started.reach();
  return { ...started, signals, letGo };
};

const aboutWeb: SignalPayload = {
  recipients: { type: 'user', entityRef: ['user:default/mock'] },
  channel: 'network-policy:reach',
  message: { entityRef: 'component:default/web' },
};

describe('those who look at a card', () => {
  it('are told of a policy that has changed, a probe run that has begun, and that it has ended', async () => {
    const { cluster, start, ended, signals, letGo } = await setUp();

    const ingress = [{ from: [{ namespaceSelector: {} }] }];
    cluster.put('networkpolicies', policy('db-open', 'db', { ingress }));
    cluster.put('networkpolicies', policy('web-open', 'web', { ingress }));
    await eventually(() => expect(signals).toEqual([aboutWeb]));

    // Nothing happens in the cluster any more that could be told together with the run.
    const { body } = await start();
    await eventually(() => expect(signals).toEqual([aboutWeb, aboutWeb]));

    letGo();
    await ended(body.id);
    await eventually(() =>
      expect(signals).toEqual([aboutWeb, aboutWeb, aboutWeb]),
    );
  });

  it('hear nothing of runs of what they do not look at', async () => {
    const { server, start, ended, signals, letGo } = await setUp();
    const from = ['secondary'];
    letGo();

    const other = await request(server)
      .post(`${base}/database/probe-runs`)
      .send({ cluster: 'north', namespace: 'default', from });
    expect(other.status).toBe(202);
    await eventually(async () => {
      const { body } = await request(server).get(
        `${base}/database/probe-runs/${other.body.id}`,
      );
      expect(body.state).toBe('finished');
    });
    await ended((await start()).body.id);

    await eventually(() => expect(signals).not.toEqual([]));
    expect(signals).toEqual(signals.map(() => aboutWeb));
  });
});
