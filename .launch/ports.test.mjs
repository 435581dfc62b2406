import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { checkPorts, freePort, portOf, portProblem } from './ports.mjs';

const occupied = async (host, run) => {
  const server = createServer();
  await new Promise(resolve => server.listen(0, host, resolve));
  try {
    await run(server.address().port);
  } finally {
    await new Promise(resolve => server.close(resolve));
  }
};

for (const host of ['127.0.0.1', '0.0.0.0']) {
  test(`a port in use on ${host} is named with the variable that changes it`, () =>
    occupied(host, port =>
      assert.rejects(
        checkPorts([{ what: 'the portal', variable: 'PORTAL_PORT', port }]),
        {
          name: 'Failure',
          message: `Port ${port}, for the portal, is in use by another program: set PORTAL_PORT to another port. Nothing was started.`,
        },
      ),
    ));
}

test('a free port is no problem', async () => {
  assert.equal(await portProblem(await freePort()), undefined);
});

test('0 is any free port, for as many as like', async () => {
  await checkPorts([
    { what: 'a', variable: 'A', port: 0 },
    { what: 'b', variable: 'B', port: 0 },
  ]);
});

test('two programs cannot have the same port', async () => {
  const port = await freePort();
  await assert.rejects(
    checkPorts([
      { what: 'a', variable: 'A', port },
      { what: 'b', variable: 'B', port },
    ]),
    /^Failure: A and B are both \d+: /,
  );
});

test('ports come from the environment', () => {
  assert.equal(portOf('P', 3000, {}), 3000);
  assert.equal(portOf('P', 3000, { P: '4000' }), 4000);
  for (const text of ['abc', '-1', '65536', '3.5']) {
    assert.throws(
      () => portOf('P', 3000, { P: text }),
      /P is ".*", which is not a port/,
    );
  }
});
