import { createProgress } from './progress';

function run(isTTY: boolean, times: readonly number[]) {
  let time = 0;
  const written: string[] = [];
  const progress = createProgress(
    { isTTY, write: text => written.push(text) },
    () => time,
  );
  for (const at of times) {
    time = at;
    progress.report('Reading files', at, 20_000);
  }
  progress.end();
  return written;
}

describe('progress', () => {
  it('says nothing of work that takes less than a second', () => {
    expect(run(true, [0, 500, 999])).toEqual([]);
  });

  it('moves on one line of a terminal, and takes the line away', () => {
    expect(run(true, [1500, 1550, 1700])).toEqual([
      '\r\u001b[KReading files: 1,500 of 20,000',
      '\r\u001b[KReading files: 1,700 of 20,000',
      '\r\u001b[K',
    ]);
  });

  it('is a line now and then in a log', () => {
    expect(run(false, [1500, 5000, 12_000])).toEqual([
      'Reading files: 1,500 of 20,000\n',
      'Reading files: 12,000 of 20,000\n',
    ]);
  });
});
