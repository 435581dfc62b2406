import { KubernetesObject } from '../clusters/kubernetesObject';
import { foreignError, managementOf } from './management';

const policy = (
  labels: Record<string, string>,
  managers: Record<string, 'spec' | 'metadata'>,
): KubernetesObject => ({
  metadata: {
    name: 'web',
    namespace: 'default',
    labels,
    annotations: {
      'network-policy.backstage.io/requested-by': 'user:default/dana',
    },
    managedFields: Object.entries(managers).map(([manager, owns]) => ({
      manager,
      time: '2026-11-22T10:00:00Z',
      fieldsV1: { [`f:${owns}`]: {} },
    })),
  },
});

const ours = { 'app.kubernetes.io/managed-by': 'backstage' };

describe('managementOf', () => {
  it('is ours with the label and our field manager alone', () => {
    expect(
      managementOf(
        policy(ours, { 'backstage-network-policy': 'spec', other: 'metadata' }),
      ),
    ).toEqual({
      by: 'us',
      requestedBy: 'user:default/dana',
      appliedAt: '2026-11-22T10:00:00Z',
    });
  });

  it('is not ours when somebody else owns some of the spec', () => {
    expect(
      managementOf(
        policy(ours, { 'backstage-network-policy': 'spec', kubectl: 'spec' }),
      ),
    ).toEqual({ by: 'others', managers: ['kubectl'] });
  });

  it('is not ours when it is not known who applied it', () => {
    expect(managementOf(policy(ours, {}))).toEqual({
      by: 'others',
      managers: [],
    });
  });

  it('is not ours without the label', () => {
    expect(
      managementOf(policy({}, { 'backstage-network-policy': 'spec' })),
    ).toEqual({ by: 'others', managers: [] });
  });
});

describe('foreignError', () => {
  it('names the managers', () => {
    expect(foreignError(policy({}, {}), ['kubectl', 'helm']).message).toBe(
      'NetworkPolicy default/web is managed by kubectl and helm; it was left unchanged',
    );
    expect(foreignError(policy({}, {}), []).message).toBe(
      'NetworkPolicy default/web is not managed by this portal; it was left unchanged',
    );
  });
});
