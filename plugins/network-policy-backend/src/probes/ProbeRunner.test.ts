import { mockServices } from '@backstage/backend-test-utils';
import { ProbeAttempt, ProbeRun } from 'backstage-plugin-network-policy-common';
import { Prober } from 'backstage-plugin-network-policy-node';
import { ProbeRunner } from './ProbeRunner';
import { ProbeRunStore } from './ProbeRunStore';
import { RunCancelled } from './runEnd';
import { ConfirmTarget } from './RunPlanner';

const run = (id: string, cluster: string, namespaces: string[]): ProbeRun => ({
  id,
  cluster,
  entityRef: 'component:default/web',
  namespace: 'default',
  target: 'web.default.svc:80',
  state: 'running',
  requestedBy: 'user:default/dana',
  startedAt: '2026-11-22T10:00:00.000Z',
  attempts: namespaces.map(namespace => ({
    namespace,
    purpose: 'requested',
    state: 'waiting',
    expected: 'allowed',
    timeoutMs: 2000,
  })),
});

const target: ConfirmTarget = async () => ({
  ok: true,
  target: { podAddress: '10.0.0.1', port: 80, protocol: 'TCP' },
});

const setUp = (probe: Prober['probe'], concurrency = 2, maxWaitMs?: number) => {
  const saved = new Array<[string, ProbeAttempt]>();
  const ended = new Array<[string, string]>();
  const runs: Pick<ProbeRunStore, 'saveAttempt' | 'end'> = {
    saveAttempt: async (id, attempt) => {
      saved.push([id, attempt]);
      return true;
    },
    end: async (id, state) => {
      ended.push([id, state]);
      return true;
    },
  };
  const runner = new ProbeRunner({
    prober: { probe },
    runs,
    logger: mockServices.logger.mock(),
    concurrency,
    maxWaitMs,
  });
  return { runner, saved, ended, runs };
};

/** Remembers how many probes ran at once, over all and for each namespace. */
const counting = () => {
  const now = new Map<string, number>();
  const most = new Map<string, number>();
  const count = (key: string, change: number) => {
    now.set(key, (now.get(key) ?? 0) + change);
    most.set(key, Math.max(most.get(key) ?? 0, now.get(key) ?? 0));
  };
  const probe: Prober['probe'] = async ({ cluster, sourceNamespace }) => {
    const keys = [cluster, `${cluster}/${sourceNamespace}`];
    keys.forEach(key => count(key, 1));
    await new Promise(resolve => setTimeout(resolve, 20));
    keys.forEach(key => count(key, -1));
    return { outcome: 'connected', steps: {} };
  };
  return { probe, most };
};

const { signal } = new AbortController();

describe('ProbeRunner', () => {
  it('runs a bounded number at once in a cluster, and one in a namespace', async () => {
    const { probe, most } = counting();
    const { runner, ended } = setUp(probe);

    await Promise.all([
      runner.execute(run('1', 'north', ['a', 'b', 'c', 'd']), target, signal),
      runner.execute(run('2', 'north', ['a', 'b']), target, signal),
      runner.execute(run('3', 'south', ['a']), target, signal),
    ]);

    expect(Object.fromEntries(most)).toEqual({
      north: 2,
      south: 1,
      'north/a': 1,
      'north/b': 1,
      'north/c': 1,
      'north/d': 1,
      'south/a': 1,
    });
    expect(ended).toEqual(
      expect.arrayContaining([
        ['1', 'finished'],
        ['2', 'finished'],
        ['3', 'finished'],
      ]),
    );
  });

  it('stores each attempt as it is done, and judges it', async () => {
    const { runner, saved } = setUp(async ({ sourceNamespace }) => ({
      outcome: sourceNamespace === 'a' ? 'connected' : 'timed-out',
      steps: {},
    }));

    await runner.execute(run('1', 'north', ['a', 'b']), target, signal);

    expect(
      saved.map(([, { namespace, outcome, agreement }]) => [
        namespace,
        outcome,
        agreement,
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['a', 'connected', 'agrees'],
        ['b', 'timed-out', 'blocked-though-allowed'],
      ]),
    );
  });

  it('judges by what the pod itself said, not by the Service alone', async () => {
    const { runner, saved } = setUp(async () => ({
      outcome: 'timed-out',
      steps: { service: 'timed-out', pod: 'connected' },
    }));
    const denied = run('1', 'north', ['a']);
    denied.attempts[0].expected = 'denied';

    await runner.execute(denied, target, signal);

    expect(saved[0][1].agreement).toBe('open-though-denied');
  });

  it('stores the judgement of an attempt after the attempt', async () => {
    const { runner, saved, runs } = setUp(async ({ sourceNamespace }) => ({
      outcome: sourceNamespace === 'a' ? 'timed-out' : 'connected',
      steps: {},
    }));
    const { saveAttempt } = runs;
    runs.saveAttempt = async (id, attempt) => {
      const isFirst = attempt.agreement === undefined;
      await new Promise(resolve => setTimeout(resolve, isFirst ? 30 : 0));
      return saveAttempt(id, attempt);
    };

    await runner.execute(run('1', 'north', ['a', 'b']), target, signal);

    const ofA = saved.filter(([, { namespace }]) => namespace === 'a');
    expect(ofA.map(([, { agreement }]) => agreement)).toEqual([
      undefined,
      'blocked-though-allowed',
    ]);
  });

  it('ends as interrupted when an outcome cannot be stored', async () => {
    const { runner, saved, ended, runs } = setUp(async () => ({
      outcome: 'connected',
      steps: {},
    }));
    const { saveAttempt } = runs;
    runs.saveAttempt = async (id, attempt) => {
      if (attempt.namespace === 'a' && saved.length === 0) {
        throw new Error('disk full');
      }
      return saveAttempt(id, attempt);
    };

    await expect(
      runner.execute(run('1', 'north', ['a', 'b']), target, signal),
    ).rejects.toThrow('disk full');
    expect(ended).toEqual([['1', 'interrupted']]);
  });

  it('takes a prober that throws for one that did not run', async () => {
    const { runner, saved, ended } = setUp(async () => {
      throw new Error('no such cluster');
    });

    await runner.execute(run('1', 'north', ['a']), target, signal);

    expect(saved[0][1]).toMatchObject({
      outcome: 'not-run',
      detail: 'The prober failed: no such cluster',
      agreement: 'unknown',
    });
    expect(ended).toEqual([['1', 'finished']]);
  });

  it('ends as cancelled when a person cancels it, and begins nothing else', async () => {
    const cancelling = new AbortController();
    const seen = new Array<string>();
    const { runner, ended } = setUp(async ({ sourceNamespace }) => {
      seen.push(sourceNamespace);
      cancelling.abort(new RunCancelled());
      return { outcome: 'not-run', steps: {} };
    }, 1);

    await runner.execute(
      run('1', 'north', ['a', 'b']),
      target,
      cancelling.signal,
    );

    expect(seen).toEqual(['a']);
    expect(ended).toEqual([['1', 'cancelled']]);
  });

  it('connects to the target as it is then, and not when it is another one by then', async () => {
    const probed = new Array<string | undefined>();
    const { runner, saved } = setUp(async request => {
      probed.push(request.target.podAddress);
      return { outcome: 'connected', steps: {} };
    }, 1);
    const answers: Awaited<ReturnType<ConfirmTarget>>[] = [
      {
        ok: true,
        target: { podAddress: '10.0.0.7', port: 80, protocol: 'TCP' },
      },
      { ok: false, because: 'it is gone' },
    ];

    await runner.execute(
      run('1', 'north', ['a', 'b']),
      async () => answers.shift()!,
      signal,
    );

    expect(probed).toEqual(['10.0.0.7']);
    expect(
      saved.find(([, { namespace }]) => namespace === 'b')?.[1],
    ).toMatchObject({
      outcome: 'not-run',
      detail: 'It was not made: it is gone',
    });
  });

  it('makes no attempt whose turn did not come in time, and says so', async () => {
    const { runner, saved, ended } = setUp(
      async () => {
        await new Promise(resolve => setTimeout(resolve, 100));
        return { outcome: 'connected', steps: {} };
      },
      1,
      40,
    );

    await runner.execute(run('1', 'north', ['a', 'b']), target, signal);

    expect(saved[0][1]).toMatchObject({
      namespace: 'b',
      outcome: 'not-run',
      detail: expect.stringContaining('its turn did not come within'),
    });
    expect(ended).toEqual([['1', 'finished']]);
  });

  it('ends as interrupted when the portal stops, and stores nothing it did not see', async () => {
    const stopping = new AbortController();
    const { runner, saved, ended } = setUp(async () => {
      stopping.abort();
      return { outcome: 'not-run', steps: {} };
    }, 1);

    await runner.execute(
      run('1', 'north', ['a', 'b']),
      target,
      stopping.signal,
    );

    expect(saved).toEqual([]);
    expect(ended).toEqual([['1', 'interrupted']]);
  });

  it('stops when the run is no longer of this replica, and stores nothing else', async () => {
    const seen = new Array<string>();
    const { runner, runs } = setUp(
      async ({ sourceNamespace }, { signal: stop }) => {
        seen.push(sourceNamespace);
        if (sourceNamespace !== 'a') {
          await new Promise(resolve => stop.addEventListener('abort', resolve));
        }
        return { outcome: 'connected', steps: {} };
      },
    );
    const stored = new Array<string>();
    runs.saveAttempt = async (_, { namespace }) => {
      stored.push(namespace);
      return false;
    };
    runs.end = async () => false;

    await expect(
      runner.execute(run('1', 'north', ['a', 'b', 'c', 'd']), target, signal),
    ).resolves.toBe(false);

    expect(seen).toEqual(['a', 'b', 'c']);
    expect(stored).toEqual(['a']);
  });
});
