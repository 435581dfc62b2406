import { requireOwnAccount } from './requireOwnAccount';

const key = 'networkPolicy.clusters.0.writer';
const ofPod = { authProvider: 'serviceAccount' };
const ofReader = { ...ofPod, serviceAccountToken: 'reader' };

describe('requireOwnAccount', () => {
  it.each([
    [{ inCluster: true }, ofPod],
    [{ token: 'reader' }, ofReader],
  ])('refuses %j beside %j', (credential, entry) => {
    expect(() => requireOwnAccount(key, credential, entry)).toThrow(
      `${key} is the account of the kubernetes plugin too`,
    );
  });

  it.each([
    [{ inCluster: true }, ofReader],
    [{ inCluster: true }, { authProvider: 'aws' }],
    [{ token: 'writer' }, ofReader],
    [{ tokenFile: '/token' }, ofReader],
    [{ token: 'writer' }, undefined],
  ])('takes %j beside %j', (credential, entry) => {
    expect(() => requireOwnAccount(key, credential, entry)).not.toThrow();
  });
});
