import { ClusterFailureKind, unreachable } from '../clusters/clusterFailure';
import { WatchRecord } from './WatchRecord';
import { WatchResult } from './watchOnce';

const ended = (end: WatchResult['end'], hasEvents = false): WatchResult => ({
  version: '1',
  end,
  hasEvents,
  isRenewed: false,
});

const failure = (kind: ClusterFailureKind) => ({
  ...unreachable('why'),
  kind,
});

const judgeAll = (record: WatchRecord, ...results: WatchResult[]) =>
  results.map(result => record.judge(result).next);

describe('WatchRecord', () => {
  it('watches on after a watch has ended', () => {
    expect(
      judgeAll(new WatchRecord(), ended('over'), ended('over', true)),
    ).toEqual(['watch', 'watch']);
  });

  it('lists again at once when a version is forgotten, but not again and again', () => {
    const expired = failure('expired');

    expect(
      judgeAll(
        new WatchRecord(),
        ended(expired, true),
        ended(expired, true),
        ended(expired),
        ...new Array(4).fill(ended(expired)),
      ),
    ).toEqual(['relist', 'relist', 'retry', 'retry', 'retry', 'retry', 'poll']);
  });

  it('lists after three failures, and polls after six', () => {
    const record = new WatchRecord();
    const results = new Array(6).fill(ended(failure('unreachable')));

    expect(results.map(result => record.judge(result))).toEqual([
      expect.objectContaining({ next: 'retry', relist: false }),
      expect.objectContaining({ next: 'retry', relist: false }),
      expect.objectContaining({ next: 'retry', relist: true }),
      expect.objectContaining({ next: 'retry', relist: false }),
      expect.objectContaining({ next: 'retry', relist: false }),
      expect.objectContaining({ next: 'poll' }),
    ]);
  });

  it('blames no watch for a cluster that is down altogether', () => {
    const record = new WatchRecord();
    const results = new Array(5).fill(ended(failure('unreachable')));
    judgeAll(record, ...results);

    record.forget();

    expect(record.judge(results[0]).next).toBe('retry');
  });

  it.each(['forbidden', 'unsupported', 'not-found'] as const)(
    'polls at once when watching is %s, and tries once later',
    kind => {
      const record = new WatchRecord();

      expect(
        judgeAll(
          record,
          ended(failure(kind)),
          ended(failure('unreachable')),
          ended('silent'),
        ),
      ).toEqual(['poll', 'poll', 'poll']);
      expect(judgeAll(record, ended('over', true), ended('silent'))).toEqual([
        'watch',
        'watch',
      ]);
    },
  );
});
