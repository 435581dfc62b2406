import { ApiAnswer } from './client';
import { listResources } from './listResources';

interface FakeApi {
  /** Objects by the path of their list. */
  lists: Record<string, object[]>;
  /** Resources by group and version. */
  groups?: Record<string, { name: string; kind: string; verbs?: string[] }[]>;
  /** Answers instead of a list, each once for every item. */
  instead?: Record<string, ApiAnswer[]>;
}

const forbidden: ApiAnswer = { ok: false, status: 403, message: 'forbidden' };

/** An API server that gives two objects a page. */
function fakeApi({ lists, groups = {}, instead = {} }: FakeApi) {
  const asked: string[] = [];
  const get = async (path: string): Promise<ApiAnswer> => {
    asked.push(path);
    const url = new URL(path, 'http://fake');
    const { pathname } = url;
    const other = instead[pathname]?.shift();
    if (other) {
      return other;
    }
    if (pathname === '/apis') {
      const names = Object.keys(groups);
      return {
        ok: true,
        body: {
          groups: names.map(groupVersion => ({
            name: groupVersion.split('/')[0],
            versions: [{ groupVersion }],
          })),
        },
      };
    }
    const resources = groups[pathname.replace('/apis/', '')];
    if (resources) {
      return {
        ok: true,
        body: {
          resources: resources.map(resource => ({
            verbs: ['list'],
            ...resource,
          })),
        },
      };
    }
    const all = lists[pathname] ?? [];
    const start = Number(url.searchParams.get('continue') ?? 0);
    const next = start + 2 < all.length ? String(start + 2) : undefined;
    return {
      ok: true,
      body: {
        items: all.slice(start, start + 2),
        metadata: { continue: next },
      },
    };
  };
  return { get, asked };
}

const named = (...names: string[]) =>
  names.map(name => ({ metadata: { name } }));

const list = (api: ReturnType<typeof fakeApi>) =>
  listResources(api.get, () => {});

describe('reading a cluster', () => {
  it('takes every page of every list, and says what each item is', async () => {
    const api = fakeApi({
      lists: {
        '/api/v1/pods': named('a', 'b', 'c', 'd', 'e'),
        '/apis/networking.k8s.io/v1/networkpolicies': named('p'),
      },
    });
    let counted = 0;
    const { objects, notEvaluated } = await listResources(api.get, count => {
      counted += count;
    });
    expect(objects).toEqual([
      ...['a', 'b', 'c', 'd', 'e'].map(name => ({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name },
      })),
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'p' },
      },
    ]);
    expect(notEvaluated).toEqual([]);
    expect(counted).toBe(6);
    expect(api.asked).toContain('/api/v1/pods?limit=500&continue=4');
  });

  it('begins a list again when its next page has expired', async () => {
    const late: ApiAnswer = { ok: false, status: 410, message: 'too old' };
    const api = fakeApi({
      lists: { '/api/v1/pods': named('a', 'b', 'c') },
      instead: { '/api/v1/pods': [late] },
    });
    expect((await list(api)).objects).toHaveLength(3);
  });

  it('says what it may not list, and reads the rest', async () => {
    const api = fakeApi({
      lists: { '/api/v1/pods': named('a') },
      instead: { '/api/v1/nodes': [forbidden], '/apis': [forbidden] },
    });
    const { objects, notEvaluated } = await list(api);
    expect(objects).toHaveLength(1);
    expect(notEvaluated).toEqual([
      'Which other kinds of policies the cluster has could not be found out: forbidden.',
      'nodes could not be listed: forbidden.',
    ]);
  });

  it('fails where nothing may be listed', async () => {
    const get = async () => forbidden;
    await expect(listResources(get, () => {})).rejects.toThrow('forbidden');
  });

  it('finds the cluster-wide policies and those of other engines, each once', async () => {
    const anp = { name: 'adminnetworkpolicies', kind: 'AdminNetworkPolicy' };
    const cilium = {
      name: 'ciliumnetworkpolicies',
      kind: 'CiliumNetworkPolicy',
    };
    const api = fakeApi({
      groups: {
        'policy.networking.k8s.io/v1alpha1': [
          anp,
          { ...anp, name: 'adminnetworkpolicies/status' },
        ],
        'cilium.io/v2': [
          cilium,
          { name: 'ciliumendpoints', kind: 'CiliumEndpoint' },
        ],
        'cilium.io/v2alpha1': [cilium],
        'apps/v1': [{ name: 'deployments', kind: 'Deployment' }],
      },
      lists: {
        '/apis/policy.networking.k8s.io/v1alpha1/adminnetworkpolicies':
          named('a'),
        '/apis/cilium.io/v2/ciliumnetworkpolicies': named('c'),
        '/apis/cilium.io/v2alpha1/ciliumnetworkpolicies': named('c'),
        '/apis/cilium.io/v2/ciliumendpoints': named('e'),
        '/apis/apps/v1/deployments': named('d'),
      },
    });
    expect((await list(api)).objects).toEqual([
      {
        apiVersion: 'policy.networking.k8s.io/v1alpha1',
        kind: 'AdminNetworkPolicy',
        metadata: { name: 'a' },
      },
      {
        apiVersion: 'cilium.io/v2',
        kind: 'CiliumNetworkPolicy',
        metadata: { name: 'c' },
      },
    ]);
  });
});
