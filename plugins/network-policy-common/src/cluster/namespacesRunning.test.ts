import { pod, snapshot } from '../testing/snapshotOf';
import { IndexedCluster } from './IndexedCluster';
import { namespacesRunning } from './namespacesRunning';

const web = { matchLabels: { app: 'web' }, matchExpressions: [] };

describe('namespacesRunning', () => {
  it('names the namespaces of pods that are selected and run, in order', () => {
    const cluster = IndexedCluster.from(
      snapshot({
        pods: [
          pod('b/db', { app: 'db' }),
          pod('b/web', { app: 'web' }),
          pod('a/web', { app: 'web', tier: 'front' }),
          pod('c/web', { app: 'web' }, { phase: 'Succeeded' }),
          pod('d/db', { app: 'db' }),
        ],
      }),
    );

    expect(namespacesRunning(cluster, web)).toEqual(['a', 'b']);
  });
});
