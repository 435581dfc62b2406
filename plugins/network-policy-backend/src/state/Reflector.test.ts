import { eventually } from '../__testUtils__/eventually';
import { Backoff } from './Backoff';
import { ObjectStore } from './ObjectStore';
import { ObjectSource } from './ObjectSource';
import { noMeter } from './StateMeter';
import { Reflector } from './Reflector';
import { usualTiming } from './timing';
import { watchedKinds } from './watchedKinds';

const timing = { ...usualTiming, firstRetryMs: 5, lastRetryMs: 10 };

/** Runs a reflector of the first kind until `look` is content. */
const run = async (
  source: Partial<ObjectSource>,
  look: (reflector: Reflector) => void,
) => {
  const stopping = new AbortController();
  const reflector = new Reflector({
    meter: noMeter,
    kind: watchedKinds[0],
    source: {
      objects: 'namespaces',
      list: async () => ({ ok: true, value: { version: '7' } }),
      checkVersion: async () => ({ ok: true, value: {} }),
      watch: async ({ signal }) => {
        await new Promise(resolve => signal.addEventListener('abort', resolve));
        return { ok: true, value: 'cut' };
      },
      ...source,
    },
    store: new ObjectStore(() => {}),
    backoff: new Backoff(timing, timing.lastRetryMs),
    timing,
    pollMs: 10,
    onStatus: () => {},
    onSilence: () => {},
  });
  const ended = reflector.run(stopping.signal);
  await eventually(() => look(reflector));
  stopping.abort();
  await ended;
};

describe('Reflector', () => {
  it('takes a fault of our own for a failure, and tries again', async () => {
    const list = jest.fn(async () => {
      if (list.mock.calls.length < 3) {
        throw new Error('a bug');
      }
      return { ok: true, value: { version: '7' } } as const;
    });

    await run({ list }, ({ isSynced, version }) => {
      expect(isSynced).toBe(true);
      expect(version).toBe('7');
    });

    expect(list).toHaveBeenCalledTimes(3);
  });

  it('says why it fails', async () => {
    await run(
      {
        list: async () => {
          throw new Error('a bug');
        },
      },
      ({ status }) =>
        expect(status).toMatchObject({
          state: 'failing',
          verb: 'list',
          failure: { message: expect.stringContaining('a bug') },
        }),
    );
  });
});
