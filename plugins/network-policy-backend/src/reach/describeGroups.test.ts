import { describeGroups } from './describeGroups';

describe('describeGroups', () => {
  it('makes one group of what differs in the labels of a rollout only', () => {
    expect(
      describeGroups([
        {
          labels: { app: 'shop', 'pod-template-hash': 'a' },
          allowed: true,
          pods: 2,
        },
        {
          labels: { 'pod-template-hash': 'b', app: 'shop' },
          allowed: true,
          pods: 1,
        },
        { labels: { app: 'batch' }, allowed: false, pods: 4 },
      ]),
    ).toEqual([
      { labels: { app: 'shop' }, allowed: true, pods: 3 },
      { labels: { app: 'batch' }, allowed: false, pods: 4 },
    ]);
  });

  it('keeps the labels of a rollout where they tell who can connect', () => {
    const groups = [
      {
        labels: { app: 'db', 'statefulset.kubernetes.io/pod-name': 'db-0' },
        allowed: true,
        pods: 1,
      },
      {
        labels: { app: 'db', 'statefulset.kubernetes.io/pod-name': 'db-1' },
        allowed: false,
        pods: 1,
      },
    ];

    expect(describeGroups(groups)).toEqual(groups);
  });
});
