import { ConfigReader } from '@backstage/config';
import { makeCertificate } from '../../__testUtils__/serveHttps';
import { kubernetesEntries } from './kubernetesEntries';
import { serverAddress } from './serverAddress';

const key = 'networkPolicy.clusters.0.writer';
const byToken = { token: 'secret' };
const inPod = {
  KUBERNETES_SERVICE_HOST: '10.0.0.1',
  KUBERNETES_SERVICE_PORT: '6443',
};

describe('serverAddress', () => {
  it('takes address and authority of the entry of the kubernetes plugin', () => {
    expect(
      serverAddress(key, byToken, {
        entry: { url: 'https://north:6443/', caFile: '/north.crt' },
      }),
    ).toEqual({ url: 'https://north:6443', ca: { file: '/north.crt' } });
  });

  it('prefers what the credential says', async () => {
    const { cert } = await makeCertificate();
    const caData = Buffer.from(cert).toString('base64');

    expect(
      serverAddress(
        key,
        { ...byToken, url: 'https://direct', caData },
        { entry: { url: 'https://north', caFile: '/north.crt' } },
      ),
    ).toEqual({ url: 'https://direct', ca: { pem: cert } });
  });

  it('trusts the authorities of Node.js where none is named', () => {
    expect(
      serverAddress(key, byToken, { entry: { url: 'https://north' } }),
    ).toEqual({ url: 'https://north', ca: undefined });
  });

  it('is the API server of the pod for inCluster', () => {
    expect(
      serverAddress(
        key,
        { inCluster: true },
        { env: inPod, folder: '/sa', entry: { url: 'https://north' } },
      ),
    ).toEqual({ url: 'https://10.0.0.1:6443', ca: { file: '/sa/ca.crt' } });
    expect(
      serverAddress(
        key,
        { inCluster: true },
        { env: { ...inPod, KUBERNETES_SERVICE_HOST: 'fd00::1' } },
      ).url,
    ).toBe('https://[fd00::1]:6443');
  });

  it.each([
    [byToken, 'neither the configuration of the kubernetes plugin says'],
    [{ inCluster: true }, 'nor the pod says'],
  ])('names the key when no address is known', (credential, why) => {
    const read = () => serverAddress(key, credential, { env: {} });

    expect(read).toThrow(`${key}.url is missing`);
    expect(read).toThrow(why);
  });

  it.each(['http://north:8001', 'http://127.0.0.1.example.org', 'ftp://north'])(
    'sends no token to %s',
    url => {
      expect(() => serverAddress(key, byToken, { entry: { url } })).toThrow(
        `${key}.url`,
      );
    },
  );

  it.each(['http://localhost:8001', 'http://127.0.0.1:8001', 'http://[::1]:1'])(
    'takes %s, which does not leave the machine',
    url => {
      expect(serverAddress(key, byToken, { entry: { url } })).toEqual({ url });
    },
  );

  it('does not send a token to a server whose certificate nobody verifies', () => {
    expect(() =>
      serverAddress(key, byToken, {
        entry: { url: 'https://north', skipTLSVerify: true },
      }),
    ).toThrow(`${key}.caData or caFile is missing`);
  });

  it('refuses a certificate authority that is none', () => {
    expect(() =>
      serverAddress(key, { ...byToken, url: 'https://a', caData: 'bm9uZQ==' }),
    ).toThrow(`${key}.caData must be a certificate`);
  });
});

describe('kubernetesEntries', () => {
  it('are those of the configuration, by name', () => {
    const config = new ConfigReader({
      kubernetes: {
        clusterLocatorMethods: [
          { type: 'catalog' },
          {
            type: 'config',
            clusters: [{ name: 'north', url: 'https://north' }, { url: 7 }],
          },
        ],
      },
    });

    expect([...kubernetesEntries(config)]).toEqual([
      ['north', { name: 'north', url: 'https://north' }],
    ]);
    expect([...kubernetesEntries(new ConfigReader({}))]).toEqual([]);
  });
});
