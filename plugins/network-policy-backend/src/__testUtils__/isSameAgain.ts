import request from 'supertest';
import { FakeCluster } from './FakeCluster';

const passes = (milliseconds: number) =>
  new Promise(resolve => setTimeout(resolve, milliseconds));

/** Whether an answer need not be sent again a moment later, though a cluster has said meanwhile that nothing changed. */
export async function isSameAgain(
  server: Parameters<typeof request>[0],
  path: string,
  cluster?: FakeCluster,
): Promise<boolean> {
  const { headers } = await request(server).get(path);
  await passes(10);
  cluster?.watches.bookmark(cluster.version);
  await passes(50);
  const again = await request(server)
    .get(path)
    .set('If-None-Match', headers.etag);
  return again.status === 304;
}
