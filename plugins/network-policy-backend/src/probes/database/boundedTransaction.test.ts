import { setTimeout as sleep } from 'node:timers/promises';
import { describeOnDatabases } from '../../__testUtils__/onDatabases';
import { attempt, putRun } from '../../__testUtils__/storedRuns';
import { endAbandonedRuns } from './abandonedRuns';
import { boundedTransaction } from './boundedTransaction';
import { RunRow } from './rows';

describeOnDatabases('boundedTransaction', ({ open, replicasShareIt }) => {
  it('does all or nothing', async () => {
    const client = await open();
    const put = (id: string) =>
      boundedTransaction(client, async transaction => {
        await putRun(transaction, id, [attempt('a')]);
        if (id === 'half') {
          throw new Error('half-way');
        }
        return id;
      });

    await expect(put('whole')).resolves.toBe('whole');
    await expect(put('half')).rejects.toThrow('half-way');

    await expect(client('probe_runs').select('id')).resolves.toEqual([
      { id: 'whole' },
    ]);
  });

  if (replicasShareIt) {
    it('lets go of what a replica locked that stands still', async () => {
      const client = await open();
      await putRun(client, 'run', [attempt('a')], {
        state: 'running',
        lease_expires_at: '2020-01-01T00:00:00.000Z',
      });
      let goOn = () => {};
      const stalled = boundedTransaction(
        client,
        async transaction => {
          await transaction<RunRow>('probe_runs')
            .where({ id: 'run' })
            .update({ lease_expires_at: '2999-01-01T00:00:00.000Z' });
          await new Promise<void>(resolve => {
            goOn = resolve;
          });
        },
        200,
      );
      await sleep(100);

      const [ended] = await endAbandonedRuns(client);
      goOn();

      expect(ended.id).toBe('run');
      await expect(stalled).rejects.toThrow();
      await expect(
        client<RunRow>('probe_runs').select('state', 'lease_expires_at'),
      ).resolves.toEqual([
        { state: 'interrupted', lease_expires_at: '2020-01-01T00:00:00.000Z' },
      ]);
    });
  }
});
