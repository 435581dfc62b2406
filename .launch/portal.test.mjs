import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { startDemoCluster } from './demoCluster.mjs';
import { freePort } from './ports.mjs';
import {
  backendAnswers,
  catalogKnows,
  frontendAnswers,
  startPortal,
} from './portal.mjs';
import { stopPrograms } from './programs.mjs';

const folder = mkdtempSync(join(tmpdir(), 'launch-'));
const log = join(folder, 'program.log');
after(async () => {
  await stopPrograms();
  rmSync(folder, { recursive: true });
});

const served = async (routes, run) => {
  const server = createServer((request, response) => {
    const route = routes[request.url];
    if (!route) {
      response.writeHead(404).end();
      return;
    }
    const [status, type, body] =
      typeof route === 'function' ? route(request) : route;
    response.writeHead(status, { 'content-type': type }).end(body);
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  try {
    await run(`http://127.0.0.1:${server.address().port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
};
const page = [
  200,
  'text/html',
  '<script defer src="/static/main.js"></script>',
];

test('the app is there when its page and its scripts are', async () => {
  const script = [200, 'application/javascript', '1'];
  await served({ '/': page, '/static/main.js': script }, async url => {
    assert.equal(await frontendAnswers(url), true);
  });
  await served({ '/': page }, async url =>
    assert.equal(await frontendAnswers(url), false),
  );
  await served({ '/': page, '/static/main.js': page }, async url => {
    assert.equal(await frontendAnswers(url), false);
  });
  await served({ '/': [200, 'text/html', 'wait'] }, async url => {
    assert.equal(await frontendAnswers(url), false);
  });
});

test('the backend says whether it is ready', async () => {
  const path = '/.backstage/health/v1/readiness';
  await served({ [path]: [503, 'text/plain', ''] }, async url => {
    assert.equal(await backendAnswers(url), false);
  });
  await served({ [path]: [200, 'text/plain', ''] }, async url => {
    assert.equal(await backendAnswers(url), true);
  });
});

test('the catalog is asked as the guest user', async () => {
  const web = { kind: 'component', namespace: 'default', name: 'web' };
  const session = [
    200,
    'application/json',
    '{"backstageIdentity":{"token":"guest"}}',
  ];
  const routes = {
    '/api/auth/guest/refresh': session,
    '/api/catalog/entities/by-name/component/default/web': request => [
      request.headers.authorization === 'Bearer guest' ? 200 : 401,
      'application/json',
      '{}',
    ],
  };
  await served(routes, async url => {
    assert.equal(await catalogKnows(url, web), true);
    assert.equal(await catalogKnows(url, { ...web, name: 'other' }), false);
  });
});

const stub = script => [process.execPath, '-e', script, '--'];
const address = JSON.stringify({
  url: 'https://127.0.0.1:1',
  caFile: '/ca',
  kubeconfig: '/k',
  tokens: { reader: 't' },
});

test('the demo cluster says where it is, and is given its folder', async () => {
  const script = `
    console.log('noise', process.argv.includes('--exit-with-parent'));
    console.log('{"other":1}');
    console.log(${JSON.stringify(address)});
    setInterval(() => {}, 1000);`;
  const cluster = await startDemoCluster({
    command: stub(script),
    log,
    folder,
    port: 6443,
  });
  assert.equal(cluster.kubeconfig, '/k');
  assert.equal(cluster.tokens.reader, 't');
  await cluster.stop();
  assert.equal((await cluster.exited).signal, 'SIGTERM');
});

test('the tokens of the demo cluster are not in its log', async () => {
  const token = `demo-reader-${'x'.repeat(32)}`;
  const script = `
    const token = 'demo-reader-' + 'x'.repeat(32);
    console.log(${JSON.stringify(address)}.replace('"t"', '"' + token + '"'));
    setInterval(() => {}, 1000);`;
  const cluster = await startDemoCluster({
    command: stub(script),
    log,
    folder,
  });
  assert.equal(cluster.tokens.reader, token);
  await cluster.stop();
  await cluster.exited;
  const written = readFileSync(log, 'utf8');
  assert.match(written, /"kubeconfig":"\/k"/);
  assert.ok(!written.includes(token));
});

test('a demo cluster that ends at once is named, with its last words', async () => {
  const options = {
    command: stub("console.error('port taken'); process.exit(1)"),
    log,
    folder,
  };
  await assert.rejects(startDemoCluster(options), error => {
    assert.match(
      error.message,
      /^The demo cluster ended at once; its log is .*program\.log\.$/,
    );
    assert.deepEqual(error.details, ['  port taken']);
    return true;
  });
});

test('a demo cluster that says nothing is stopped', async () => {
  const options = {
    command: stub('setInterval(() => {}, 1000)'),
    log,
    folder,
    timeout: 300,
  };
  await assert.rejects(startDemoCluster(options), /did not start in time/);
});

const cluster = {
  name: 'c',
  title: 'C',
  url: 'https://127.0.0.1:1',
  tokens: { reader: 't', writer: 'w', walkthrough: 'm' },
  caFile: '/ca',
};
const ports = { portal: 1, backend: 1 };

test('a backend that dies while the portal starts is noticed at once', async () => {
  const script =
    "console.log('Backend startup failed'); setInterval(() => {}, 1000)";
  const options = {
    cluster,
    ports,
    log,
    command: stub(script),
    timeout: 20_000,
  };
  await assert.rejects(
    startPortal(options),
    /^Failure: The portal could not start; its log is /,
  );
});

test('a portal that is never ready is stopped', async () => {
  const options = {
    cluster,
    ports,
    log,
    timeout: 700,
    command: stub('setInterval(() => {}, 1000)'),
  };
  await assert.rejects(
    startPortal(options),
    /^Failure: The portal was not ready in time/,
  );
});

test('a portal is ready when a browser would see it, and knows its cluster', async () => {
  const script = `
    const { createServer } = require('http');
    const { PORTAL_PORT, BACKEND_PORT, CLUSTER_NAME, CLUSTER_TOKEN } = process.env;
    console.log(CLUSTER_NAME, CLUSTER_TOKEN);
    const answer = (request, response) => response.end(
      request.url === '/' ? '<script src="/main.js"></script>' : '{"backstageIdentity":{"token":"x"}}');
    createServer(answer).listen(PORTAL_PORT, 'localhost');
    setTimeout(() => createServer(answer).listen(BACKEND_PORT, 'localhost'), 300);`;
  const free = { portal: await freePort(), backend: await freePort() };
  const portal = await startPortal({
    cluster,
    ports: free,
    log,
    command: stub(script),
    timeout: 20_000,
  });
  assert.equal(portal.url, `http://localhost:${free.portal}`);
  assert.equal(await frontendAnswers(portal.url), true);
  assert.match(readFileSync(log, 'utf8'), /^c t$/m);
  await portal.stop();
  await assert.rejects(frontendAnswers(portal.url));
});
